import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readReport } from '../../src/reports/read-report.ts';
import { explaining } from '../harness/explained.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

const PEOPLE = 100_000;
/** What a report may look at, in pages of 8 KiB: about what is told of it, once. */
const BLOCKS = 15_000;

let world: World;
let workspace: TestWorkspace;

/** Everybody was invited, joined and changed role in the last two years; the rest of half a million entries are sign-ins. */
beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  const { workspaceId, ownerId } = workspace;
  const createdAt = new Date(Date.now() - 800 * DAY_MS);
  await world.db.workspace.update({ where: { id: workspaceId }, data: { createdAt } });
  const client = await world.pool.connect();
  try {
    await client.query("SET session_replication_role = 'replica'");
    await client.query(
      "CREATE TEMP TABLE person AS SELECT n, uuidv7() AS id, uuidv7() AS invitation_id, now() - n * interval '10 minutes' AS at FROM generate_series(1, $1::int) AS n",
      [PEOPLE],
    );
    await client.query(
      `INSERT INTO "user" (workspace_id, id, identity_id, email, role_id, role_kind, status, created_at)
       SELECT $1, p.id, p.id, p.n || '@acme.example', r.id, 'VIEWER', 'ACTIVE', at FROM person p, role r
       WHERE r.workspace_id = $1 AND r.kind = 'VIEWER'`,
      [workspaceId],
    );
    await client.query(
      `INSERT INTO invitation (workspace_id, id, email, role_id, role_kind, status, inviter_id, created_at, sent_at, expires_at, settled_at, accepted_user_id)
       SELECT $1, p.invitation_id, p.n || '@acme.example', r.id, 'VIEWER', 'ACCEPTED', $2, at - interval '1 day', at - interval '1 day', at + interval '6 days', at, p.id
       FROM person p, role r WHERE r.workspace_id = $1 AND r.kind = 'VIEWER'`,
      [workspaceId, ownerId],
    );
    const record = (action: string, subject: string, when: string, before: string) =>
      client.query(
        `INSERT INTO activity (workspace_id, at, action, actor_id, subject_type, subject_id, before, source)
         SELECT $1, ${when}, '${action}', $2, 'user', ${subject}, ${before}, 'SLACK' FROM person`,
        [workspaceId, ownerId],
      );
    await record('invitation.sent', 'invitation_id', "at - interval '1 day'", 'NULL');
    await record('user.activated', 'id', "at + interval '1 minute'", `'{"status":"UNVERIFIED"}'`);
    await record('user.role-changed', 'id', 'now() - (now() - at) / 2', `'{"role":"Member"}'`);
    for (let round = 0; round < 2; round++) await record('user.signed-in', 'id', 'at', 'NULL');
    await client.query("SET session_replication_role = 'origin'");
  } finally {
    client.release();
  }
  await world.pool.query('VACUUM ANALYZE activity');
  await world.pool.query('ANALYZE "user"');
  await world.pool.query('ANALYZE invitation');
}, 240_000);
afterAll(() => world.close());

test('A year of a hundred thousand people, among half a million entries, is found by indexes', async () => {
  const { tx, plans } = explaining(world);
  const actor = { workspaceId: workspace.workspaceId, userId: workspace.ownerId };
  const { weeks, invitations } = await readReport(world.deps, tx, actor, 52);
  expect(weeks.at(-1)?.byRole).toMatchObject({ OWNER: 1, VIEWER: PEOPLE });
  expect(invitations.sent).toBeGreaterThan(50_000);
  expect(plans.flatMap(({ scans }) => scans)).not.toContain('Seq Scan on activity');
  expect(Math.max(...plans.map(({ blocks }) => blocks))).toBeLessThan(BLOCKS);
}, 60_000);
