import { stringify } from 'csv-stringify/sync';
import type { ImportRef } from '../../src/imports/known-rows.ts';
import { reviewImport } from '../../src/imports/review-import.ts';
import { sendImport } from '../../src/imports/send-import.ts';
import { startImport, type UploadedFile } from '../../src/imports/start-import.ts';
import type { TestWorkspace, World } from './world.ts';

type Ground = Pick<World, 'deps' | 'db' | 'pool'>;
type Place = Pick<TestWorkspace, 'workspaceId' | 'ownerId'>;

interface Choices {
  message: string;
  /** null: rows have to name one. */
  defaultRole: 'MEMBER' | null;
}

/** Reads a file for review, as the Owner. */
export async function reviewFile(
  { deps, db }: Ground,
  { workspaceId, ownerId }: Place,
  file: Partial<UploadedFile> & Pick<UploadedFile, 'bytes'>,
  { message = '', defaultRole = 'MEMBER' }: Partial<Choices> = {},
): Promise<ImportRef> {
  const role =
    defaultRole && (await db.role.findFirstOrThrow({ where: { workspaceId, kind: defaultRole } })).id;
  const actor = { workspaceId, userId: ownerId };
  const ref = await startImport(deps, {
    actor,
    ...{ message, submission: deps.newId(), defaultRoleId: role, skipKnown: true },
    file: { name: 'people.csv', ...file },
  });
  await reviewImport(deps, actor, ref);
  return ref;
}

/** Imports rows, the first of which names the columns, and invites everybody whom they name; no mail has left then. */
export async function importPeople(
  world: Ground,
  workspace: Place,
  rows: string[][],
  choices: Partial<Choices> = {},
): Promise<ImportRef> {
  const { workspaceId, ownerId } = workspace;
  await world.pool.query('UPDATE workspace SET seat_limit = NULL WHERE id = $1', [workspaceId]);
  const ref = await reviewFile(world, workspace, { bytes: Buffer.from(stringify(rows)) }, choices);
  const actor = { workspaceId, userId: ownerId };
  await sendImport(world.deps, { ...ref, actor, origin: { source: 'SLACK' } });
  return ref;
}

/** What was read of a file, a row each; what is empty is left out. */
export async function readRows({ db }: Pick<Ground, 'db'>, { importId }: ImportRef) {
  const rows = await db.bulkImportRow.findMany({
    where: { importId },
    orderBy: { position: 'asc' },
    omit: { workspaceId: true, importId: true, position: true, invitationId: true, roleId: true },
  });
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '' && value !== null)),
  );
}
