import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type PortalWorld, startPortal } from '../harness/portal-server.ts';
import { createVisitor, type Page } from '../harness/visitor.ts';
import { DAY_MS, type TestWorkspace } from '../harness/world.ts';

let portal: PortalWorld;
let workspace: TestWorkspace;
let count = 0;

beforeAll(async () => {
  portal = await startPortal();
  workspace = await portal.createWorkspace();
});

afterAll(async () => {
  await portal.close();
});

const filledIn = { firstName: 'Jane', lastName: 'Doe', password: 'violet harbour tractor nineteen' };

/** Each visit from another address, so that the limits stay out of the way. */
function visitor() {
  count += 1;
  return createVisitor(portal.url, `198.51.100.${count}`);
}

async function accept(token: string): Promise<Page> {
  return visitor().post(`/invitation/${token}`, filledIn);
}

/** All that an acceptance could change. */
async function snapshot() {
  const invitations = await portal.db.invitation.findMany({ orderBy: { id: 'asc' } });
  const users = await portal.db.user.findMany({ orderBy: { id: 'asc' } });
  const counts = [
    await portal.db.identity.count(),
    await portal.db.credential.count(),
    await portal.db.session.count(),
    await portal.db.activity.count(),
  ];
  const jobs = await portal.pool.query('SELECT id FROM graphile_worker._private_jobs ORDER BY id');
  return JSON.stringify([invitations, users, counts, jobs.rows]);
}

/** Both opening the link and sending the form of its page say the same, and change nothing. */
async function expectDead(token: string, status: number, title: string, ...words: string[]) {
  const before = await snapshot();
  const pages = [await visitor().open(`/invitation/${token}`), await accept(token)];
  for (const page of pages) {
    expect([page.status, page.title]).toEqual([status, title]);
    for (const word of words) expect(page.text).toContain(word);
  }
  expect(await snapshot()).toBe(before);
}

test('an expired link says when it ended and whom to ask, with no sweep running', async () => {
  const other = await portal.createWorkspace({ ownerEmail: 'oscar@contoso.example', name: 'Contoso' });
  const { id, token } = await other.invite('late@guest.example');
  await portal.pool.query(
    "UPDATE invitation SET sent_at = now() - interval '8 days', expires_at = now() - interval '1 day' WHERE id = $1",
    [id],
  );
  await expectDead(token, 410, 'This invitation has expired', 'Contoso', 'Olivia Stone or another admin');
});

test('a link is open until its last moment and dead from then on', async () => {
  const { token } = await workspace.invite('punctual@guest.example');
  portal.passTime(7 * DAY_MS - 60_000);
  expect((await visitor().open(`/invitation/${token}`)).status).toBe(200);
  portal.passTime(60_000);
  await expectDead(token, 410, 'This invitation has expired');
  portal.passTime(-7 * DAY_MS);
});

test('a canceled link says so', async () => {
  const { id, token } = await workspace.invite('canceled@guest.example');
  await portal.db.invitation.updateMany({
    where: { id },
    data: { status: 'CANCELED', settledAt: new Date() },
  });
  await expectDead(token, 410, 'This invitation was canceled', 'Northwind', 'Olivia Stone');
});

test.each([
  ['may invite nobody any more', 'VIEWER'],
  ['may invite, but not in that role', 'CUSTOM'],
] as const)('where the inviter %s, the page says whom else to ask', async (_case, kind) => {
  const { workspaceId } = workspace;
  const email = `${kind.toLowerCase()}@northwind.example`;
  const inviterId = portal.deps.newId();
  const admin = await portal.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'ADMIN' } });
  const identity = await portal.db.identity.create({ data: { id: portal.deps.newId(), email, name: 'Bob' } });
  await portal.db.user.create({
    data: {
      ...{ workspaceId, id: inviterId, identityId: identity.id, email, firstName: 'Bob', lastName: kind },
      ...{ roleId: admin.id, roleKind: 'ADMIN', status: 'ACTIVE' },
    },
  });
  const { token } = await workspace.invite(`for-${email}`, { role: 'Admin', inviterId });
  const custom = { workspaceId, id: portal.deps.newId(), kind: 'CUSTOM' as const, name: 'Recruiter' };
  if (kind === 'CUSTOM') {
    await portal.db.role.create({ data: custom });
    await portal.db.rolePermission.create({
      data: { workspaceId, roleId: custom.id, permission: 'INVITE_USERS' },
    });
  }
  const role = await portal.db.role.findFirstOrThrow({ where: { workspaceId, kind } });
  await portal.db.user.updateMany({ where: { id: inviterId }, data: { roleId: role.id, roleKind: kind } });
  const page = await accept(token);
  expect([page.status, page.title]).toEqual([410, 'This invitation is no longer open']);
  expect(page.text).toContain('You can ask Olivia Stone for a new invitation');
  if (kind === 'VIEWER') await expectDead(token, 410, 'This invitation was canceled', 'ask Olivia Stone');
});

test('after a resend the old link sends people to the newest mail', async () => {
  const { id, token } = await workspace.invite('resent@guest.example');
  await portal.db.invitation.updateMany({ where: { id }, data: { version: 3 } });
  await expectDead(token, 410, 'There is a newer invitation', 'newest mail');
});

test('a used link offers the verification mail first, and the sign-in later', async () => {
  const { token } = await workspace.invite('twice@guest.example');
  expect((await accept(token)).title).toBe('Check your mail');
  await expectDead(token, 410, 'One step is left', 'Send It Again');
  await portal.pool.query(`UPDATE "user" SET status = 'ACTIVE' WHERE email = 'twice@guest.example'`);
  await expectDead(token, 410, 'This invitation was accepted', 'Sign In');
});

test('a link with any byte changed is one that does not work', async () => {
  const { token } = await workspace.invite('flipped@guest.example');
  const bytes = Buffer.from(token, 'base64url');
  const before = await snapshot();
  for (let index = 0; index < bytes.length; index++) {
    const flipped = Buffer.from(bytes);
    flipped[index] = (flipped[index] ?? 0) ^ (1 << (index % 8));
    const page = await visitor().open(`/invitation/${flipped.toString('base64url')}`);
    expect([index, page.status, page.title]).toEqual([index, 404, 'This link does not work']);
  }
  expect(await snapshot()).toBe(before);
});

test('truncated, forged, swapped and foreign links all get the same page', async () => {
  const { token } = await workspace.invite('forged@guest.example');
  const other = await portal.createWorkspace({ ownerEmail: 'otto@fabrikam.example', name: 'Fabrikam' });
  const foreign = await other.invite('foreign@guest.example');
  const mine = Buffer.from(token, 'base64url');
  const theirs = Buffer.from(foreign.token, 'base64url');
  const links = [
    token.slice(0, -1),
    token.slice(0, 20),
    `${token}A`,
    'x',
    '%00',
    'a'.repeat(3000),
    Buffer.alloc(70).toString('base64url'),
    // Its own ids with another's signature, and another workspace's id with its own.
    Buffer.concat([mine.subarray(0, 38), theirs.subarray(38)]).toString('base64url'),
    Buffer.concat([theirs.subarray(0, 16), mine.subarray(16)]).toString('base64url'),
  ];
  const pages = new Set<string>();
  for (const link of links) {
    await expectDead(link, 404, 'This link does not work');
    pages.add((await visitor().open(`/invitation/${link}`)).text);
  }
  expect(pages.size).toBe(1);
  expect((await visitor().open('/invitation/%zz')).status).toBe(400);
});

test('nothing of a link gets into the log', async () => {
  expect(portal.logged).toEqual([]);
});
