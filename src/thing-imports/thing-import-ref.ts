import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Permission, ThingKind } from '../generated/prisma/enums.ts';
import type { ActorRef } from '../roles/permitted.ts';

export interface ThingImportRef {
  workspaceId: string;
  importId: string;
}

/** What somebody needs to add things of a kind, and to give them to people. */
export const thingPermissions = {
  ASSETS: { create: 'CREATE_ASSETS', assign: 'EDIT_ASSETS' },
  LICENSES: { create: 'CREATE_LICENSES', assign: 'EDIT_LICENSES' },
} as const satisfies Record<ThingKind, Record<'create' | 'assign', Permission>>;

/** An import as whoever uploaded the file finds it; for everybody else there is none. */
export async function findThingImport(tx: Tx, { workspaceId, userId }: ActorRef, importId: string) {
  const found = await tx.thingImport.findUnique({
    where: { workspaceId_id: { workspaceId, id: importId }, startedById: userId },
  });
  if (!found) throw new Refusal('THING_IMPORT_UNKNOWN', {});
  return found;
}
