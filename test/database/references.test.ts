import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PoolClient } from 'pg';
import { until } from '../harness/until.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

// What refers to something, and what takes it away, at the same time: each waits for the other, whoever came first.

let world: World;
let workspace: TestWorkspace;
let one: PoolClient;
let other: PoolClient;

beforeEach(async () => {
  world ??= await createWorld();
  workspace = await world.createWorkspace({ ownerEmail: `${world.deps.newId()}@northwind.example` });
  [one, other] = [await world.pool.connect(), await world.pool.connect()];
  for (const client of [one, other]) await client.query('BEGIN');
});
afterEach(async () => {
  for (const client of [one, other]) {
    await client.query('ROLLBACK');
    client.release();
  }
});
afterAll(() => world.close());

async function isWaiting(): Promise<boolean> {
  const { rowCount } = await world.pool.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return (rowCount ?? 0) > 0;
}

/** What the second hears that has to wait until the first has committed. */
async function outcomeOfSecond(first: string, second: string): Promise<string> {
  await one.query(first);
  const outcome = other.query(second).then(
    () => 'done',
    (error: Error) => error.message,
  );
  await until('the second waits for the first', isWaiting);
  await one.query('COMMIT');
  return outcome;
}

/** Somebody and a role that nothing but the invitation refers to. */
async function addRoleAndInviter() {
  const [roleId, inviterId, identityId] = [1, 2, 3].map(() => world.deps.newId());
  const { workspaceId } = workspace;
  await world.pool.query(
    `INSERT INTO role (workspace_id, id, kind, name) VALUES ('${workspaceId}', '${roleId}', 'CUSTOM', 'Auditor')`,
  );
  await world.pool.query(
    `INSERT INTO identity (id, email, name) VALUES ('${identityId}', '${identityId}@example.com', 'Ada')`,
  );
  await world.pool.query(
    `INSERT INTO "user" (workspace_id, id, identity_id, email, role_id, role_kind, status)
     SELECT '${workspaceId}', '${inviterId}', '${identityId}', '${identityId}@example.com', id, kind, 'ACTIVE'
     FROM role WHERE workspace_id = '${workspaceId}' AND kind = 'ADMIN'`,
  );
  return {
    invite: `INSERT INTO invitation (workspace_id, id, email, role_id, role_kind, inviter_id, sent_at, expires_at)
      VALUES ('${workspaceId}', '${world.deps.newId()}', 'ada@example.com', '${roleId}', 'CUSTOM', '${inviterId}', now(), now() + interval '7 days')`,
    deleteRole: `DELETE FROM role WHERE id = '${roleId}'`,
    deleteInviter: `DELETE FROM "user" WHERE id = '${inviterId}'`,
  };
}

describe('An invitation and', () => {
  test.each([
    ['its role', 'deleteRole', /role_of_invitations_stays/, /role_is_there|invitation_has_a_role/],
    ['its inviter', 'deleteInviter', /inviter_stays/, /invitation_has_an_inviter/],
  ] as const)(
    '%s, taken away at that moment, do not miss each other',
    async (_what, taking, stays, isGone) => {
      const { invite, [taking]: takeAway } = await addRoleAndInviter();
      expect(await outcomeOfSecond(invite, takeAway)).toMatch(stays);
      await world.pool.query(`DELETE FROM invitation WHERE email = 'ada@example.com'`);
      await one.query('ROLLBACK; BEGIN');
      await other.query('ROLLBACK; BEGIN');
      expect(await outcomeOfSecond(takeAway, invite)).toMatch(isGone);
    },
  );
});

describe('An entry of the activity and', () => {
  test('its workspace, taken away at that moment, do not miss each other', async () => {
    const { workspaceId } = workspace;
    await one.query('SET LOCAL session_replication_role = replica');
    await one.query(`DELETE FROM activity WHERE workspace_id = '${workspaceId}'`);
    await one.query('COMMIT; BEGIN');
    const record = `INSERT INTO activity (workspace_id, at, action, subject_type, subject_id, source)
      VALUES ('${workspaceId}', now(), 'user.signed-in', 'user', '${workspaceId}', 'JOB')`;
    const takeAway = `DELETE FROM workspace WHERE id = '${workspaceId}'`;
    expect(await outcomeOfSecond(takeAway, record)).toMatch(/activity_is_of_a_workspace/);
    const rest = await world.createWorkspace({ ownerEmail: 'second@northwind.example' });
    const later = await world.pool.connect();
    try {
      await later.query(
        `BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM activity WHERE workspace_id = '${rest.workspaceId}'; COMMIT`,
      );
    } finally {
      later.release();
    }
    await one.query('ROLLBACK; BEGIN');
    await other.query('ROLLBACK; BEGIN');
    expect(
      await outcomeOfSecond(
        record.replace(workspaceId, rest.workspaceId),
        takeAway.replace(workspaceId, rest.workspaceId),
      ),
    ).toMatch(/workspace_of_activity_stays/);
  });
});
