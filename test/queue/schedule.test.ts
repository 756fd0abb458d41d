import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { expireInvitations } from '../../src/jobs/expire-invitations.ts';
import { createLog } from '../../src/log.ts';
import { startSchedule } from '../../src/queue/schedule.ts';
import { until } from '../harness/until.ts';
import { createWorld, DAY_MS, type World } from '../harness/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function firings(): Promise<{ key: string }[]> {
  const { rows } = await world.pool.query('SELECT key FROM schedule_firing');
  return rows;
}

test('of three replicas, one queues a job each time that it is due', async () => {
  const everySecond = { 'expire-invitations': '* * * * * *' };
  const replicas = Array.from({ length: 3 }, () =>
    startSchedule(world.deps.db, everySecond, createLog('silent')),
  );
  await until('two firings', async () => (await firings()).length >= 2);
  for (const replica of replicas) await replica.stop();
  await until(
    'a job for each firing',
    async () => (await world.jobs('expire-invitations')).length === (await firings()).length,
  );
});

test('the sweep archives what has lapsed in every workspace, once, and says so in the history', async () => {
  const [one, other] = [
    await world.createWorkspace(),
    await world.createWorkspace({ ownerEmail: 'oscar@contoso.example' }),
  ];
  await one.invite('jane@example.com');
  await other.invite('ali@example.com');
  world.passTime(7 * DAY_MS);
  await one.invite('late@example.com');
  await Promise.all([expireInvitations(world), expireInvitations(world)]);
  const statuses = await world.db.invitation.findMany({
    select: { email: true, status: true },
    orderBy: { email: 'asc' },
  });
  expect(statuses).toEqual([
    { email: 'ali@example.com', status: 'EXPIRED' },
    { email: 'jane@example.com', status: 'EXPIRED' },
    { email: 'late@example.com', status: 'PENDING' },
  ]);
  expect(await world.db.activity.count({ where: { action: 'invitation.expired' } })).toBe(2);
});
