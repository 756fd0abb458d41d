import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/errors.ts';
import { claimBatch, finishBatch } from '../../src/imports/mail-batch.ts';
import { sendImport } from '../../src/imports/send-import.ts';
import { startImport } from '../../src/imports/start-import.ts';
import { cancelImport, pauseImport, resumeImport } from '../../src/imports/stop-import.ts';
import { brokenRules } from '../harness/import-rules.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeEach(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  await setSeats(null);
});
afterEach(async () => {
  expect(await brokenRules(world)).toEqual([]);
  await world.close();
});

const origin = { source: 'SLACK' } as const;
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);
const people = (from: number, to: number) => numbers(from, to).map((n) => `person${n}@guest.example`);
const setSeats = (seats: number | null) => world.db.workspace.updateMany({ data: { seatLimit: seats } });

async function admin(name: string) {
  const { workspaceId } = workspace;
  const email = `${name}@northwind.example`;
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'ADMIN' } });
  const identity = await world.db.identity.create({ data: { email, name, emailVerified: true } });
  const user = { workspaceId, identityId: identity.id, email, roleId: role.id, roleKind: role.kind };
  const { id } = await world.db.user.create({ data: { ...user, firstName: name, status: 'ACTIVE' } });
  return { workspaceId, userId: id };
}

const owner = ({ workspaceId, ownerId }: TestWorkspace = workspace) => ({ workspaceId, userId: ownerId });

function read(emails: string[], actor = owner(), submission = world.deps.newId()) {
  const file = {
    name: 'people.csv',
    bytes: Buffer.from(`Email,Role\n${emails.map((one) => `${one},Viewer\n`).join('')}`),
  };
  return startImport(world.deps, {
    actor,
    submission,
    file,
    defaultRoleId: null,
    message: '',
    skipKnown: true,
  });
}

const send = (importId: string, actor = owner()) =>
  sendImport(world.deps, { workspaceId: actor.workspaceId, importId, actor, origin });

/** What each of several gets who act at once: "done", or the code of the refusal. */
async function outcomes(works: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(works);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'done';
    if (one.reason instanceof Refusal) return one.reason.code;
    throw one.reason;
  });
}

const count = async (sql: string, ...values: unknown[]): Promise<number> =>
  (await world.pool.query(sql, values)).rowCount ?? 0;
const pending = () => count(`SELECT FROM invitation WHERE status = 'PENDING'`);
const entries = (action: string) => count('SELECT FROM activity WHERE action = $1', action);

describe('Of several who do the same at once, one does', () => {
  test('ten who send one import invite everybody once, and nine hear that it was sent', async () => {
    const { importId } = await read(people(0, 300));
    const got = await outcomes(numbers(0, 10).map(() => send(importId)));
    expect(got.toSorted()).toEqual([...numbers(1, 10).map(() => 'IMPORT_SENT'), 'done']);
    expect(await pending()).toBe(300);
    expect(await entries('import.sent')).toBe(1);
    expect(await world.jobs('mail-import')).toHaveLength(1);
  });

  test('ten files of one form are one import, which all of them get', async () => {
    const refs = await Promise.all(numbers(0, 10).map(() => read(people(0, 300), owner(), 'V1')));
    expect(new Set(refs.map(({ importId }) => importId)).size).toBe(1);
    expect(await world.db.bulkImport.count()).toBe(1);
    expect(await world.db.bulkImportRow.count()).toBe(300);
  });

  test('a form of somebody else gives nobody their import', async () => {
    const other = await admin('adam');
    await read(people(0, 3), owner(), 'V1');
    expect(await outcomes([read(people(0, 3), other, 'V1')])).toEqual(['IMPORT_UNKNOWN']);
  });

  test('ten who pause, resume or cancel one import leave one entry of each change', async () => {
    const { importId } = await read(people(0, 30));
    await send(importId);
    const wish = { workspaceId: workspace.workspaceId, importId, actor: owner(), origin };
    const ten = (change: typeof pauseImport) => outcomes(numbers(0, 10).map(() => change(world.deps, wish)));
    const once = [...numbers(1, 10).map(() => 'IMPORT_NOT_RUNNING'), 'done'];
    expect((await ten(pauseImport)).toSorted()).toEqual(once);
    expect((await ten(resumeImport)).toSorted()).toEqual(once);
    expect((await ten(cancelImport)).toSorted()).toEqual(once);
    for (const action of ['paused', 'resumed', 'canceled']) expect(await entries(`import.${action}`)).toBe(1);
    expect(await entries('invitation.canceled')).toBe(30);
    expect(await pending()).toBe(0);
  });
});

describe('Sending, while somebody stops it,', () => {
  test('is stopped or not begun: nobody is left half invited', async () => {
    for (const round of numbers(0, 6)) {
      const { importId } = await read(people(round * 100, round * 100 + 100));
      const wish = { workspaceId: workspace.workspaceId, importId, actor: owner(), origin };
      const [sent, canceled] = await outcomes([send(importId), cancelImport(world.deps, wish)]);
      expect(sent).toBe('done');
      const found = await world.db.bulkImport.findFirstOrThrow({ where: { id: importId } });
      expect(found.status).toBe(canceled === 'done' ? 'CANCELED' : 'SENDING');
      expect(await pending()).toBe(canceled === 'done' ? 0 : 100);
      if (canceled !== 'done') await cancelImport(world.deps, wish);
    }
  });

  test('the batch that is claimed at that moment leaves whole, or not at all', async () => {
    let left = 0;
    for (const round of numbers(0, 6)) {
      const { importId } = await read(people(round * 1100, round * 1100 + 1100));
      await send(importId);
      const ref = { workspaceId: workspace.workspaceId, importId };
      const [batch] = await Promise.all([
        claimBatch(world.deps, ref),
        cancelImport(world.deps, { ...ref, actor: owner(), origin }),
      ]);
      const leaving = batch?.invitationIds.length ?? 0;
      expect([0, 1000]).toContain(leaving);
      left += leaving;
      expect(await pending()).toBe(left);
      await finishBatch(world.deps, ref);
      const found = await world.db.bulkImport.findFirstOrThrow({ where: { id: importId } });
      expect(found).toMatchObject({ status: 'CANCELED', mailedCount: leaving });
    }
  });
});

describe('Two imports of overlapping people', () => {
  test('of two admins invite everybody once, and each row says what became of it', async () => {
    const other = await admin('adam');
    const [mine, theirs] = [await read(people(0, 1000)), await read(people(500, 1500), other)];
    expect(await outcomes([send(mine.importId), send(theirs.importId, other)])).toEqual(['done', 'done']);
    expect(await pending()).toBe(1500);
    expect(await count(`SELECT FROM bulk_import_row WHERE problem = 'ALREADY_INVITED'`)).toBe(500);
  });

  test('with seats for only one of them are one, and the other is refused whole', async () => {
    const other = await admin('adam');
    const [mine, theirs] = [await read(people(0, 1000)), await read(people(500, 1500), other)];
    await setSeats(2 + 1000);
    const got = await outcomes([send(mine.importId), send(theirs.importId, other)]);
    expect(got.toSorted()).toEqual(['NO_SEATS_LEFT', 'done']);
    expect(await pending()).toBe(1000);
    const refused = [mine, theirs][got.indexOf('NO_SEATS_LEFT')];
    const found = await world.db.bulkImport.findFirstOrThrow({ where: { id: refused?.importId ?? '' } });
    // It can be sent as soon as there are seats.
    expect(found).toMatchObject({ status: 'REVIEW', sentAt: null, invitedCount: 0 });
  });

  test('of two workspaces both invite everybody: a workspace knows nothing of the other', async () => {
    const second = await world.createWorkspace({ name: 'Southwind', ownerEmail: 'owner@southwind.example' });
    await setSeats(1001);
    const [mine, theirs] = [await read(people(0, 1000)), await read(people(0, 1000), owner(second))];
    expect(await outcomes([send(mine.importId), send(theirs.importId, owner(second))])).toEqual([
      'done',
      'done',
    ]);
    expect(await pending()).toBe(2000);
  });
});

test('while the same people are invited one by one, everybody is invited once, by one of the two', async () => {
  const { importId } = await read(people(0, 300));
  const single = numbers(0, 20).map((n) => workspace.invite(`person${n * 15}@guest.example`));
  const [sent, ...others] = await outcomes([send(importId), ...single]);
  expect(sent).toBe('done');
  expect(new Set(others)).not.toContain('BUSY');
  expect(await pending()).toBe(300);
  const left = await count(`SELECT FROM bulk_import_row WHERE problem = 'ALREADY_INVITED'`);
  expect(left).toBe(others.filter((outcome) => outcome === 'done').length);
});
