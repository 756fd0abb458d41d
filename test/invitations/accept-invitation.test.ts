import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Refusal } from '../../src/errors.ts';
import { acceptInvitation } from '../../src/invitations/accept-invitation.ts';
import { verifyAddress } from '../../src/users/verify-address.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeEach(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
});

afterEach(async () => {
  await world.close();
});

const person = {
  firstName: 'Jane',
  lastName: 'Doe',
  password: 'violet harbour tractor nineteen',
  origin: { source: 'PORTAL' as const, ipAddress: '203.0.113.7' },
};

async function outcome(token: string, changes: Partial<typeof person> = {}): Promise<string> {
  return acceptInvitation(world.deps, { token, ...person, ...changes }).then(
    ({ active }) => (active ? 'ACTIVE' : 'UNVERIFIED'),
    (error) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );
}

function tally(outcomes: string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const one of outcomes) counts.set(one, (counts.get(one) ?? 0) + 1);
  return Object.fromEntries(counts);
}

async function verify(email: string) {
  const mails = await world.deliverMails();
  const mail = mails.find((one) => one.category === 'verification' && one.to.email === email);
  const token = mail?.text.match(/\/verify\/([\w-]+)/)?.[1] ?? '';
  return verifyAddress(world.deps, { token, origin: person.origin });
}

async function invitationStatus(id: string) {
  return (await world.db.invitation.findFirstOrThrow({ where: { id } })).status;
}

test('twenty acceptances of one link at once make one user and one pair of announcements', async () => {
  const { token } = await workspace.invite('jane@guest.example');
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome(token)));
  expect(tally(outcomes)).toEqual({ UNVERIFIED: 1, INVITATION_ACCEPTED: 19 });
  expect(await world.db.user.count({ where: { email: 'jane@guest.example' } })).toBe(1);
  expect(await world.db.identity.count({ where: { email: 'jane@guest.example' } })).toBe(1);
  expect(await world.jobs('mail-verification')).toHaveLength(1);
  expect(await world.db.activity.count({ where: { action: 'invitation.accepted' } })).toBe(1);
  const mails = await world.deliverMails();
  const mail = mails.find((one) => one.category === 'verification');
  const verification = mail?.text.match(/\/verify\/([\w-]+)/)?.[1] ?? '';
  const verified = await Promise.all(
    Array.from({ length: 10 }, () =>
      verifyAddress(world.deps, { token: verification, origin: person.origin }),
    ),
  );
  expect(verified.filter(({ identityId }) => identityId)).toHaveLength(1);
  expect(await world.jobs('announce-acceptances')).toEqual([
    { workspaceId: workspace.workspaceId, inviterId: null },
    { workspaceId: workspace.workspaceId, inviterId: workspace.ownerId },
  ]);
}, 20_000);

test('of twenty people who accept at once for five seats, five get in and fifteen stay invited', async () => {
  const invitations = [];
  for (let index = 0; index < 20; index++) {
    invitations.push(await workspace.invite(`guest${index}@guest.example`));
  }
  // The Owner has one seat of six.
  await world.pool.query('UPDATE workspace SET seat_limit = 6');
  const outcomes = await Promise.all(invitations.map(({ token }) => outcome(token)));
  expect(tally(outcomes)).toEqual({ UNVERIFIED: 5, WORKSPACE_FULL: 15 });
  expect(await world.db.user.count()).toBe(6);
  expect(await world.db.identity.count()).toBe(6);
  expect(await world.db.invitation.count({ where: { status: 'PENDING' } })).toBe(15);
  expect(await world.db.activity.count({ where: { action: 'invitation.accepted' } })).toBe(5);
});

test.each([
  ['was deactivated', `UPDATE "user" SET status = 'INACTIVE' WHERE id = $1`],
  [
    'became a Member',
    `UPDATE "user" u SET role_id = r.id, role_kind = r.kind FROM role r
     WHERE u.id = $1 AND r.workspace_id = u.workspace_id AND r.kind = 'MEMBER'`,
  ],
])(
  'where the inviter %s, nobody gets in, the invitation ends, and the admins are told',
  async (_case, sql) => {
    const admin = await workspace.invite('admin@guest.example', { role: 'Admin' });
    await outcome(admin.token);
    await verify('admin@guest.example');
    const { id: inviterId } = await world.db.user.findFirstOrThrow({
      where: { email: 'admin@guest.example' },
    });
    const { id, token } = await workspace.invite('jane@guest.example', { role: 'Viewer', inviterId });
    await world.pool.query(sql, [inviterId]);

    expect(await outcome(token)).toBe('INVITATION_WITHDRAWN');
    expect(await invitationStatus(id)).toBe('CANCELED');
    expect(await world.db.user.count({ where: { email: 'jane@guest.example' } })).toBe(0);
    expect(await world.db.identity.count({ where: { email: 'jane@guest.example' } })).toBe(0);
    expect(await world.db.activity.count({ where: { action: 'invitation.withdrawn', subjectId: id } })).toBe(
      1,
    );
    expect(await world.jobs('report-withdrawn-invitation')).toEqual([
      { workspaceId: workspace.workspaceId, invitationId: id },
    ]);
    expect(await outcome(token)).toBe('INVITATION_CANCELED');
  },
);

test('a weak password is refused and the link stays open', async () => {
  const { id, token } = await workspace.invite('jane@guest.example');
  const weak = ['short', 'password1234', 'JaneDoe2026!', 'northwind2026', 'qwertyuiop1234', 'x'.repeat(129)];
  for (const password of weak) {
    expect([password, await outcome(token, { password })]).toEqual([password, 'PASSWORD_TOO_WEAK']);
  }
  expect(await invitationStatus(id)).toBe('PENDING');
  expect(await world.db.identity.count({ where: { email: 'jane@guest.example' } })).toBe(0);
});

test('somebody with an account joins another workspace with the password of that account', async () => {
  const first = await workspace.invite('jane@guest.example');
  await outcome(first.token);
  await verify('jane@guest.example');
  const other = await world.createWorkspace({ name: 'Contoso', ownerEmail: 'oscar@contoso.example' });
  const second = await other.invite('jane@guest.example', { role: 'Viewer' });

  expect(await outcome(second.token, { password: 'another good passphrase entirely' })).toBe(
    'PASSWORD_WRONG',
  );
  expect(await invitationStatus(second.id)).toBe('PENDING');
  expect(await outcome(second.token)).toBe('ACTIVE');
  expect(await world.db.identity.count({ where: { email: 'jane@guest.example' } })).toBe(1);
  const users = await world.db.user.findMany({
    where: { email: 'jane@guest.example' },
    orderBy: { createdAt: 'asc' },
    select: { roleKind: true, status: true },
  });
  expect(users).toEqual([
    { roleKind: 'MEMBER', status: 'ACTIVE' },
    { roleKind: 'VIEWER', status: 'ACTIVE' },
  ]);
  expect(await world.jobs('announce-acceptances')).toHaveLength(4);
});

test('an Owner who has chosen no password yet cannot be taken over with an invitation link', async () => {
  const other = await world.createWorkspace({ name: 'Contoso', ownerEmail: 'oscar@contoso.example' });
  const { token } = await other.invite('olivia@northwind.example');
  expect(await outcome(token)).toBe('PASSWORD_WRONG');
  expect(await world.db.credential.count()).toBe(0);
});

test('two links for one new address at once make one account', async () => {
  const other = await world.createWorkspace({ name: 'Contoso', ownerEmail: 'oscar@contoso.example' });
  const links = [await workspace.invite('jane@guest.example'), await other.invite('jane@guest.example')];
  const outcomes = await Promise.all(links.map(({ token }) => outcome(token)));
  expect(outcomes).toEqual(['UNVERIFIED', 'UNVERIFIED']);
  expect(await world.db.identity.count({ where: { email: 'jane@guest.example' } })).toBe(1);
  await verify('jane@guest.example');
  expect(await world.db.user.count({ where: { email: 'jane@guest.example', status: 'ACTIVE' } })).toBe(2);
  expect(await world.jobs('announce-acceptances')).toHaveLength(4);
});

test.each([
  ['is canceled', `status = 'CANCELED', settled_at = now()`, 'INVITATION_CANCELED'],
  ['is sent again', 'version = version + 1', 'INVITATION_REPLACED'],
  [
    'ends',
    `sent_at = sent_at - interval '7 days', expires_at = expires_at - interval '7 days'`,
    'INVITATION_EXPIRED',
  ],
])(
  'an invitation that %s while the password is being hashed is not accepted',
  async (_case, change, code) => {
    const { id, token } = await workspace.invite('jane@guest.example');
    const hash = async (password: string) => {
      await world.pool.query(`UPDATE invitation SET ${change} WHERE id = $1`, [id]);
      return world.deps.passwords.hash(password);
    };
    const deps = { ...world.deps, passwords: { ...world.deps.passwords, hash } };
    await expect(acceptInvitation(deps, { token, ...person })).rejects.toMatchObject({ code });
    expect(await world.db.user.count({ where: { email: 'jane@guest.example' } })).toBe(0);
    expect(await world.db.identity.count({ where: { email: 'jane@guest.example' } })).toBe(0);
    expect(await world.jobs('mail-verification')).toEqual([]);
  },
);

test('somebody with an account who accepts ten times at once joins once', async () => {
  const first = await workspace.invite('jane@guest.example');
  await outcome(first.token);
  await verify('jane@guest.example');
  const other = await world.createWorkspace({ name: 'Contoso', ownerEmail: 'oscar@contoso.example' });
  const { token } = await other.invite('jane@guest.example');
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => outcome(token)));
  expect(tally(outcomes)).toEqual({ ACTIVE: 1, INVITATION_ACCEPTED: 9 });
  expect(await world.jobs('announce-acceptances')).toHaveLength(4);
});
