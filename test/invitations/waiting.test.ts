import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { Refusal } from '../../src/errors.ts';
import { acceptInvitation } from '../../src/invitations/accept-invitation.ts';
import { resendMatching } from '../../src/invitations/resend-matching.ts';
import { sendInvitations } from '../../src/invitations/send-invitations.ts';
import { expireInvitations } from '../../src/jobs/expire-invitations.ts';
import { listUsers } from '../../src/users/list-users.ts';
import { until } from '../harness/until.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;
let adminId: string;
/** Somebody else, in the midst of a transaction of their own. */
let other: pg.Client;

beforeEach(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  const { id: identityId } = await world.db.identity.create({
    data: { id: world.deps.newId(), email: 'adam@northwind.example', name: 'Adam' },
  });
  const admin = await world.db.role.findFirstOrThrow({ where: { kind: 'ADMIN' } });
  adminId = world.deps.newId();
  await world.db.user.create({
    data: {
      ...{ workspaceId: workspace.workspaceId, id: adminId, identityId, email: 'adam@northwind.example' },
      ...{ roleId: admin.id, roleKind: 'ADMIN', status: 'ACTIVE' },
    },
  });
  other = new pg.Client({ connectionString: world.url });
  await other.connect();
  await other.query('BEGIN');
});

afterEach(async () => {
  await other.end();
  await world.close();
});

function send(addresses: string[], userId = workspace.ownerId): Promise<string> {
  return outcome(
    sendInvitations(world.deps, {
      actor: { workspaceId: workspace.workspaceId, userId },
      addresses,
      role: { name: 'viewer' },
      origin: { source: 'SLACK' },
    }),
  );
}

function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'DONE',
    (error) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );
}

/** Until that many statements wait for what somebody else holds. */
function waiting(count: number) {
  return until(`${count} statements wait`, async () => {
    const { rows } = await world.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return (rows[0]?.count ?? 0) >= count;
  });
}

const holdInvitation = (email: string) =>
  other.query(
    `INSERT INTO invitation (workspace_id, id, email, role_id, role_kind, inviter_id, sent_at, expires_at)
     SELECT r.workspace_id, gen_random_uuid(), $1, r.id, r.kind, $2, now(), now() + interval '7 days'
     FROM role r WHERE r.kind = 'VIEWER'`,
    [email, workspace.ownerId],
  );

const removePermission = `
  WITH held AS (UPDATE role SET name = name WHERE kind = 'ADMIN' RETURNING id)
  DELETE FROM role_permission WHERE permission = 'INVITE_USERS' AND role_id IN (SELECT id FROM held)`;
const giveRole = (kind: string) => `
  UPDATE "user" u SET role_id = r.id, role_kind = r.kind FROM role r
  WHERE u.email = 'adam@northwind.example' AND r.kind = '${kind}'`;
const giveNewRole = `
  WITH made AS (INSERT INTO role (workspace_id, id, kind, name)
    SELECT id, gen_random_uuid(), 'CUSTOM', 'Recruiter' FROM workspace RETURNING *),
  permitted AS (INSERT INTO role_permission (workspace_id, role_id, permission)
    SELECT made.workspace_id, made.id, p.permission FROM made, role_permission p JOIN role r ON r.id = p.role_id
    WHERE r.kind = 'ADMIN')
  UPDATE "user" u SET role_id = made.id, role_kind = made.kind FROM made WHERE u.email = 'adam@northwind.example'`;

test.each([
  ['their role may no longer invite', removePermission, 'NOT_PERMITTED'],
  ['they get a role that may not invite', giveRole('VIEWER'), 'NOT_PERMITTED'],
  ['they get a new role that may', giveNewRole, 'DONE'],
])('where %s while somebody invites, that decides', async (_what, change, expected) => {
  await other.query(change);
  const sending = send(['jane@guest.example'], adminId);
  await waiting(1);
  await other.query('COMMIT');
  expect(await sending).toBe(expected);
});

test.each([
  ['their role may no longer invite', removePermission, 'INVITATION_WITHDRAWN'],
  ['they get a new role that may', giveNewRole, 'DONE'],
])(
  "where %s while their invitee accepts, that decides of the inviter's invitation",
  async (_what, change, expected) => {
    const { token } = await workspace.invite('jane@guest.example', { role: 'Viewer', inviterId: adminId });
    await other.query(change);
    const person = { firstName: 'Jane', lastName: 'Doe', password: 'violet harbour tractor nineteen' };
    const accepting = outcome(
      acceptInvitation(world.deps, { token, ...person, origin: { source: 'PORTAL' } }),
    );
    await waiting(1);
    await other.query('COMMIT');
    expect(await accepting).toBe(expected);
  },
);

test('whoever only reads the list of users waits for nobody', async () => {
  await other.query(giveRole('VIEWER'));
  const actor = { workspaceId: workspace.workspaceId, userId: adminId };
  const query = { filter: 'ALL' as const, search: '' };
  expect((await world.db.$transaction((tx) => listUsers(tx, actor, query))).rows).toHaveLength(2);
});

test('two who invite the same people at once, each in their own order, both get an answer', async () => {
  await holdInvitation('mia@guest.example');
  const people = ['anna@guest.example', 'mia@guest.example', 'zoe@guest.example'];
  const both = Promise.all([send(people), send(people.toReversed())]);
  await waiting(2);
  await other.query('ROLLBACK');
  expect((await both).sort()).toEqual(['ADDRESSES_REFUSED', 'DONE']);
});

test('whoever sends all again while somebody invites one of them anew sends the others', async () => {
  world.passTime(-8 * DAY_MS);
  for (const name of ['anna', 'mia', 'zoe']) await workspace.invite(`${name}@guest.example`);
  world.passTime(8 * DAY_MS);
  await expireInvitations(world);
  await holdInvitation('mia@guest.example');
  const actor = { workspaceId: workspace.workspaceId, userId: workspace.ownerId };
  const search = { filter: 'EXPIRED' as const, search: 'guest' };
  const resending = resendMatching(world.deps, { actor, search, origin: { source: 'SLACK' } });
  await waiting(1);
  await other.query('COMMIT');
  expect(await resending).toMatchObject({ resent: 2 });
  expect(await world.db.invitation.count({ where: { status: 'PENDING' } })).toBe(3);
});

test('what changes at the moment when the seats begin to be watched is watched as well', async () => {
  await world.db.workspace.updateMany({ data: { seatLimit: 10 } });
  expect(await send(['anna@guest.example'])).toBe('DONE');
  expect(await world.jobs('watch-seats')).toHaveLength(1);
  // What a worker does who takes the job.
  await other.query(
    `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'somebody', attempts = 1 WHERE key LIKE 'watch-seats:%'`,
  );
  const sending = send(['zoe@guest.example']);
  await waiting(1);
  await other.query('COMMIT');
  expect(await sending).toBe('DONE');
  expect(await world.jobs('watch-seats')).toHaveLength(2);
});

test('an invitation that the database ended because two waited for each other is sent all the same', async () => {
  await holdInvitation('zoe@guest.example');
  const sending = send(['anna@guest.example', 'zoe@guest.example']);
  await waiting(1);
  // The one who waited first finds out first, and gives way.
  await holdInvitation('anna@guest.example');
  await waiting(1);
  await other.query('ROLLBACK');
  expect(await sending).toBe('DONE');
  expect(await world.db.invitation.count()).toBe(2);
});

test('where every connection is taken, the next person is told to try again, and nothing was done', async () => {
  await holdInvitation('mia@guest.example');
  const all = Array.from({ length: 12 }, () => send(['mia@guest.example']));
  await waiting(12);
  expect(await send(['zoe@guest.example'])).toBe('BUSY');
  await other.query('ROLLBACK');
  expect((await Promise.all(all)).filter((one) => one === 'DONE')).toHaveLength(1);
  expect(await world.db.invitation.count()).toBe(1);
}, 20_000);
