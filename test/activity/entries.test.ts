import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { activityKinds } from '../../src/activity/activity-kinds.ts';
import { activityActions } from '../../src/activity/record-activity.ts';
import type { Activity } from '../../src/generated/prisma/client.ts';
import { liveFully, VISITOR_ADDRESS } from '../harness/full-life.ts';
import { type PortalWorld, startPortal } from '../harness/portal-server.ts';

let portal: PortalWorld;
let entries: Activity[];

beforeAll(async () => {
  portal = await startPortal();
  const workspace = await portal.createWorkspace();
  await liveFully(portal, workspace);
  entries = await portal.db.activity.findMany({ orderBy: { id: 'asc' } });
}, 60_000);
afterAll(() => portal.close());

/** What an entry of each kind has to say; `by`: whether somebody or nobody of the workspace did it. */
const complete: Record<
  (typeof activityActions)[number],
  { source: string; by: 'user' | 'nobody' | 'either'; before?: string[]; after?: string[]; reason?: string }
> = {
  'workspace.set-up': { source: 'SLACK', by: 'user', after: ['name', 'notificationChannelId', 'timeZone'] },
  'workspace.settings-changed': {
    ...{ source: 'SLACK', by: 'user' },
    ...{ before: ['timeZone'], after: ['timeZone'] },
  },
  'workspace.plan-changed': {
    ...{ source: 'SLACK', by: 'user' },
    ...{ before: ['planName', 'seatLimit'], after: ['planName', 'seatLimit'] },
  },
  'workspace.billing-contact-changed': { source: 'SLACK', by: 'user' },
  'invitation.sent': { source: 'SLACK', by: 'user', after: ['email', 'role', 'expiresAt'] },
  'invitation.resent': {
    ...{ source: 'SLACK', by: 'user' },
    ...{ before: ['email', 'expiresAt'], after: ['email', 'expiresAt'] },
  },
  'invitation.edited': {
    ...{ source: 'SLACK', by: 'user' },
    ...{
      before: ['role', 'firstName', 'lastName', 'message'],
      after: ['role', 'firstName', 'lastName', 'message'],
    },
  },
  'invitation.canceled': { source: 'SLACK', by: 'user', before: ['status'], after: ['status'] },
  'invitation.undone': { source: 'SLACK', by: 'user', before: ['status'], after: ['status'] },
  'invitation.taken-over': { source: 'SLACK', by: 'user', before: ['inviterId'], after: ['inviterId'] },
  'invitation.accepted': {
    ...{ source: 'PORTAL', by: 'user' },
    ...{ before: ['status'], after: ['status', 'userId', 'email', 'role'] },
  },
  'invitation.expired': { source: 'JOB', by: 'nobody', before: ['status'], after: ['status'] },
  'invitation.withdrawn': { source: 'PORTAL', by: 'nobody', before: ['status'], after: ['status'] },
  'invitation.bounced': {
    ...{ source: 'JOB', by: 'nobody' },
    ...{ after: ['delivery', 'email', 'version'], reason: 'no such mailbox' },
  },
  'invitation.reminded': { source: 'JOB', by: 'nobody' },
  'import.sent': { source: 'SLACK', by: 'user', after: ['fileName', 'invited'] },
  'import.paused': { source: 'SLACK', by: 'user', before: ['status'], after: ['status'] },
  'import.resumed': { source: 'SLACK', by: 'user', before: ['status'], after: ['status'] },
  'import.canceled': { source: 'SLACK', by: 'user', before: ['status'], after: ['status', 'canceled'] },
  'request.made': { source: 'SLACK', by: 'either', after: ['emails', 'role'] },
  'request.approved': { source: 'SLACK', by: 'user', before: ['status'], after: ['status', 'invited'] },
  'request.denied': {
    ...{ source: 'SLACK', by: 'user', before: ['status'], after: ['status'] },
    reason: 'Not now',
  },
  'request.role-changed': { source: 'SLACK', by: 'user', before: ['role'], after: ['role'] },
  'role.created': { source: 'SLACK', by: 'user', after: ['name', 'permissions'] },
  'role.edited': { source: 'SLACK', by: 'user', before: ['name'], after: ['name'] },
  'role.deleted': { source: 'SLACK', by: 'user', before: ['name'], after: ['replacement'], reason: 'Unused' },
  'ownership.offered': { source: 'SLACK', by: 'user', after: ['toId', 'role'] },
  'ownership.accepted': { source: 'SLACK', by: 'user', before: ['ownerId'], after: ['ownerId'] },
  'ownership.declined': { source: 'SLACK', by: 'user' },
  'ownership.withdrawn': { source: 'SLACK', by: 'user' },
  'ownership.assigned': {
    ...{ source: 'COMMAND_LINE', by: 'nobody', before: ['ownerId'], after: ['ownerId'] },
    reason: 'Gone',
  },
  'ownership.lapsed': { source: 'JOB', by: 'nobody' },
  'user.access-end-set': {
    ...{ source: 'SLACK', by: 'user', before: ['accessUntil'], after: ['accessUntil'] },
    reason: 'Contract',
  },
  'user.access-reminded': { source: 'JOB', by: 'nobody' },
  'user.second-factor-reset': { source: 'SLACK', by: 'user', reason: 'Lost phone' },
  'user.left-slack': { source: 'SLACK', by: 'nobody' },
  'user.back-in-slack': { source: 'SLACK', by: 'nobody' },
  'user.access-kept': { source: 'SLACK', by: 'user' },
  'review.started': { source: 'SLACK', by: 'user', after: ['people'] },
  'review.finished': { source: 'SLACK', by: 'user' },
  'user.activated': { source: 'PORTAL', by: 'user', before: ['status'], after: ['status'] },
  'user.slack-linked': { source: 'SLACK', by: 'user', before: ['slackUserId'], after: ['slackUserId'] },
  'user.signed-in': { source: 'PORTAL', by: 'user' },
  'user.edited': {
    ...{ source: 'SLACK', by: 'user' },
    ...{ before: ['firstName', 'department'], after: ['firstName', 'department'] },
  },
  'user.address-asked': { source: 'SLACK', by: 'user', before: ['email'], after: ['pendingEmail'] },
  'user.address-changed': { source: 'PORTAL', by: 'user', before: ['email'], after: ['email'] },
  'user.role-changed': {
    ...{ source: 'SLACK', by: 'either', before: ['role'], after: ['role'] },
    reason: 'Another job',
  },
  'user.deactivated': {
    source: 'SLACK',
    by: 'user',
    before: ['status'],
    after: ['status'],
    reason: 'On leave',
  },
  'user.reactivated': {
    source: 'SLACK',
    by: 'user',
    before: ['status'],
    after: ['status'],
    reason: 'On leave',
  },
  'identity.password-set': { source: 'PORTAL', by: 'user' },
  'identity.second-factor-on': { source: 'PORTAL', by: 'user' },
  'identity.second-factor-off': { source: 'PORTAL', by: 'user' },
  'identity.backup-codes-made': { source: 'PORTAL', by: 'user' },
  'identity.backup-code-used': { source: 'PORTAL', by: 'user' },
  'identity.codes-refused': { source: 'PORTAL', by: 'nobody' },
  'identity.sessions-ended': { source: 'PORTAL', by: 'user' },
  'asset.created': { source: 'SLACK', by: 'user', after: ['tag', 'name', 'status'] },
  'asset.edited': { source: 'SLACK', by: 'user', before: ['name'], after: ['name'] },
  'asset.deleted': { source: 'SLACK', by: 'user', before: ['tag', 'name'], reason: 'Lost' },
  'asset.assigned': { source: 'SLACK', by: 'user', after: ['tag', 'name', 'holderId', 'holder'] },
  'asset.unassigned': { source: 'SLACK', by: 'user', before: ['tag', 'name', 'holderId', 'holder'] },
  'license.created': { source: 'SLACK', by: 'user', after: ['name', 'seats'] },
  'license.edited': { source: 'SLACK', by: 'user', before: ['seats'], after: ['seats'] },
  'license.deleted': { source: 'SLACK', by: 'user', before: ['name', 'seats'], reason: 'Ended' },
  'license.assigned': { source: 'SLACK', by: 'user', after: ['name', 'holderId', 'holder'] },
  'license.unassigned': { source: 'SLACK', by: 'user', before: ['name', 'holderId', 'holder'] },
  'license.key-shown': { source: 'SLACK', by: 'user' },
  'access.refused': { source: 'SLACK', by: 'user', after: ['refusal', 'wanted', 'request'] },
  'export.requested': { source: 'SLACK', by: 'user', after: ['kind', 'what', 'from', 'to', 'format'] },
  'export.sent': { source: 'JOB', by: 'nobody', after: ['rows'] },
};

describe('Of everything that can happen, the activity says who, what, from where, and what it was before', () => {
  test.each([...activityActions])('%s', (action) => {
    const { source, by, before = [], after = [], reason } = complete[action];
    const found = entries.filter((entry) => entry.action === action);
    expect(found).not.toEqual([]);
    expect(found.map((entry) => entry.source)).toContain(source);
    for (const entry of found) {
      if (by !== 'either') expect(entry.actorId !== null).toBe(by === 'user');
      expect(Object.keys(entry.before ?? {})).toEqual(expect.arrayContaining(before));
      expect(Object.keys(entry.after ?? {})).toEqual(expect.arrayContaining(after));
    }
    if (reason) expect(found.map((entry) => entry.reason)).toContain(reason);
  });

  test('whoever asked for a new link by an expired one is not a user, and has an address', () => {
    const asked = entries.filter(({ action, source }) => action === 'request.made' && source === 'PORTAL');
    expect(asked).toMatchObject([{ actorId: null, ipAddress: VISITOR_ADDRESS }]);
  });

  test('what came from a page has the address that it came from, and nothing else has one', () => {
    const addresses = (source: string) =>
      new Set(entries.filter((entry) => entry.source === source).map(({ ipAddress }) => ipAddress));
    expect(addresses('PORTAL')).toEqual(new Set([VISITOR_ADDRESS]));
    expect(addresses('SLACK')).toEqual(new Set([null]));
    expect(addresses('JOB')).toEqual(new Set([null]));
  });

  test('each is found under one heading of the list', () => {
    expect(Object.values(activityKinds).flat().toSorted()).toEqual([...activityActions].toSorted());
  });

  test('no reason is kept where none was given', () => {
    expect(entries.filter(({ reason }) => reason === '')).toEqual([]);
  });
});
