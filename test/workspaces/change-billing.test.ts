import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Refusal } from '../../src/errors.ts';
import { changeBilling } from '../../src/workspaces/change-billing.ts';
import { countAllSeats } from '../../src/workspaces/seat-usage.ts';
import { countSeats } from '../../src/workspaces/seats.ts';
import { watchSeats } from '../../src/workspaces/watch-seats.ts';
import { until } from '../harness/until.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let rounds = 0;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const origin = { source: 'SLACK' } as const;

function newWorkspace() {
  rounds += 1;
  return world.createWorkspace({ ownerEmail: `olivia${rounds}@northwind.example` });
}

async function limitTo({ workspaceId, ownerId }: TestWorkspace, seatLimit: number | null) {
  const where = { id: workspaceId };
  const { billingRevision: revision } = await world.db.workspace.findUniqueOrThrow({ where });
  const contact = { name: '', email: '' };
  const actor = { workspaceId, userId: ownerId };
  await changeBilling(world.deps, { actor, revision, planName: 'Standard', seatLimit, contact, origin });
}

const refusedAs = (error: unknown) => {
  if (error instanceof Refusal) return error.code;
  throw error;
};

test.each([
  ['from no limit', null],
  ['from a larger one', 100],
])('a limit that is set %s while twenty invite is never below what is in use', async (_how, before) => {
  for (let round = 0; round < 5; round += 1) {
    const workspace = await newWorkspace();
    await limitTo(workspace, before);
    const outcomes = await Promise.all([
      ...Array.from({ length: 20 }, (_, index) =>
        workspace.invite(`seat-${round}-${index}-${rounds}@example.com`).then(() => 'INVITED', refusedAs),
      ),
      limitTo(workspace, 8).then(() => 'LIMITED', refusedAs),
    ]);
    const { limit, taken } = await countSeats(world.db, workspace.workspaceId, world.deps.now());
    const invited = outcomes.filter((outcome) => outcome === 'INVITED').length;
    expect(taken).toBe(1 + invited);
    if (outcomes.at(-1) === 'LIMITED') {
      expect(limit).toBe(8);
      expect(taken).toBeLessThanOrEqual(8);
    } else {
      expect(outcomes.at(-1)).toBe('SEAT_LIMIT_BELOW_USE');
      expect(limit).toBe(before);
    }
  }
});

test('a limit waits for the invitation that is being written at this moment, and counts it', async () => {
  const workspace = await newWorkspace();
  const { workspaceId, ownerId } = workspace;
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'VIEWER' } });
  let limited: Promise<string> | undefined;
  await world.db.$transaction(async (tx) => {
    const sentAt = world.deps.now();
    await tx.invitation.create({
      data: {
        ...{ workspaceId, email: `slow${rounds}@example.com`, inviterId: ownerId },
        ...{ roleId: role.id, roleKind: role.kind, sentAt },
        expiresAt: new Date(sentAt.getTime() + 7 * DAY_MS),
      },
    });
    let isOver = false;
    limited = limitTo(workspace, 1)
      .then(() => 'LIMITED', refusedAs)
      .finally(() => {
        isOver = true;
      });
    await until('the limit waits, or is set without waiting', async () => {
      const { rows } = await world.pool.query('SELECT FROM pg_locks WHERE NOT granted');
      return isOver || rows.length > 0;
    });
  });
  expect(await limited).toBe('SEAT_LIMIT_BELOW_USE');
});

test('invitations whose seven days are over do not keep the limit from being lowered', async () => {
  const workspace = await newWorkspace();
  for (const index of [1, 2, 3]) await workspace.invite(`late${index}-${rounds}@example.com`);
  await expect(limitTo(workspace, 2)).rejects.toMatchObject({
    code: 'SEAT_LIMIT_BELOW_USE',
    facts: { asked: 2, people: 1, pending: 3 },
  });
  world.passTime(7 * DAY_MS + 1000);
  await limitTo(workspace, 2);
  expect(await countSeats(world.db, workspace.workspaceId, world.deps.now())).toMatchObject({
    limit: 2,
    taken: 1,
  });
});

test('ten who look at a full plan at once warn the Owner once', async () => {
  const workspace = await newWorkspace();
  await limitTo(workspace, 1);
  await Promise.all(Array.from({ length: 10 }, () => watchSeats(world.deps, workspace)));
  const warnings = await world.jobs('warn-of-seats');
  expect(warnings.filter(({ workspaceId }) => workspaceId === workspace.workspaceId)).toEqual([
    { workspaceId: workspace.workspaceId, percent: 100 },
  ]);
});

test('a workspace without a limit queues nothing about seats; one with a limit a single job, however much happens', async () => {
  const [without, limited] = [await newWorkspace(), await newWorkspace()];
  await limitTo(limited, 50);
  for (const index of [1, 2, 3]) {
    await without.invite(`quiet${index}-${rounds}@example.com`);
    await limited.invite(`busy${index}-${rounds}@example.com`);
  }
  const watched = await world.jobs('watch-seats');
  expect(watched.filter(({ workspaceId }) => workspaceId === without.workspaceId)).toEqual([]);
  expect(watched.filter(({ workspaceId }) => workspaceId === limited.workspaceId)).toHaveLength(1);
});

test('of ten who change the plan at once, one does, and the nine others are told', async () => {
  const { workspaceId, ownerId } = await newWorkspace();
  const change = (index: number) =>
    changeBilling(world.deps, {
      ...{ actor: { workspaceId, userId: ownerId }, revision: 1, origin },
      ...{ planName: `Plan ${index}`, seatLimit: null, contact: { name: '', email: '' } },
    });
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, index) => change(index).then(() => 'CHANGED', refusedAs)),
  );
  expect(outcomes.filter((outcome) => outcome === 'CHANGED')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'BILLING_CHANGED')).toHaveLength(9);
  const where = { workspaceId, action: 'workspace.plan-changed' };
  expect(await world.db.activity.count({ where })).toBe(1);
});

test('seats are counted by the month of the workspace, the last count of a month stays, as does every other workspace’s', async () => {
  const mine = await newWorkspace();
  const other = await newWorkspace();
  const { workspaceId } = mine;
  await world.db.workspace.update({ where: { id: workspaceId }, data: { timeZone: 'Asia/Tokyo' } });
  const at = (time: string) => countAllSeats({ db: world.db, now: () => new Date(time) });
  const counted = async (of: TestWorkspace) =>
    (
      await world.db.seatUsage.findMany({ where: { workspaceId: of.workspaceId }, orderBy: { month: 'asc' } })
    ).map(({ month, people }) => [month.toISOString().slice(0, 10), people]);
  await at('2026-11-30T13:58:00Z');
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'VIEWER' } });
  const identity = await world.db.identity.create({
    data: { email: `late${rounds}@guest.example`, name: 'Late' },
  });
  await world.db.user.create({
    data: {
      ...{ workspaceId, identityId: identity.id, email: identity.email, firstName: 'Late', lastName: '' },
      ...{ roleId: role.id, roleKind: 'VIEWER', status: 'ACTIVE' },
    },
  });
  await at('2026-11-30T14:58:00Z');
  await at('2026-11-30T15:58:00Z');
  // A replica that was slow writes nothing over a later count.
  await world.db.user.updateMany({ where: { identityId: identity.id }, data: { status: 'INACTIVE' } });
  await at('2026-11-30T14:00:00Z');
  expect(await counted(mine)).toEqual([
    ['2026-11-01', 2],
    ['2026-12-01', 2],
  ]);
  expect(await counted(other)).toEqual([['2026-11-01', 1]]);
});
