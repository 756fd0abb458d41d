import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Refusal } from '../../src/errors.ts';
import { changePlan } from '../../src/workspaces/change-plan.ts';
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

const limitTo = ({ workspaceId, ownerId }: TestWorkspace, seatLimit: number | null) =>
  changePlan(world.deps, {
    actor: { workspaceId, userId: ownerId },
    planName: 'Standard',
    seatLimit,
    origin,
  });

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
