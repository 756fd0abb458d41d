import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { resendInvitation } from '../../src/invitations/resend-invitation.ts';
import { remindInvitees } from '../../src/jobs/remind-invitees.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeEach(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
});
afterEach(() => world.close());

const origin = { source: 'SLACK' } as const;

/** Invites, and delivers the mail of it. */
async function invited(email: string) {
  const invitation = await workspace.invite(email, { firstName: 'Jane', role: 'Viewer' });
  await world.deliverMails();
  return invitation;
}

/** What the schedule does every quarter of an hour, by two workers at once; whom it reminds. */
async function reminded() {
  await Promise.all([remindInvitees(world), remindInvitees(world)]);
  return world.deliverMails();
}

const addresses = (mails: Awaited<ReturnType<typeof reminded>>) => mails.map(({ to }) => to.email);

test('whoever has not accepted two days before the end is reminded once, with the same link', async () => {
  const { token, id } = await invited('jane@guest.example');
  world.passTime(5 * DAY_MS - 60_000);
  expect(await reminded()).toEqual([]);
  world.passTime(120_000);
  const mails = await reminded();
  expect(mails).toMatchObject([
    {
      to: { email: 'jane@guest.example', name: 'Jane' },
      subject: 'Your invitation to Northwind on Fluxera ends soon',
      category: 'invitation',
      customArgs: { invitation_id: id, version: '1', kind: 'reminder' },
    },
  ]);
  const [mail] = mails;
  const { expiresAt } = await world.db.invitation.findFirstOrThrow({ where: { id } });
  for (const words of [
    'Hello Jane,',
    'Olivia Stone invited you to Northwind on Fluxera as Viewer.',
    'Accept Invitation',
    `https://portal.example/invitation/${token}`,
    `${expiresAt.toISOString().slice(11, 16)} (UTC)`,
    'olivia@northwind.example',
  ]) {
    expect(mail?.text).toContain(words);
  }
  expect(mail?.html.match(/class="button"/g)).toHaveLength(1);
  world.passTime(DAY_MS);
  expect(await reminded()).toEqual([]);
  expect(await world.db.activity.count({ where: { action: 'invitation.reminded', subjectId: id } })).toBe(1);
});

test('an invitation that is sent again is reminded of anew, before its new end', async () => {
  const { id } = await invited('jane@guest.example');
  world.passTime(6 * DAY_MS);
  expect(addresses(await reminded())).toEqual(['jane@guest.example']);
  const { workspaceId, ownerId: userId } = workspace;
  await resendInvitation(world.deps, {
    actor: { workspaceId, userId },
    invitation: { id, revision: 1 },
    origin,
  });
  await world.deliverMails();
  expect(await reminded()).toEqual([]);
  world.passTime(5 * DAY_MS);
  expect(await reminded()).toMatchObject([{ customArgs: { version: '2' } }]);
});

test.each([
  ['mail bounced', { delivery: 'BOUNCED' }],
  ['mail was refused', { delivery: 'DROPPED' }],
  ['mail was called spam', { delivery: 'SPAM' }],
  ['mail has not gone out', { delivery: 'QUEUED' }],
  ['invitation is canceled', { status: 'CANCELED', settledAt: new Date() }],
] as const)('nobody is reminded whose %s', async (_what, data) => {
  const { id } = await invited('jane@guest.example');
  await world.db.invitation.updateMany({ where: { id }, data });
  world.passTime(6 * DAY_MS);
  expect(await reminded()).toEqual([]);
});

test('nobody is reminded of an invitation that has ended, or where the workspace does not want it', async () => {
  await invited('late@guest.example');
  world.passTime(7 * DAY_MS);
  expect(await reminded()).toEqual([]);
  await invited('jane@guest.example');
  world.passTime(6 * DAY_MS);
  const { workspaceId } = workspace;
  await world.db.workspace.update({ where: { id: workspaceId }, data: { remindInvitees: false } });
  expect(await reminded()).toEqual([]);
  await world.db.workspace.update({ where: { id: workspaceId }, data: { remindInvitees: true } });
  expect(addresses(await reminded())).toEqual(['jane@guest.example']);
});

test('whoever accepts between the claim and the mail gets none', async () => {
  const { id } = await invited('jane@guest.example');
  world.passTime(6 * DAY_MS);
  await remindInvitees(world);
  await world.db.invitation.updateMany({
    where: { id },
    data: { status: 'CANCELED', settledAt: new Date() },
  });
  expect(await world.deliverMails()).toEqual([]);
});

test('of thousands that end at once everybody is reminded', async () => {
  const { workspaceId, ownerId } = workspace;
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'MEMBER' } });
  const sentAt = new Date(Date.now() - 6 * DAY_MS);
  await world.db.invitation.createMany({
    data: Array.from({ length: 2500 }, (_, index) => ({
      ...{ workspaceId, email: `p${index}@guest.example`, roleId: role.id, roleKind: role.kind },
      ...{ inviterId: ownerId, delivery: 'DELIVERED' as const, sentAt },
      expiresAt: new Date(sentAt.getTime() + 7 * DAY_MS),
    })),
  });
  await Promise.all([remindInvitees(world), remindInvitees(world)]);
  expect(await world.jobs('mail-reminder')).toHaveLength(2500);
});
