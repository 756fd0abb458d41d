import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { ThingKind } from '../../src/generated/prisma/enums.ts';
import { reviewThingImport } from '../../src/thing-imports/review-thing-import.ts';
import { startThingImport } from '../../src/thing-imports/start-thing-import.ts';
import { storeThingImport } from '../../src/thing-imports/store-thing-import.ts';
import { until } from '../harness/until.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;
let other: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  workspace = await world.createWorkspace();
  other = await world.createWorkspace();
});
afterAll(() => world.close());

const origin = { source: 'SLACK' } as const;
const owner = ({ workspaceId, ownerId }: TestWorkspace = workspace) => ({ workspaceId, userId: ownerId });
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

function read(kind: ThingKind, lines: string[], actor = owner(), submission = world.deps.newId()) {
  const file = { name: 'things.csv', bytes: Buffer.from(lines.join('\n')) };
  return startThingImport(world.deps, { actor, kind, submission, file });
}

const store = (importId: string, actor = owner()) =>
  storeThingImport(world.deps, { actor, importId, origin });
const assets = (from: number, to: number, prefix = 'T') => [
  'Asset Tag,Name',
  ...numbers(from, to).map((n) => `${prefix}-${n},Laptop ${n}`),
];
const mine = () => ({ where: { workspaceId: workspace.workspaceId } });

test('an import that was staged with columns that are refused now can still be reviewed', async () => {
  const { importId } = await read('ASSETS', ['Asset Tag,Name,Owner', 'T-1,Laptop,Tom']);
  await world.db.thingImport.updateMany({ ...mine(), data: { header: ['Asset Tag', 'Tag', 'Owner'] } });
  expect(await reviewThingImport(world.deps, owner(), importId)).toMatchObject({
    ...{ toCreate: 1, unreadColumns: ['Owner'] },
  });
});

test('two who import overlapping files at once lose nothing and make no tag twice, whatever its case', async () => {
  const first = await read('ASSETS', assets(0, 600));
  const second = await read(
    'ASSETS',
    assets(300, 900, 't')
      .toReversed()
      .toSorted((one) => (one.startsWith('Asset') ? -1 : 1)),
  );
  const [one, two] = await Promise.all([store(first.importId), store(second.importId)]);
  expect(one.created + two.created).toBe(900);
  const found = await world.db.asset.findMany(mine());
  expect(new Set(found.map(({ tag }) => tag.toLowerCase())).size).toBe(900);
  expect(found).toHaveLength(900);
  expect(await world.db.activity.count({ where: { ...mine().where, action: 'asset.created' } })).toBe(900);
  expect(await world.db.asset.count({ where: { workspaceId: other.workspaceId } })).toBe(0);
});

test('a tag that somebody gives away while an import is stored is theirs, and the rest is added', async () => {
  const { importId } = await read('ASSETS', assets(0, 3));
  const { workspaceId } = workspace;
  const client = await world.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO asset (workspace_id, id, tag, name, created_at) VALUES ($1, $2, 't-1', 'Faster', now())`,
      [workspaceId, world.deps.newId()],
    );
    const storing = store(importId);
    await until('the import waits for whoever was faster', async () => {
      const { rows } = await world.pool.query(
        `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%INSERT INTO asset %'`,
      );
      return rows.length > 0;
    });
    await client.query('COMMIT');
    expect((await storing).created).toBe(2);
  } finally {
    client.release();
  }
  expect(await reviewThingImport(world.deps, owner(), importId)).toMatchObject({
    ...{ createdCount: 2, problems: { ALREADY_THERE: 1 } },
    errors: [{ line: 3, problem: 'ALREADY_THERE', value: 'T-1' }],
  });
  const found = await world.db.asset.findMany({ ...mine(), orderBy: { tag: 'asc' } });
  expect(found.map(({ name }) => name).toSorted()).toEqual(['Faster', 'Laptop 0', 'Laptop 2']);
  expect(await world.db.activity.count({ where: { workspaceId, action: 'asset.created' } })).toBe(2);
});

test('the same form twice is one import, and Create twice adds everything once', async () => {
  const submission = world.deps.newId();
  const [one, two] = await Promise.all([
    read('ASSETS', assets(0, 50), owner(), submission),
    read('ASSETS', assets(0, 50), owner(), submission),
  ]);
  expect(one.importId).toBe(two.importId);
  const stored = await Promise.all([store(one.importId), store(one.importId), store(one.importId)]);
  expect(stored.map(({ created }) => created)).toEqual([50, 50, 50]);
  expect(await world.db.asset.count(mine())).toBe(50);
  const jobs = await world.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = 'tell-of-thing-import'`;
  expect(jobs[0]?.count).toBeGreaterThan(0);
});

test('the same licenses from two files at once are added once', async () => {
  const lines = ['Name,Seats', ...numbers(0, 200).map((n) => `License ${n},5`)];
  const [one, two] = await Promise.all([read('LICENSES', lines), read('LICENSES', lines)]);
  const outcomes = await Promise.allSettled([store(one.importId), store(two.importId)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await world.db.license.count(mine())).toBe(200);
  expect(outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))).toEqual(
    ['THING_IMPORT_ADDS_NOTHING'],
  );
});

test('an import is nobody else’s: not of another workspace, and not of a colleague', async () => {
  const { importId } = await read('ASSETS', assets(0, 3));
  await expect(store(importId, owner(other))).rejects.toMatchObject({ code: 'THING_IMPORT_UNKNOWN' });
  await expect(reviewThingImport(world.deps, owner(other), importId)).rejects.toMatchObject({
    code: 'THING_IMPORT_UNKNOWN',
  });
  expect(await world.db.asset.count(mine())).toBe(0);
});

test('10,000 rows are read, reviewed and stored in bounded time', async () => {
  const { email } = await world.db.user.findFirstOrThrow({ where: { id: workspace.ownerId } });
  const lines = [
    'Asset Tag,Name,Assigned To',
    ...numbers(0, 10_000).map((n) => `B-${n},Laptop,${n % 2 ? email : ''}`),
  ];
  const began = performance.now();
  const { importId } = await read('ASSETS', lines);
  expect(await reviewThingImport(world.deps, owner(), importId)).toMatchObject({
    ...{ toCreate: 10_000, toAssign: 5_000 },
  });
  expect((await store(importId)).created).toBe(10_000);
  expect(performance.now() - began).toBeLessThan(60_000);
  expect(await world.db.assetAssignment.count(mine())).toBe(5_000);
}, 90_000);
