import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { claimReports } from '../../src/reports/claim-reports.ts';
import { mondayOf } from '../../src/reports/report-period.ts';
import { startOfDay } from '../../src/workspaces/start-of-day.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

const HOUR_MS = 60 * 60 * 1000;

describe('a day begins', () => {
  test.each([
    ['UTC', '2026-11-23', '2026-11-23T00:00'],
    ['Europe/Berlin', '2026-11-23', '2026-11-22T23:00'],
    ['Europe/Berlin', '2026-07-20', '2026-07-19T22:00'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00'],
    ['Europe/Berlin', '2026-10-26', '2026-10-25T23:00'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00'],
    ['Asia/Kathmandu', '2026-11-23', '2026-11-22T18:15'],
    ['Australia/Lord_Howe', '2026-04-06', '2026-04-05T13:30'],
    ['Pacific/Kiritimati', '2026-11-23', '2026-11-22T10:00'],
    ['Pacific/Pago_Pago', '2026-11-23', '2026-11-23T11:00'],
  ])('in %s on %s at %s in UTC', (timeZone, day, moment) => {
    expect(startOfDay(new Date(day), timeZone)).toEqual(new Date(`${moment}Z`));
  });

  test.each([
    ['UTC', '2026-11-22T23:59', '2026-11-16'],
    ['Europe/Berlin', '2026-11-22T23:00', '2026-11-23'],
    ['America/New_York', '2026-11-23T04:59', '2026-11-16'],
  ])('and in %s the week of %s UTC on %s', (timeZone, moment, monday) => {
    expect(mondayOf(new Date(`${moment}Z`), timeZone)).toEqual(new Date(monday));
  });
});

describe('the weekly report of a workspace where a channel gets it', () => {
  let world: World;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    world = await createWorld();
    workspace = await world.createWorkspace();
    await world.createWorkspace({ ownerEmail: 'other@elsewhere.example' });
    const { workspaceId } = workspace;
    await world.db.workspace.update({ where: { id: workspaceId }, data: { timeZone: 'Europe/Berlin' } });
    const data = { workspaceId, event: 'REPORT' as const, slackChannelId: 'C0RANDOM01' };
    await world.db.notificationChannel.create({ data });
  });
  afterAll(() => world.close());

  const moveTo = (moment: string) => world.passTime(Date.parse(`${moment}Z`) - world.deps.now().getTime());
  const claimed = async () => (await world.jobs('post-report')).map(({ monday }) => monday);

  test('is queued on Monday at nine there, once by two replicas at once, and not in the week in which it was asked for', async () => {
    moveTo('2026-10-21T00:05');
    for (let hour = 0; hour < 13 * 24; hour++) {
      const before = (await claimed()).length;
      await Promise.all([claimReports(world.deps), claimReports(world.deps)]);
      if ((await claimed()).length > before) {
        expect(world.deps.now().toISOString()).toMatch(/T08:05/);
        expect(world.deps.now().getUTCDay()).toBe(1);
      }
      world.passTime(HOUR_MS);
    }
    expect(await claimed()).toEqual(['2026-10-26', '2026-11-02']);
    const jobs = await world.jobs('post-report');
    expect(jobs.every(({ workspaceId }) => workspaceId === workspace.workspaceId)).toBe(true);
  });

  test('comes on the next morning where nothing ran on Monday, and is left out where nothing ran for a week', async () => {
    moveTo('2026-11-10T07:30');
    await claimReports(world.deps);
    expect((await claimed()).at(-1)).toBe('2026-11-02');
    world.passTime(HOUR_MS);
    await claimReports(world.deps);
    expect((await claimed()).at(-1)).toBe('2026-11-09');
    world.passTime(14 * DAY_MS);
    await claimReports(world.deps);
    expect((await claimed()).at(-1)).toBe('2026-11-09');
    moveTo('2026-11-30T09:30');
    await claimReports(world.deps);
    expect(await claimed()).toEqual(['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-30']);
  });
});
