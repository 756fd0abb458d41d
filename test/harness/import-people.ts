import { stringify } from 'csv-stringify/sync';
import type { ImportRef } from '../../src/imports/known-rows.ts';
import { sendImport } from '../../src/imports/send-import.ts';
import { startImport } from '../../src/imports/start-import.ts';
import type { TestWorkspace, World } from './world.ts';

/** Imports rows, the first of which names the columns, and invites everybody whom they name; no mail has left then. */
export async function importPeople(
  { deps, db, pool }: Pick<World, 'deps' | 'db' | 'pool'>,
  { workspaceId, ownerId }: Pick<TestWorkspace, 'workspaceId' | 'ownerId'>,
  rows: string[][],
  message = '',
): Promise<ImportRef> {
  await pool.query('UPDATE workspace SET seat_limit = NULL WHERE id = $1', [workspaceId]);
  const actor = { workspaceId, userId: ownerId };
  const member = await db.role.findFirstOrThrow({ where: { workspaceId, kind: 'MEMBER' } });
  const ref = await startImport(deps, {
    ...{ actor, message, submission: deps.newId(), defaultRoleId: member.id, skipKnown: true },
    file: { name: 'people.csv', bytes: Buffer.from(stringify(rows)), firstLine: 1 },
  });
  await sendImport(deps, { ...ref, actor, origin: { source: 'SLACK' } });
  return ref;
}
