import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { claimDigests } from '../../src/workspaces/claim-digests.ts';
import { digestDay } from '../../src/workspaces/digest-day.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

const QUARTER_MS = 15 * 60 * 1000;

/** When it is nine there, in UTC; and the day that it is then. */
const mornings: [timeZone: string, nine: string, day: string][] = [
  ['UTC', '2026-11-23T09:00', '2026-11-23'],
  ['Europe/Berlin', '2026-03-28T08:00', '2026-03-28'],
  ['Europe/Berlin, the day summer time begins', '2026-03-29T07:00', '2026-03-29'],
  ['Europe/Berlin, the day it ends', '2026-10-25T08:00', '2026-10-25'],
  ['America/New_York, the day summer time begins', '2026-03-08T13:00', '2026-03-08'],
  ['America/New_York, the day it ends', '2026-11-01T14:00', '2026-11-01'],
  ['Australia/Lord_Howe, where it is half an hour', '2026-04-05T22:30', '2026-04-06'],
  ['Africa/Cairo, where the clock moves at midnight', '2026-04-24T06:00', '2026-04-24'],
  ['Asia/Kolkata', '2026-11-23T03:30', '2026-11-23'],
  ['Asia/Kathmandu', '2026-11-23T03:15', '2026-11-23'],
  ['America/St_Johns', '2026-11-23T12:30', '2026-11-23'],
  ['Pacific/Kiritimati', '2026-12-31T19:00', '2027-01-01'],
  ['Pacific/Pago_Pago', '2027-01-01T20:00', '2027-01-01'],
];

const at = (time: string) => new Date(`${time}Z`);

describe('the digest is due', () => {
  test.each(mornings)('at nine in %s', (place, nine, day) => {
    const timeZone = place.split(',')[0] ?? '';
    const before = new Date(at(nine).getTime() - 1);
    expect(digestDay(before, timeZone)).toBeUndefined();
    expect(digestDay(at(nine), timeZone)).toEqual(new Date(day));
  });

  test('until noon, where something held it up, and then not before the next day', () => {
    expect(digestDay(at('2026-11-23T11:59'), 'UTC')).toEqual(new Date('2026-11-23'));
    expect(digestDay(at('2026-11-23T12:00'), 'UTC')).toBeUndefined();
    expect(digestDay(at('2026-11-24T00:00'), 'UTC')).toBeUndefined();
  });
});

describe('of a workspace where a channel hears of it', () => {
  let world: World;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    world = await createWorld();
    workspace = await world.createWorkspace();
    await world.createWorkspace({ ownerEmail: 'other@elsewhere.example' });
    const { workspaceId } = workspace;
    const data = { workspaceId, event: 'DIGEST' as const, slackChannelId: 'C0RANDOM01' };
    await world.db.notificationChannel.create({ data });
    await world.db.workspace.update({ where: { id: workspaceId }, data: { timeZone: 'Europe/Berlin' } });
  });
  afterAll(() => world.close());

  test('one digest a day is queued at nine, over a change of the clock and by two replicas at once', async () => {
    world.passTime(at('2026-10-24T00:00').getTime() - Date.now());
    for (let quarter = 0; quarter < 3 * 24 * 4; quarter++) {
      await Promise.all([claimDigests(world.deps), claimDigests(world.deps)]);
      world.passTime(QUARTER_MS);
    }
    const jobs = await world.jobs('post-digest');
    expect(jobs.map(({ until }) => until.slice(0, 16))).toEqual([
      '2026-10-24T07:00',
      '2026-10-25T08:00',
      '2026-10-26T08:00',
    ]);
    expect(jobs.every(({ workspaceId }) => workspaceId === workspace.workspaceId)).toBe(true);
    expect(jobs[1]?.since).toBe(jobs[0]?.until);
    expect(jobs[2]?.since).toBe(jobs[1]?.until);
  });

  test('after days without, it tells of what expired in between, but of a week at most', async () => {
    world.passTime(3 * DAY_MS + 9.5 * 60 * 60 * 1000);
    await claimDigests(world.deps);
    const [, , third, fourth] = await world.jobs('post-digest');
    expect(fourth?.since).toBe(third?.until);
    world.passTime(20 * DAY_MS);
    await claimDigests(world.deps);
    const last = (await world.jobs('post-digest')).at(-1);
    expect(Date.parse(last?.until ?? '') - Date.parse(last?.since ?? '')).toBe(7 * DAY_MS);
  });
});
