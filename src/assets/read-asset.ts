import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { AssetStatus } from '../generated/prisma/client.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { utcDate } from './asset-fields.ts';

export interface AssetDetails {
  id: string;
  revision: number;
  tag: string;
  name: string;
  category: string;
  serial: string;
  status: AssetStatus;
  /** A day such as 2026-11-23; null: not known. */
  purchasedOn: string | null;
  /** Who has it, and since when; null: nobody. */
  holder: { id: string; name: string; slackUserId: string | null; since: Date } | null;
  /** The newest first. */
  history: AssetHistoryEntry[];
  /** What whoever looks may do with it. */
  mayEdit: boolean;
  mayDelete: boolean;
}

/** The newest entries; more than that nobody reads in a modal. */
const HISTORY_LENGTH = 25;

const change = z.record(z.string(), z.unknown()).transform((values) => {
  const texts = Object.entries(values).filter((entry): entry is [string, string] => {
    return typeof entry[1] === 'string';
  });
  return new Map(texts);
});

export interface AssetHistoryEntry {
  action: string;
  at: Date;
  /** null: the product itself. */
  actorName: string | null;
  reason: string | null;
  /** Values by the names of the fields. */
  before: Map<string, string>;
  after: Map<string, string>;
}

/** An asset of the workspace with everything that happened to it. */
export async function readAsset(tx: Tx, actor: ActorRef, id: string): Promise<AssetDetails> {
  const viewer = await requirePermission(tx, actor, 'VIEW_ASSETS');
  const { workspaceId } = actor;
  const asset = await tx.asset.findUnique({
    where: { workspaceId_id: { workspaceId, id }, deletedAt: null },
    include: { assignments: { where: { endedAt: null }, include: { user: true } } },
  });
  if (!asset) throw new Refusal('ASSET_UNKNOWN', {});
  const { tag, name, category, serial, status, revision, purchasedOn, assignments } = asset;
  const [open] = assignments;
  return {
    ...{ id, revision, tag, name, category, serial, status },
    purchasedOn: purchasedOn && utcDate(purchasedOn),
    holder: open
      ? {
          ...{ id: open.userId, name: fullName(open.user) },
          ...{ slackUserId: open.user.slackUserId, since: open.assignedAt },
        }
      : null,
    history: await assetHistory(tx, { workspaceId, id }),
    mayEdit: viewer.permissions.includes('EDIT_ASSETS'),
    mayDelete: viewer.permissions.includes('DELETE_ASSETS'),
  };
}

async function assetHistory(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<AssetHistoryEntry[]> {
  const entries = await tx.activity.findMany({
    where: { workspaceId, subjectType: 'asset', subjectId: id },
    orderBy: { id: 'desc' },
    take: HISTORY_LENGTH,
  });
  const actors = await tx.user.findMany({
    where: { workspaceId, id: { in: entries.flatMap(({ actorId }) => actorId ?? []) } },
    select: { id: true, firstName: true, lastName: true, email: true },
  });
  const names = new Map(actors.map((user) => [user.id, fullName(user)]));
  return entries.map(({ action, at, actorId, reason, before, after }) => ({
    ...{ action, at, reason },
    actorName: actorId ? (names.get(actorId) ?? null) : null,
    before: change.parse(before ?? {}),
    after: change.parse(after ?? {}),
  }));
}
