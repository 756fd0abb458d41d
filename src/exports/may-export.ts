import type { Tx } from '../deps.ts';
import type { Permission } from '../generated/prisma/client.ts';
import { ExportKind } from '../generated/prisma/enums.ts';
import { type Actor, type ActorRef, requirePermission } from '../roles/permitted.ts';
import type { AskedExport } from './read-export.ts';

/** What somebody needs to see the list that a file is made of: nobody exports what they may not see. */
const seenBy: Record<Exclude<ExportKind, 'ACTIVITY'>, Permission> = {
  USERS: 'VIEW_USERS',
  INVITATIONS: 'VIEW_USERS',
  ASSETS: 'VIEW_ASSETS',
  ASSET_HISTORY: 'VIEW_ASSETS',
  LICENSES: 'VIEW_LICENSES',
  LICENSE_HISTORY: 'VIEW_LICENSES',
};

/** Of what somebody who may export gets files. Of the activity it may be their own part only. */
export function exportableKinds({ permissions }: Pick<Actor, 'permissions'>): ExportKind[] {
  if (!permissions.includes('EXPORT_DATA')) return [];
  return Object.values(ExportKind).filter(
    (kind) => kind === 'ACTIVITY' || permissions.includes(seenBy[kind]),
  );
}

/** Whether somebody gets of the activity only what they did themselves, and what was done to them. */
export function seesOwnActivityOnly({ permissions }: Pick<Actor, 'permissions'>): boolean {
  return !permissions.includes('MANAGE_USERS');
}

/** Refuses whoever may not export, or may not see what they want to export. */
export async function requireExportable(tx: Tx, actor: ActorRef, kind: ExportKind): Promise<Actor> {
  const exporter = await requirePermission(tx, actor, 'EXPORT_DATA');
  if (kind !== 'ACTIVITY') await requirePermission(tx, actor, seenBy[kind]);
  return exporter;
}

/** The same of a file that is being made: whoever asked for it may have lost what it takes meanwhile. */
export async function requireStillExportable(
  tx: Tx,
  { workspaceId, requestedBy: { userId }, wish, ownOnly }: AskedExport,
): Promise<Actor> {
  const actor = { workspaceId, userId };
  const exporter = await requireExportable(tx, actor, wish.kind);
  // All of the activity was asked for, by somebody who managed people then.
  if (wish.kind === 'ACTIVITY' && !ownOnly) await requirePermission(tx, actor, 'MANAGE_USERS');
  return exporter;
}

export function seesPeople({ permissions }: Pick<Actor, 'permissions'>): boolean {
  return permissions.includes('VIEW_USERS');
}
