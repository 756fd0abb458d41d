import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { SeenFile } from '../../sandbox/script/seen-file.ts';
import { mondayOf } from '../../src/reports/report-period.ts';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { runDue } from '../harness/run-due.ts';

const HOUR_MS = 60 * 60 * 1000;
const WEEK_MS = 7 * 24 * HOUR_MS;

jest.setTimeout(30_000);

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
const olivia = () => as('olivia');
const db = () => fluxera.database.db;
/** As the product has it. */
let shifted = 0;
const now = () => new Date(Date.now() + shifted);

function passTime(ms: number) {
  shifted += ms;
  fluxera.passTime(ms);
}

/** Ten in the morning on the next Monday, so that hours more or less change no week. */
beforeAll(async () => {
  fluxera = await startTestFluxera();
  passTime(mondayOf(now(), 'UTC').getTime() + WEEK_MS + 10 * HOUR_MS - now().getTime());
  await setUp(fluxera);
  for (const [name, role] of [
    ['adam', 'admin'],
    ['mia', 'member'],
    ['victor', 'viewer'],
  ] as const) {
    await olivia().run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': name });
    await as(name).openHome();
  }
  await olivia().run('/invite', { text: 'jane@example.com viewer' });
  await begunBefore(60);
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(async () => {
  for (const name of ['olivia', 'adam', 'mia', 'victor']) {
    while (as(name).hasForm()) await (await as(name).form()).dismiss();
  }
});

/** Makes the workspace so many weeks old. */
const begunBefore = (weeks: number) =>
  db().workspace.updateMany({ data: { createdAt: new Date(now().getTime() - weeks * WEEK_MS) } });

async function open(name: string, text = '') {
  const { form } = await as(name).run('/fluxera', { text: `report ${text}` });
  if (!form) throw new Error('no report');
  return form;
}

/** How many weeks the first table has. */
function weeksIn(text: string) {
  const [, rows = ''] = /Bounced\n((?:(?:Now|\w{3} \d+) .+\n)+)/.exec(text) ?? [];
  return rows.trim().split('\n').length;
}

/** Width and height of a PNG, from its header. */
async function sizeOf(file: SeenFile) {
  const bytes = Buffer.from(await file.read());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe('the report', () => {
  test('of a new workspace has its own weeks alone, and compares with nothing that was not', async () => {
    await begunBefore(0);
    const text = (await open('victor')).text();
    expect(weeksIn(text)).toBe(1);
    expect(text).toContain('4 people have access. Nobody is inactive.');
    expect(text).toContain('The workspace began in the week of');
    await as('victor').click('Send as Picture');
    const { text: told, files } = await as('victor').waitForMessage('dm', 'Report of this week', {
      timeout: 20_000,
    });
    expect(told).toContain('4 people have access. Nobody is inactive. By role: Owner 1,');
    const table = Buffer.from((await files[4]?.read()) ?? []).toString();
    expect(table.trim().split('\r\n')).toHaveLength(2);
    await begunBefore(2);
    const older = (await open('victor')).text();
    expect(weeksIn(older)).toBe(3);
    expect(older).toContain('4 people have access, 4 more than at the end of the week of');
    await begunBefore(60);
    expect((await open('victor')).text()).not.toContain('The workspace began');
  });

  test('says what became of invitations and people, week by week, the newest first', async () => {
    const text = (await open('victor')).text();
    expect(text).toContain('4 sent, 3 accepted, 0 expired and 0 bounced.');
    expect(text).toMatch(/\nWeek +Sent Accepted Expired Bounced\nNow +4 +3 +0 +0\n/);
    expect(text).toMatch(/\nWeek Median time to accept\nNow +\d+ min\n/);
    expect(text).toContain('4 people have access, 4 more than at the end of the week of');
    expect(text).toMatch(/\nWeek +Admin Member Viewer\nNow +1 +1 +1\n/);
    expect(text).toMatch(/\nWeek +Active Unverified Inactive\nNow +4 +0 +0\n/);
    expect(text).toContain('5 seats are taken, by 4 people and 1 open invitation; the plan has no limit.');
    expect(text).toContain('There are no licenses.');
    expect(weeksIn(text)).toBe(12);
  });

  test('looks further back where that is chosen, or typed behind the command', async () => {
    const form = await open('mia', '20');
    expect(weeksIn(form.text())).toBe(26);
    await form.choose('How far back', 'Last 4 weeks');
    await fluxera.slack.until(() => weeksIn(form.text()) === 4 || undefined, 'the shorter report');
    expect(weeksIn(form.text())).toBe(4);
  });

  test('is shown anew with what has happened since', async () => {
    const form = await open('adam');
    expect(form.text()).toContain('4 sent');
    await olivia().run('/invite', { text: 'ali@example.com viewer' });
    await as('adam').click('Refresh');
    expect((await as('adam').form('5 sent')).text()).toContain('5 sent, 3 accepted');
  });

  test('names licenses as they were typed, and those only to whoever may see them', async () => {
    const { id: workspaceId } = await db().workspace.findFirstOrThrow();
    const createdAt = now();
    await db().license.create({
      data: { workspaceId, name: '*Figma* <!channel>', seats: 4, seatsUsed: 3, createdAt },
    });
    expect((await open('victor')).text()).toMatch(/\*Figma\* <!channel> +3 of 4/);
    const role = await db().role.create({
      data: {
        workspaceId,
        name: 'R&D <analyst>',
        kind: 'CUSTOM',
        permissions: { create: { permission: 'VIEW_REPORTS' } },
      },
    });
    const victor = await db().user.findFirstOrThrow({ where: { email: 'victor@acme.example' } });
    const where = { workspaceId_id: { workspaceId, id: victor.id } };
    await db().user.update({ where, data: { roleId: role.id, roleKind: 'CUSTOM' } });
    const seen = (await open('victor')).text();
    expect(seen).not.toMatch(/Figma|Licenses/);
    expect(seen).toMatch(/\nWeek +Admin Member Viewer Custom\nNow +1 +1 +0 +1\n/);
    expect(seen).toContain('Custom roles now: R&D <analyst> 1.');
    await as('victor').click('Send as Picture');
    const { text: told } = await as('victor').waitForMessage('dm', 'Custom 1 (now R&D <analyst> 1).', {
      timeout: 20_000,
    });
    expect(told).not.toContain('&amp;');
    const { roleId, roleKind } = victor;
    await db().user.update({ where, data: { roleId, roleKind } });
  });

  test('is in the help, and opens from App Home as well', async () => {
    expect((await as('victor').run('/fluxera', { text: 'help' })).text).toContain(
      '/fluxera report shows how people and invitations went week by week',
    );
    await as('victor').openHome();
    await as('victor').click('Report');
    expect((await as('victor').form()).title()).toBe('Report');
  });

  test('is refused to whoever may not see reports, and so are its pictures', async () => {
    await open('mia');
    const permission = { permission: 'VIEW_REPORTS' as const, role: { kind: 'MEMBER' as const } };
    await db().rolePermission.deleteMany({ where: permission });
    const { text } = await as('mia').run('/fluxera', { text: 'report' });
    expect(text).toContain('Your role, Member, cannot view reports. Ask ');
    expect((await as('mia').run('/fluxera', { text: 'help' })).text).not.toContain('/fluxera report');
    expect((await as('mia').openHome()).buttons).not.toContain('Report');
    const before = as('mia').messages('dm').length;
    await as('mia').click('Send as Picture');
    const told = await as('mia').waitForMessage('dm', 'cannot view reports');
    expect(as('mia').messages('dm').slice(before)).toEqual([expect.objectContaining({ ts: told.ts })]);
    const { workspaceId, id: roleId } = await db().role.findFirstOrThrow({ where: { kind: 'MEMBER' } });
    await db().rolePermission.create({ data: { workspaceId, roleId, permission: 'VIEW_REPORTS' } });
  });
});

describe('Send as Picture', () => {
  test('sends four pictures that say what they show, and every figure as a table', async () => {
    await open('victor', '12');
    const after = as('victor').messages('dm').at(-1)?.ts ?? '';
    await as('victor').click('Send as Picture');
    await as('victor').form('The pictures are on their way');
    const { text, files } = await as('victor').waitForMessage('dm', 'Report of the last 12 weeks', {
      ...{ after, timeout: 20_000 },
    });
    expect(files.map(({ name }) => name)).toEqual([
      ...['people-by-role.png', 'people-by-status.png', 'invitations.png', 'seats.png', 'report.csv'],
    ]);
    const pictures = files.slice(0, 4);
    for (const picture of pictures) expect(await sizeOf(picture)).toEqual([1280, 840]);
    expect(pictures.map(({ altText }) => altText)).toEqual([
      expect.stringContaining(
        'People by role: Owner 1, Admin 1, Member 1 and Viewer 1. 4 people have access',
      ),
      expect.stringContaining('People by status. 4 people have access'),
      expect.stringContaining('Invitations in the last 12 weeks, this one included: 5 sent, 3 accepted'),
      expect.stringContaining('1 license has 4 seats, 3 of them in use. *Figma* <!channel>: 3 of 4'),
    ]);
    expect(text).toContain('5 sent, 3 accepted, 0 expired and 0 bounced.');
    expect(text).not.toContain('Figma');
    const table = Buffer.from((await files[4]?.read()) ?? []).toString();
    const lines = table.trim().split('\r\n');
    expect(lines).toHaveLength(13);
    expect(lines[0]).toContain('"Week From","Owner With Access","Admin With Access"');
    const monday = mondayOf(now(), 'UTC').toISOString().slice(0, 10);
    expect(lines.at(-1)).toBe(`"${monday}","1","1","1","1","0","4","0","0","5","3","0","0","0.0"`);
  });

  test('sends nothing to whoever may not see reports any more when it is their turn', async () => {
    const { workspaceId, id: userId } = await db().user.findFirstOrThrow({
      where: { email: 'victor@acme.example' },
    });
    const permission = { permission: 'VIEW_REPORTS' as const, role: { kind: 'VIEWER' as const } };
    await db().rolePermission.deleteMany({ where: permission });
    const before = as('victor').messages('dm').length;
    const payload = JSON.stringify({ workspaceId, userId, weeks: 4 });
    await fluxera.database.pool.query("SELECT graphile_worker.add_job('send-report', $1::json)", [payload]);
    await runDue(fluxera, 'post-reports', 'send-report');
    expect(as('victor').messages('dm')).toHaveLength(before);
    const { id: roleId } = await db().role.findFirstOrThrow({ where: { kind: 'VIEWER' } });
    await db().rolePermission.create({ data: { workspaceId, roleId, permission: 'VIEW_REPORTS' } });
  });
});

describe('the weekly report', () => {
  const reports = () =>
    olivia()
      .messages('random')
      .filter(({ text }) => text.includes('Report of'));
  const monday = () => runDue(fluxera, 'post-reports', 'post-report');

  test('is nobody’s until a channel is chosen in the settings, which is recorded', async () => {
    passTime(WEEK_MS - HOUR_MS);
    await monday();
    expect(
      olivia()
        .messages('general')
        .filter(({ text }) => text.includes('Report of')),
    ).toEqual([]);
    expect((await open('mia')).buttons()).not.toContain('Weekly Report');
    const form = await open('adam');
    expect(form.text()).toContain('No channel gets a report every Monday.');
    await as('adam').click('Weekly Report');
    await as('adam').form('Settings');
    await as('adam').click('Change Notifications');
    await (await as('adam').form(/^Notifications/)).fill({ 'Weekly Report': 'random' }).submit();
    expect(await as('adam').form('The settings are saved.')).toBeDefined();
    const entry = await db().activity.findFirstOrThrow({
      where: { action: 'workspace.settings-changed' },
      orderBy: { id: 'desc' },
    });
    expect(entry.after).toEqual({ report: 'C0RANDOM01' });
    while (as('adam').hasForm()) await (await as('adam').form()).dismiss();
    expect((await open('victor')).text()).toContain('#C0RANDOM01 gets a report every Monday morning.');
  });

  test('is posted on Monday at nine with the whole weeks before, once', async () => {
    await Promise.all([monday(), monday()]);
    const [report, ...others] = reports();
    expect(others).toEqual([]);
    expect(report?.text).toContain('Report of the last 12 weeks\n');
    expect(report?.files.map(({ name }) => name)).toHaveLength(5);
    expect(report?.files[2]?.altText).toContain('Invitations in the last 12 weeks: 5 sent, 3 accepted');
    await monday();
    expect(reports()).toHaveLength(1);
  });

  test('is not missed where its channel cannot be posted to: the Owner hears', async () => {
    await db().notificationChannel.updateMany({
      where: { event: 'REPORT' },
      data: { slackChannelId: 'C0NOWHERE1' },
    });
    passTime(WEEK_MS);
    await monday();
    await olivia().waitForMessage('dm', 'The weekly report is there, but Fluxera could not say so in');
  });
});
