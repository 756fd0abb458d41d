import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Permission } from '../../src/generated/prisma/client.ts';
import { acceptInvitation } from '../../src/invitations/accept-invitation.ts';
import { invitationLink } from '../../src/invitations/invitation-link.ts';
import { recordDelivery } from '../../src/invitations/record-delivery.ts';
import { resendInvitation } from '../../src/invitations/resend-invitation.ts';
import { expireInvitations } from '../../src/jobs/expire-invitations.ts';
import { readReport, readWeeklyReport } from '../../src/reports/read-report.ts';
import { mondayOf } from '../../src/reports/report-period.ts';
import { editRole } from '../../src/roles/edit-role.ts';
import { changeRole } from '../../src/users/change-role.ts';
import { changeStatus } from '../../src/users/change-status.ts';
import { verificationLink } from '../../src/users/verification-link.ts';
import { verifyAddress } from '../../src/users/verify-address.ts';
import { PASSWORD } from '../harness/fluxera.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

const HOUR_MS = 60 * 60 * 1000;
const WEEK_MS = 7 * DAY_MS;
const origin = { source: 'SLACK' } as const;

let world: World;
let acme: TestWorkspace;
/** The Monday on which it all begins. */
let begin: number;
const ids: Record<string, string> = {};
const invited: Record<string, string> = {};

/** Moves the clock: "2 Tue 10" is ten o'clock on the Tuesday of the second week. */
function at(time: string) {
  const [week = '', day = '', hour = ''] = time.split(' ');
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(day);
  const moment = begin + (Number(week) - 1) * WEEK_MS + days * DAY_MS + Number(hour) * HOUR_MS;
  world.passTime(moment - world.deps.now().getTime());
}

const actor = () => ({ workspaceId: acme.workspaceId, userId: acme.ownerId });
const read = async (name: string) =>
  world.db.user.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId: acme.workspaceId, id: ids[name] ?? '' } },
  });

async function accepts(name: string, version = 1) {
  const { workspaceId } = acme;
  const url = invitationLink(world.deps, { workspaceId, id: invited[name] ?? '', version });
  const token = url.slice(url.lastIndexOf('/') + 1);
  await acceptInvitation(world.deps, { token, firstName: name, lastName: '', password: PASSWORD, origin });
  const { id } = await world.db.user.findFirstOrThrow({
    where: { workspaceId, email: `${name}@acme.example` },
  });
  ids[name] = id;
}

async function verifies(name: string) {
  const { url } = verificationLink(world.deps, await read(name));
  await verifyAddress(world.deps, { token: url.slice(url.lastIndexOf('/') + 1), origin });
}

async function becomes(name: string, roleName: string) {
  const { workspaceId } = acme;
  const { id: roleId } = await world.db.role.findFirstOrThrow({ where: { workspaceId, name: roleName } });
  const { id, revision } = await read(name);
  await changeRole(world.deps, { actor: actor(), user: { id, revision }, roleId, reason: '', origin });
}

async function isMade(name: string, status: 'ACTIVE' | 'INACTIVE') {
  const { id, revision } = await read(name);
  const change = { actor: actor(), user: { id, revision }, status, invitations: 'KEEP' as const };
  await changeStatus(world.deps, { ...change, reason: '', origin });
}

async function customRole(workspaceId: string, name: string, permissions: Permission[]) {
  const id = world.deps.newId();
  const created = permissions.map((permission) => ({ permission }));
  await world.db.role.create({
    data: { workspaceId, id, kind: 'CUSTOM', name, permissions: { create: created } },
  });
  return id;
}

/** Four weeks of a workspace, while another one lives next to it. */
beforeAll(async () => {
  world = await createWorld();
  begin = mondayOf(new Date(Date.now() + WEEK_MS), 'UTC').getTime();
  at('1 Mon 10');
  acme = await world.createWorkspace({ ownerEmail: 'olivia@acme.example' });
  const other = await world.createWorkspace({ ownerEmail: 'omar@elsewhere.example' });
  const helpDesk = await customRole(acme.workspaceId, 'Help desk', ['VIEW_USERS']);
  for (const name of ['ann', 'ben', 'cat', 'dan']) {
    invited[name] = (await acme.invite(`${name}@acme.example`)).id;
  }
  at('1 Mon 12');
  await accepts('ann');
  await verifies('ann');
  at('1 Mon 20');
  await accepts('ben');
  at('1 Tue 9');
  await other.invite('zoe@elsewhere.example');
  const bounce = { workspaceId: acme.workspaceId, id: invited.cat ?? '', version: 1 };
  await recordDelivery(world.deps, [
    { ...bounce, delivery: 'BOUNCED', at: world.deps.now(), detail: '550 no such mailbox' },
  ]);
  at('2 Mon 11');
  await expireInvitations({ deps: world.deps });
  at('2 Tue 10');
  await verifies('ben');
  await becomes('ann', 'Viewer');
  const { id, revision } = await world.db.invitation.findFirstOrThrow({
    where: { email: 'dan@acme.example' },
  });
  await resendInvitation(world.deps, { actor: actor(), invitation: { id, revision }, origin });
  at('2 Wed 10');
  await accepts('dan', 2);
  await verifies('dan');
  at('2 Thu 10');
  await becomes('ann', 'Help desk');
  at('3 Mon 10');
  const renamed = { name: 'Support', description: '', permissions: ['VIEW_USERS' as const] };
  await editRole(world.deps, { actor: actor(), role: { id: helpDesk, revision: 1 }, ...renamed, origin });
  at('3 Tue 10');
  await becomes('ann', 'Admin');
  at('3 Wed 10');
  await isMade('ben', 'INACTIVE');
  at('4 Tue 10');
  await isMade('ben', 'ACTIVE');
  at('4 Wed 10');
  await becomes('ben', 'Viewer');
  at('4 Thu 10');
}, 60_000);
afterAll(() => world.close());

const report = (length: 4 | 12 = 4) => readReport(world.deps, world.db, actor(), length);
const nobody = { OWNER: 0, ADMIN: 0, MEMBER: 0, VIEWER: 0, CUSTOM: 0 };
const nothing = { UNVERIFIED: 0, ACTIVE: 0, INACTIVE: 0 };

describe('the report of four weeks', () => {
  test('has each week from Monday on, the last one running', async () => {
    const { weeks } = await report();
    expect(weeks.map(({ monday }) => monday.getTime())).toEqual(
      [0, 1, 2, 3].map((week) => begin + week * WEEK_MS),
    );
    expect(weeks.map(({ isRunning }) => isRunning)).toEqual([false, false, false, true]);
  });

  test('says who had access at the end of each week, also of whoever changed more than once since', async () => {
    const { weeks } = await report();
    expect(weeks.map(({ byRole }) => byRole)).toEqual([
      { ...nobody, OWNER: 1, MEMBER: 2 },
      { ...nobody, OWNER: 1, MEMBER: 2, CUSTOM: 1 },
      { ...nobody, OWNER: 1, ADMIN: 1, MEMBER: 1 },
      { ...nobody, OWNER: 1, ADMIN: 1, MEMBER: 1, VIEWER: 1 },
    ]);
  });

  test('says who was active, not verified yet and inactive', async () => {
    const { weeks } = await report();
    expect(weeks.map(({ byStatus }) => byStatus)).toEqual([
      { ...nothing, ACTIVE: 2, UNVERIFIED: 1 },
      { ...nothing, ACTIVE: 4 },
      { ...nothing, ACTIVE: 3, INACTIVE: 1 },
      { ...nothing, ACTIVE: 4 },
    ]);
  });

  test('counts what was sent, sent again, accepted, has expired and bounced, in the week in which it was so', async () => {
    const { weeks, invitations } = await report();
    const of = ({ sent, accepted, expired, bounced }: (typeof weeks)[number] | typeof invitations) => [
      ...[sent, accepted, expired, bounced],
    ];
    expect(weeks.map(of)).toEqual([
      [4, 2, 0, 1],
      [1, 1, 2, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(of(invitations)).toEqual([5, 3, 2, 1]);
  });

  test('has the median from the mail to the acceptance, of a week and of all', async () => {
    const { weeks, invitations } = await report();
    expect(weeks.map(({ medianMs }) => medianMs && Math.round(medianMs / HOUR_MS))).toEqual([
      6,
      24,
      null,
      null,
    ]);
    expect(Math.round((invitations.medianMs ?? 0) / HOUR_MS)).toBe(10);
  });

  test('is the same where a longer one is asked for of a workspace that is no older', async () => {
    const [short, long] = [await report(), await report(12)];
    expect(long).toEqual(short);
    expect(long.isFromBeginning).toBe(true);
  });
});

test('The weekly report has whole weeks, as they were on that Monday, whatever has happened since', async () => {
  const monday = new Date(begin + 3 * WEEK_MS);
  const asked = { workspaceId: acme.workspaceId, monday, length: 4 as const };
  const { weeks } = await readWeeklyReport(world.deps, world.db, asked);
  const { weeks: running } = await report();
  expect(weeks).toEqual(running.slice(0, 3));
  expect(weeks.every(({ isRunning }) => !isRunning)).toBe(true);
});

test('Weeks begin at midnight of the workspace’s time zone', async () => {
  const { workspaceId } = acme;
  at('4 Sun 23');
  const inUtc = await report();
  expect(inUtc.weeks.at(-1)?.monday).toEqual(new Date(begin + 3 * WEEK_MS));
  await world.db.workspace.update({ where: { id: workspaceId }, data: { timeZone: 'Asia/Kolkata' } });
  await acme.invite('eve@acme.example');
  const there = await report();
  expect(there.weeks.at(-1)).toMatchObject({ monday: new Date(begin + 4 * WEEK_MS), sent: 1 });
});

test('Seats and licenses are those of now, and of this workspace', async () => {
  const { workspaceId } = acme;
  const other = await world.db.workspace.findFirstOrThrow({ where: { NOT: { id: workspaceId } } });
  const createdAt = world.deps.now();
  await world.db.license.createMany({
    data: [
      { workspaceId, name: 'Figma', seats: 4, seatsUsed: 1, createdAt },
      { workspaceId, name: 'Slack', seats: 10, seatsUsed: 5, createdAt },
      { workspaceId, name: 'Over', seats: 1, seatsUsed: 0, createdAt, deletedAt: createdAt },
      { workspaceId: other.id, name: 'Theirs', seats: 3, seatsUsed: 3, createdAt },
    ],
  });
  const { seats, licenses } = await report();
  expect(licenses).toEqual({
    ...{ count: 2, seats: 14, used: 6 },
    fullest: [
      { name: 'Slack', seats: 10, used: 5 },
      { name: 'Figma', seats: 4, used: 1 },
    ],
  });
  expect(seats).toEqual({ limit: null, people: 4, pending: 1, taken: 5 });
});

test('Whoever may see reports and no licenses is told of none', async () => {
  const { workspaceId } = acme;
  const roleId = await customRole(workspaceId, 'Analyst', ['VIEW_REPORTS']);
  await world.db.user.update({
    where: { workspaceId_id: { workspaceId, id: ids.dan ?? '' } },
    data: { roleId, roleKind: 'CUSTOM' },
  });
  const seen = await readReport(world.deps, world.db, { workspaceId, userId: ids.dan ?? '' }, 4);
  expect(seen.licenses).toBeNull();
  expect(seen.mayManageSettings).toBe(false);
});

test('A workspace in which nothing happened yet has a report of its Owner', async () => {
  const { workspaceId, ownerId } = await world.createWorkspace({ ownerEmail: 'new@new.example' });
  const seen = await readReport(world.deps, world.db, { workspaceId, userId: ownerId }, 4);
  expect(seen.weeks.map(({ byStatus }) => byStatus.ACTIVE)).toEqual([1]);
  expect(seen.invitations).toEqual({ sent: 0, accepted: 0, expired: 0, bounced: 0, medianMs: null });
  expect(seen.licenses).toEqual({ count: 0, seats: 0, used: 0, fullest: [] });
});
