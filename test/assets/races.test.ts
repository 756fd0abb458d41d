import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { assignAsset, unassignAsset } from '../../src/assets/assign-asset.ts';
import { createAsset } from '../../src/assets/create-asset.ts';
import { deleteAsset } from '../../src/assets/delete-asset.ts';
import { editAsset } from '../../src/assets/edit-asset.ts';
import { changeStatus } from '../../src/users/change-status.ts';
import { refusals } from '../harness/refusals.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

const ROUNDS = 6;
const origin = { source: 'SLACK' } as const;

let world: World;
let workspace: TestWorkspace;
let made = 0;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
});
afterAll(() => world.close());

const owner = () => ({ workspaceId: workspace.workspaceId, userId: workspace.ownerId });

const fieldsOf = (tag: string) => ({
  ...{ tag, name: 'Laptop', category: '', serial: '' },
  ...{ status: 'IN_SERVICE' as const, purchasedOn: null },
});

async function asset(): Promise<string> {
  made += 1;
  return (await create(`LT-${made}`, `VASSET${made}`)).id;
}

const create = (tag: string, submission: string) =>
  createAsset(world.deps, { actor: owner(), submission, fields: fieldsOf(tag), origin });

async function person(): Promise<string> {
  made += 1;
  const { workspaceId } = workspace;
  const email = `person${made}@acme.example`;
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'MEMBER' } });
  const identity = await world.db.identity.create({ data: { email, name: email, emailVerified: true } });
  const { id } = await world.db.user.create({
    data: {
      ...{ workspaceId, identityId: identity.id, email, firstName: `Person${made}` },
      ...{ roleId: role.id, roleKind: 'MEMBER', status: 'ACTIVE' },
    },
  });
  return id;
}

const assign = (assetId: string, userId: string) =>
  assignAsset(world.deps, { actor: owner(), assetId, userId, origin });

const deactivate = (id: string) =>
  changeStatus(world.deps, {
    ...{ actor: owner(), user: { id, revision: 1 }, status: 'INACTIVE' as const },
    ...{ invitations: 'KEEP' as const, reason: '', origin },
  });

const open = (assetId: string) => world.db.assetAssignment.count({ where: { assetId, endedAt: null } });

test('of twenty who are given one asset at once, one has it, and nineteen attempts say who', async () => {
  const id = await asset();
  const people = await Promise.all(Array.from({ length: 20 }, person));
  expect(await refusals(people.map((one) => assign(id, one)))).toEqual(Array(19).fill('ASSET_HELD'));
  expect(await open(id)).toBe(1);
  expect(await world.db.activity.count({ where: { subjectId: id, action: 'asset.assigned' } })).toBe(1);
});

test('whoever is deactivated while they are given something has nothing afterwards', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const [id, mia] = [await asset(), await person()];
    const codes = await refusals([assign(id, mia), deactivate(mia)]);
    expect(codes.filter((code) => code !== 'HOLDER_INACTIVE')).toEqual([]);
    expect(await open(id)).toBe(0);
  }
});

test('what is taken back twice at once is taken back once, by a person or with an account', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const [id, mia] = [await asset(), await person()];
    await assign(id, mia);
    const take = () => unassignAsset(world.deps, { actor: owner(), assetId: id, userId: mia, origin });
    const codes = await refusals([take(), take(), deactivate(mia)]);
    expect(codes.filter((code) => code !== 'ASSET_NOT_HELD')).toEqual([]);
    expect(await world.db.activity.count({ where: { subjectId: id, action: 'asset.unassigned' } })).toBe(1);
  }
});

test('an asset that is given away while it is retired or deleted is one or the other', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const [id, mia] = [await asset(), await person()];
    const seen = { actor: owner(), asset: { id, revision: 1 }, origin };
    const fields = { ...fieldsOf(`retired-${id}`), status: 'RETIRED' as const };
    const end = () =>
      round % 2 === 0
        ? editAsset(world.deps, { ...seen, fields })
        : deleteAsset(world.deps, { ...seen, reason: '' });
    const codes = await refusals([assign(id, mia), end()]);
    expect(codes).toHaveLength(1);
    const { status, deletedAt } = await world.db.asset.findFirstOrThrow({ where: { id } });
    expect([await open(id), status === 'IN_SERVICE' && deletedAt === null]).toEqual(
      codes[0] === 'ASSET_HELD' ? [1, true] : [0, false],
    );
  }
});

test('of twenty assets that get one tag at once, one has it', async () => {
  const attempts = Array.from({ length: 20 }, (_, n) =>
    create(n % 2 === 0 ? 'SAME-1' : 'same-1', `VSAME${n}`),
  );
  expect(await refusals(attempts)).toEqual(Array(19).fill('ASSET_TAG_TAKEN'));
  expect(await world.db.asset.count({ where: { tag: { equals: 'same-1', mode: 'insensitive' } } })).toBe(1);
});

test('a form that Slack sends ten times at once, and once more later, adds one asset, and no complaint of its tag', async () => {
  const send = () => create('ONCE-1', 'VONCE');
  const added = await Promise.all(Array.from({ length: 10 }, send));
  added.push(await send());
  expect(new Set(added.map(({ id }) => id)).size).toBe(1);
  expect(await world.db.asset.count({ where: { tag: 'ONCE-1' } })).toBe(1);
  const entries = { subjectId: added[0]?.id ?? '', action: 'asset.created' };
  expect(await world.db.activity.count({ where: entries })).toBe(1);
});

test('whoever writes past the product is stopped by the database: nobody inactive has anything', async () => {
  const [id, mia] = [await asset(), await person()];
  await assign(id, mia);
  const { pool } = world;
  await expect(pool.query(`UPDATE "user" SET status = 'INACTIVE' WHERE id = $1`, [mia])).rejects.toThrow(
    'asset_assignment_is_possible',
  );
  await expect(pool.query(`UPDATE asset SET deleted_at = now() WHERE id = $1`, [id])).rejects.toThrow(
    'asset_assignment_is_possible',
  );
  await expect(pool.query(`UPDATE asset SET status = 'RETIRED' WHERE id = $1`, [id])).rejects.toThrow(
    'asset_assignment_is_possible',
  );
});

test('What was assigned by a replica whose clock is ahead can be taken back at once', async () => {
  const ahead = { ...world.deps, now: () => new Date(Date.now() + 60_000) };
  const assetId = await asset();
  const [userId, leaver] = [await person(), await person()];
  await assignAsset(ahead, { actor: owner(), assetId, userId, origin });
  await unassignAsset(world.deps, { actor: owner(), assetId, userId, origin });
  await assignAsset(ahead, { actor: owner(), assetId, userId: leaver, origin });
  expect((await deactivate(leaver)).things).toBe(1);
  expect(await world.db.assetAssignment.count({ where: { assetId, endedAt: null } })).toBe(0);
});
