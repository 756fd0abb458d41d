import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { assignLicense, unassignLicense } from '../../src/licenses/assign-license.ts';
import { createLicense } from '../../src/licenses/create-license.ts';
import { deleteLicense } from '../../src/licenses/delete-license.ts';
import { editLicense } from '../../src/licenses/edit-license.ts';
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
const fieldsOf = (seats: number) => ({ name: 'Figma', vendor: '', seats, key: '', expiresOn: null });

const create = (seats: number, submission: string) =>
  createLicense(world.deps, { actor: owner(), submission, fields: fieldsOf(seats), origin });

async function license(seats: number): Promise<string> {
  made += 1;
  return (await create(seats, `VLICENSE${made}`)).id;
}

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

const people = (count: number) => Promise.all(Array.from({ length: count }, person));

const assign = (licenseId: string, userId: string) =>
  assignLicense(world.deps, { actor: owner(), licenseId, userId, origin });

const deactivate = (id: string) =>
  changeStatus(world.deps, {
    ...{ actor: owner(), user: { id, revision: 1 }, status: 'INACTIVE' as const },
    ...{ invitations: 'KEEP' as const, reason: '', origin },
  });

/** How many seats are in use by what people have, and by the license's own count. */
async function inUse(id: string): Promise<[number, number]> {
  const { seatsUsed } = await world.db.license.findFirstOrThrow({ where: { id } });
  return [await world.db.licenseAssignment.count({ where: { licenseId: id, endedAt: null } }), seatsUsed];
}

test('50 assignments at once of a license of 10 seats give 10, and the others hear that none is left', async () => {
  const id = await license(10);
  const wanting = await people(50);
  expect(await refusals(wanting.map((one) => assign(id, one)))).toEqual(Array(40).fill('LICENSE_FULL'));
  expect(await inUse(id)).toEqual([10, 10]);
  expect(await world.db.activity.count({ where: { subjectId: id, action: 'license.assigned' } })).toBe(10);
}, 60_000);

test('one person who is given one license ten times at once has one seat', async () => {
  const [id, mia] = [await license(10), await person()];
  const tried = Array.from({ length: 10 }, () => assign(id, mia));
  expect(await refusals(tried)).toEqual(Array(9).fill('LICENSE_HELD'));
  expect(await inUse(id)).toEqual([1, 1]);
});

test('whoever is deactivated while they are given a license has none afterwards', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const [id, mia] = [await license(2), await person()];
    const codes = await refusals([assign(id, mia), deactivate(mia)]);
    expect(codes.filter((code) => code !== 'HOLDER_INACTIVE')).toEqual([]);
    expect(await inUse(id)).toEqual([0, 0]);
  }
});

test('several people who share several licenses are deactivated at once, and every seat is free', async () => {
  const licenses = [await license(9), await license(9), await license(9)];
  const leaving = await people(6);
  for (const [n, one] of leaving.entries())
    for (const id of n % 2 === 0 ? licenses : licenses.toReversed()) await assign(id, one);
  expect(await refusals(leaving.map(deactivate))).toEqual([]);
  for (const id of licenses) expect(await inUse(id)).toEqual([0, 0]);
});

test('a license whose seats are lowered or that is deleted while somebody gets one ends as one or the other', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const [id, adam, mia] = [await license(2), await person(), await person()];
    if (round % 2 === 0) await assign(id, adam);
    const seen = { actor: owner(), license: { id, revision: 1 }, origin };
    const end =
      round % 2 === 0
        ? editLicense(world.deps, { ...seen, fields: fieldsOf(1) })
        : deleteLicense(world.deps, { ...seen, reason: '' });
    const codes = await refusals([assign(id, mia), end]);
    expect(codes).toHaveLength(1);
    const { seats, deletedAt } = await world.db.license.findFirstOrThrow({ where: { id } });
    const [used, counted] = await inUse(id);
    expect(counted).toBe(used);
    expect(used).toBeLessThanOrEqual(deletedAt ? 0 : seats);
  }
});

test('what is taken back twice at once frees one seat', async () => {
  const [id, mia] = [await license(2), await person()];
  await assign(id, mia);
  const take = () => unassignLicense(world.deps, { actor: owner(), licenseId: id, userId: mia, origin });
  expect(await refusals([take(), take(), take()])).toEqual(['LICENSE_NOT_HELD', 'LICENSE_NOT_HELD']);
  expect(await inUse(id)).toEqual([0, 0]);
});

test('whoever writes past the product is stopped by the database', async () => {
  const [id, mia] = [await license(1), await person()];
  await assign(id, mia);
  const { pool } = world;
  const another = `INSERT INTO license_assignment (workspace_id, id, license_id, user_id, assigned_at, assigned_by_id)
    VALUES ($1, gen_random_uuid(), $2, $3, now(), $3)`;
  const { workspaceId, ownerId } = workspace;
  await expect(pool.query(another, [workspaceId, id, ownerId])).rejects.toThrow('license_seats_within_limit');
  await expect(pool.query(`UPDATE "user" SET status = 'INACTIVE' WHERE id = $1`, [mia])).rejects.toThrow(
    'inactive_user_uses_no_license',
  );
  await expect(pool.query('UPDATE license SET deleted_at = now() WHERE id = $1', [id])).rejects.toThrow(
    'deleted_license_is_unused',
  );
  await pool.query('UPDATE license_assignment SET ended_at = now() WHERE license_id = $1', [id]);
  await expect(
    pool.query('UPDATE license_assignment SET ended_at = NULL WHERE license_id = $1', [id]),
  ).rejects.toThrow('license_assignment_ends_once');
});

test('What was assigned by a replica whose clock is ahead can be taken back at once', async () => {
  const ahead = { ...world.deps, now: () => new Date(Date.now() + 60_000) };
  const licenseId = await license(2);
  const [userId, leaver] = [await person(), await person()];
  await assignLicense(ahead, { actor: owner(), licenseId, userId, origin });
  await unassignLicense(world.deps, { actor: owner(), licenseId, userId, origin });
  await assignLicense(ahead, { actor: owner(), licenseId, userId: leaver, origin });
  expect((await deactivate(leaver)).things).toBe(1);
  expect(await world.db.licenseAssignment.count({ where: { licenseId, endedAt: null } })).toBe(0);
});

test('a form that Slack sends ten times at once, and once more later, adds one license', async () => {
  const before = await world.db.license.count();
  const send = () => create(3, 'VONCE');
  const added = await Promise.all(Array.from({ length: 10 }, send));
  added.push(await send());
  expect(new Set(added.map(({ id }) => id)).size).toBe(1);
  expect(await world.db.license.count()).toBe(before + 1);
  const entries = { subjectId: added[0]?.id ?? '', action: 'license.created' };
  expect(await world.db.activity.count({ where: entries })).toBe(1);
  await create(3, 'VANOTHER');
  expect(await world.db.license.count()).toBe(before + 2);
});
