import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recordDeparture, recordReturn } from '../../src/departures/record-departure.ts';
import { until } from '../harness/until.ts';
import { createWorld, type World } from '../harness/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test('who comes back to Slack at the moment in which somebody keeps their access is back, and can leave again', async () => {
  const { db, deps, pool } = world;
  const { workspaceId } = await world.createWorkspace();
  const { slackTeamId } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const role = await db.role.findFirstOrThrow({ where: { workspaceId, kind: 'MEMBER' } });
  const email = 'mia@northwind.example';
  const identity = await db.identity.create({ data: { email, name: 'Mia' } });
  const user = { workspaceId, identityId: identity.id, email, roleId: role.id, roleKind: role.kind };
  await db.user.create({ data: { ...user, slackUserId: 'U0MIA', status: 'ACTIVE' } });
  const mia = { slackTeamId, slackUserId: 'U0MIA' };
  await recordDeparture(deps, mia);
  const rival = await pool.connect();
  try {
    await rival.query('BEGIN');
    await rival.query(`UPDATE slack_departure SET status = 'KEPT', settled_at = now()`);
    const back = recordReturn(deps, mia);
    await until('their return waits', async () => {
      const { rows } = await pool.query(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows[0].n > 0;
    });
    await rival.query('COMMIT');
    await back;
  } finally {
    await rival.query('ROLLBACK');
    rival.release();
  }
  expect(await db.slackDeparture.findMany()).toMatchObject([{ status: 'RETURNED' }]);
  expect(await db.activity.count({ where: { action: 'user.back-in-slack' } })).toBe(1);
  await recordDeparture(deps, mia);
  expect(await db.slackDeparture.count({ where: { status: 'OPEN' } })).toBe(1);
});
