import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { exported, filesOf, nextFile } from '../harness/exported.ts';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { passPauses } from '../harness/pass-pauses.ts';
import { until } from '../harness/until.ts';

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
const olivia = () => as('olivia');
const db = () => fluxera.database.db;
const user = (name: string) => db().user.findFirstOrThrow({ where: { email: `${name}@acme.example` } });

const KEY = 'FIGMA-7G2K-99QX-PLUM';

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  for (const [name, role] of [
    ['adam', 'admin'],
    ['mia', 'member'],
    ['victor', 'viewer'],
  ] as const) {
    await olivia().run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': name, 'Last Name': 'Acme' });
    await as(name).openHome();
  }
  await olivia().run('/fluxera', { text: 'assets' });
  await olivia().click('New Asset');
  const asset = { 'Asset Tag': 'LT-1', Name: 'Laptop', 'Purchase Date': '2026-03-01' };
  await (await olivia().form(/^New asset/)).fill(asset).submit();
  await olivia().run('/fluxera', { text: 'licenses' });
  await olivia().click('New License');
  const license = { Name: 'Figma', Vendor: 'Figma Inc.', Seats: '5', 'License Key': KEY };
  await (await olivia().form(/^New license/)).fill(license).submit();
  await closeAll();
}, 60_000);
afterEach(closeAll);
afterAll(() => fluxera.stop());

async function closeAll() {
  for (const name of ['olivia', 'adam', 'mia', 'victor']) {
    while (as(name).hasForm()) await (await as(name).form()).dismiss();
  }
}

const requests = () => db().export.count();
const saysInMessages = (name: string, words: string) =>
  as(name)
    .messages('dm')
    .some(({ text }) => text.includes(words));

describe('Somebody who exports', () => {
  test('gets people with what is known of them, under names of columns that stay', async () => {
    const { name, rows } = await exported(fluxera, 'mia', 'users');
    expect(name).toMatch(/^people-\d{4}-\d\d-\d\d\.csv$/);
    expect(rows.map((row) => [row['Email Address'], row['First Name'], row.Role, row.Status])).toEqual([
      ['olivia@acme.example', 'Olivia', 'Owner', 'ACTIVE'],
      ['adam@acme.example', 'adam', 'Admin', 'ACTIVE'],
      ['mia@acme.example', 'mia', 'Member', 'ACTIVE'],
      ['victor@acme.example', 'victor', 'Viewer', 'ACTIVE'],
    ]);
    expect(rows[2]?.['Slack ID']).toBe(as('mia').id);
    expect(rows[2]?.['Last Sign-In At']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(saysInMessages('mia', 'Here is your export: 4 people. Times in the file are UTC.')).toBe(true);
  });

  test('gets what the list shows, by its button, and can change it before', async () => {
    await olivia().run('/users', { text: 'active acme' });
    await olivia().click('Export');
    const form = await olivia().form('The file comes to your messages');
    expect(form.values()).toMatchObject({ What: 'USERS', Show: 'ACTIVE', Search: 'acme' });
    const before = filesOf(fluxera, 'olivia').length;
    await form.fill({ Search: 'victor' }).submit();
    const { rows } = await nextFile(fluxera, 'olivia', before);
    expect(rows.map((row) => row['Email Address'])).toEqual(['victor@acme.example']);
  });

  test.each([
    ['invitations', 'accepted mia', { What: 'INVITATIONS', Show: 'ACCEPTED', Search: 'mia' }],
    ['fluxera', 'assets available laptop', { What: 'ASSETS', Show: 'AVAILABLE', Search: 'laptop' }],
    ['fluxera', 'licenses free figma', { What: 'LICENSES', Show: 'FREE', Search: 'figma' }],
    ['fluxera', 'activity mia', { What: 'ACTIVITY', 'What Happened': 'ALL', About: 'mia' }],
  ])('begins with what the list of /%s %s shows', async (command, text, shown) => {
    await olivia().run(`/${command}`, { text });
    await olivia().click('Export');
    const form = await olivia().form('The file comes to your messages');
    expect(form.values()).toMatchObject(shown);
    const before = filesOf(fluxera, 'olivia').length;
    await form.submit();
    expect((await nextFile(fluxera, 'olivia', before)).rows.length).toBeGreaterThan(0);
  });

  test('chooses among what they may see, and gets the fields that belong to it', async () => {
    const { form } = await olivia().run('/fluxera', { text: 'export' });
    expect(form?.options('What')).toEqual([
      ...['People', 'Invitations', 'Activity', 'Assets', 'Who had which asset'],
      ...['Licenses', 'Who had which license'],
    ]);
    await form?.choose('What', 'Activity');
    const next = await olivia().form('What Happened');
    expect(Object.keys(next.values())).toEqual([
      ...['What', 'What Happened', 'From', 'About', 'Done By', 'First Day', 'Last Day', 'Format'],
    ]);
  });

  test('is told where there is nothing, and gets no file', async () => {
    const before = await requests();
    const { form } = await olivia().run('/fluxera', { text: 'export invitations' });
    const answer = await form?.fill({ Show: 'Canceled' }).submit();
    expect(answer?.form?.text()).toContain('There is nothing to export: no invitations are as you chose.');
    expect(answer?.form?.values()).toMatchObject({ Show: 'CANCELED' });
    expect(await requests()).toBe(before);
  });

  test('gets one file, where the form comes twice', async () => {
    const before = [await requests(), filesOf(fluxera, 'olivia').length] as const;
    fluxera.slack.faults.inject({ fault: 'duplicated', kind: 'view_submission' });
    await exported(fluxera, 'olivia', 'assets');
    await until(
      'all is sent',
      async () => (await db().export.count({ where: { status: 'REQUESTED' } })) === 0,
    );
    expect([await requests(), filesOf(fluxera, 'olivia').length]).toEqual([before[0] + 1, before[1] + 1]);
  });

  test('is recorded, with what it was of and how much', async () => {
    const { id } = await user('adam');
    const requested = await exported(fluxera, 'adam', 'licenses', { Search: 'figma' }).then(() =>
      db().activity.findMany({ where: { action: 'export.requested', actorId: id } }),
    );
    expect(requested).toMatchObject([
      { source: 'SLACK', after: { kind: 'LICENSES', filter: 'ALL', search: 'figma' } },
    ]);
    const sent = { action: 'export.sent', subjectId: requested[0]?.subjectId ?? '' };
    await until('it is noted as sent', async () => (await db().activity.count({ where: sent })) === 1);
    expect(await db().activity.findFirst({ where: sent })).toMatchObject({ after: { rows: 1 } });
    const { form } = await olivia().run('/fluxera', { text: 'activity' });
    expect(form?.text()).toContain('Adam Acme asked for a file of licenses');
    expect(form?.text()).toContain('The file of licenses was sent to whoever asked for it');
  });
});

describe('Nobody exports what they may not see', () => {
  test('whoever may not export is told so, and sees no button for it', async () => {
    const { text } = await as('victor').run('/fluxera', { text: 'export users' });
    expect(text).toContain('Your role, Viewer, cannot export data. Ask ');
    const { form } = await as('victor').run('/users');
    expect(form?.buttons()).not.toContain('Export');
  });

  test('whoever does not manage people gets of the activity what they did, and what was done to them', async () => {
    const { form } = await as('mia').run('/fluxera', { text: 'export activity' });
    expect(form?.text()).toContain('You get what you did, and what was done to your account.');
    await form?.dismiss();
    const { id } = await user('mia');
    const { rows } = await exported(fluxera, 'mia', 'activity');
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.filter((row) => row['Actor ID'] !== id && row['Subject ID'] !== id)).toEqual([]);
    expect((await exported(fluxera, 'adam', 'activity')).rows.length).toBeGreaterThan(rows.length);
  });

  test('no file has a link, a key, a password or an invitation’s token', async () => {
    const texts = [];
    for (const what of ['users', 'invitations', 'activity', 'assets', 'licenses']) {
      texts.push((await exported(fluxera, 'olivia', what)).text);
    }
    expect(texts.join('\n')).not.toMatch(/https?:|7G2K|password"|scrypt|argon|token/i);
    const { rows } = await exported(fluxera, 'olivia', 'licenses');
    expect(rows).toMatchObject([{ Name: 'Figma', Seats: '5', 'Seats In Use': '0', 'License Key': '…PLUM' }]);
  });
});

describe('Whatever stands in a cell', () => {
  const typed = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("x";"y")'];

  test.each(typed)('%j is a text for every spreadsheet', async (text) => {
    await db().asset.updateMany({ where: { tag: 'LT-1' }, data: { name: text } });
    const { rows } = await exported(fluxera, 'olivia', 'assets');
    expect(rows).toMatchObject([{ 'Asset Tag': 'LT-1', Name: `'${text}`, 'Purchase Date': '2026-03-01' }]);
  });

  test.each(['two\nlines, "quoted"; and more', 'Ünïcode 😀', "O'Neil", '12-34'])(
    '%j comes as it was typed',
    async (text) => {
      await db().asset.updateMany({ where: { tag: 'LT-1' }, data: { name: text } });
      const { rows } = await exported(fluxera, 'olivia', 'assets');
      expect(rows).toMatchObject([{ Name: text }]);
    },
  );
});

describe('A file of the activity', () => {
  const line = z.looseObject({ action: z.string(), actor: z.looseObject({ name: z.string() }).nullable() });

  test('is one object a line, where programs read it', async () => {
    const answers = { Format: 'JSON Lines, for programs', 'What Happened': 'People', 'Done By': 'mia' };
    const { name, text } = await exported(fluxera, 'olivia', 'activity', answers);
    expect(name).toMatch(/^activity-.*\.jsonl$/);
    const entries = text.trimEnd().split('\n');
    const parsed = entries.map((one) => line.parse(JSON.parse(one)));
    expect(parsed.map(({ action }) => action)).toEqual(['user.activated', 'user.slack-linked']);
    expect(parsed.map(({ actor }) => actor?.name)).toEqual(['mia Acme', 'mia Acme']);
  });

  test('begins and ends with the days that are chosen, where the workspace is', async () => {
    await db().workspace.updateMany({ data: { timeZone: 'Pacific/Auckland' } });
    const { form } = await olivia().run('/fluxera', { text: 'activity' });
    await form?.dismiss();
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Auckland' }).format(new Date());
    const { rows } = await exported(fluxera, 'olivia', 'activity', { 'First Day': today, 'Last Day': today });
    expect(rows.length).toBeGreaterThan(10);
    const { form: earlier } = await olivia().run('/fluxera', { text: 'export activity' });
    const answer = await earlier?.fill({ 'Last Day': '2020-01-01' }).submit();
    expect(answer?.form?.text()).toContain('There is nothing to export: no entries of the activity');
    const reversed = await earlier?.fill({ 'First Day': '2020-01-02', 'Last Day': '2020-01-01' }).submit();
    expect(reversed?.errors).toEqual({
      'Last Day': 'The last day is before the first one. Choose a later day, or none.',
    });
  });

  test('tells, as the history of things does, what was taken back from somebody who is deactivated, and why', async () => {
    const { workspaceId, id: userId } = await user('victor');
    const { id: by } = await user('olivia');
    const asset = await db().asset.findFirstOrThrow();
    const license = await db().license.findFirstOrThrow();
    const given = { workspaceId, userId, assignedAt: new Date(), assignedById: by };
    await db().assetAssignment.create({ data: { ...given, assetId: asset.id } });
    await db().licenseAssignment.create({ data: { ...given, licenseId: license.id } });
    await olivia().run('/users', { text: 'victor@acme.example' });
    await olivia().click('Change Status');
    await (await olivia().form(/^Change status/)).fill({ Status: 'Inactive' }).submit();
    await closeAll();
    const ended = {
      ...{ 'Assigned To': 'victor Acme', 'Assigned To Email Address': 'victor@acme.example' },
      ...{ 'Assigned By': 'Olivia Owner', 'Unassigned By': 'Olivia Owner' },
      'Unassigned At': expect.stringMatching(/Z$/),
    };
    const assets = await exported(fluxera, 'olivia', 'assets history');
    expect(assets.rows).toMatchObject([{ 'Asset Tag': 'LT-1', ...ended }]);
    const licenses = await exported(fluxera, 'olivia', 'licenses history');
    expect(licenses.rows).toMatchObject([{ Name: 'Figma', ...ended }]);
    expect((await exported(fluxera, 'olivia', 'assets')).rows).toMatchObject([{ 'Assigned To': '' }]);
    const { rows } = await exported(fluxera, 'olivia', 'activity');
    const told = rows.filter(({ Action }) => /unassigned|deactivated/.test(Action ?? ''));
    expect(told.map(({ Action }) => Action).toSorted()).toEqual([
      ...['asset.unassigned', 'license.unassigned', 'user.deactivated'],
    ]);
    for (const { Action, Reason, Before, Actor } of told) {
      expect(Actor).toBe('Olivia Owner');
      if (Action === 'user.deactivated') continue;
      expect(Reason).toMatch(/was deactivated\.$/);
      expect(JSON.parse(Before ?? '')).toMatchObject({ holder: 'victor Acme' });
    }
  });
});

describe('Where Slack does not take the file at once', () => {
  const untilEnded = () =>
    until('no export is open', async () => {
      await passPauses(fluxera);
      return (await db().export.count({ where: { status: 'REQUESTED' } })) === 0;
    });

  async function ask(name: string, what: string) {
    const { form } = await as(name).run('/fluxera', { text: `export ${what}` });
    const { form: done } = (await form?.submit()) ?? {};
    expect(done?.text()).toContain('The file is on its way');
    await done?.cancel();
  }

  test.each([
    ['files.getUploadURLExternal', false],
    ['files.completeUploadExternal', false],
    ['files.completeUploadExternal', true],
  ] as const)('%s fails again and again, done all the same: %s; one file comes', async (method, done) => {
    fluxera.expectFault(/"job":"send-export"/);
    const before = filesOf(fluxera, 'olivia').length;
    // More often than the client tries by itself.
    fluxera.slack.faults.inject({ fault: 'server_error', method, times: done ? 1 : 4, done });
    await ask('olivia', 'users');
    await untilEnded();
    expect(filesOf(fluxera, 'olivia')).toHaveLength(before + 1);
    const asked = await db().export.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    expect(asked.status).toBe('SENT');
    const recorded = { subjectId: asked.id, action: 'export.sent' };
    expect(await db().activity.count({ where: recorded })).toBe(1);
  });

  test('it is too busy, and the file comes a little later', async () => {
    const before = filesOf(fluxera, 'olivia').length;
    const method = 'files.completeUploadExternal';
    fluxera.slack.faults.inject({ fault: 'rate_limited', method, retryAfter: 0 });
    await ask('olivia', 'users');
    await untilEnded();
    expect(filesOf(fluxera, 'olivia')).toHaveLength(before + 1);
  });

  test('it never takes it: that is said, and nothing is tried again', async () => {
    const method = 'files.getUploadURLExternal';
    fluxera.slack.faults.inject({ fault: 'refused', method, error: 'file_upload_size_restricted' });
    await ask('olivia', 'users');
    await untilEnded();
    expect(saysInMessages('olivia', 'There is no file of people. Slack did not take it')).toBe(true);
  });

  test('whoever may not export any more by then gets nothing, and is told why', async () => {
    fluxera.expectFault(/"job":"send-export"/);
    const before = filesOf(fluxera, 'mia').length;
    const method = 'files.getUploadURLExternal';
    fluxera.slack.faults.inject({ fault: 'server_error', method, times: 1000 });
    const failures = () => fluxera.logged.filter((line) => /job failed/.test(line)).length;
    const failed = failures();
    await ask('mia', 'users');
    await until('a try has failed', () => failures() > failed);
    await olivia().run('/users', { text: 'mia@acme.example' });
    await olivia().click('Change Role');
    await (await olivia().form(/^Change role/)).fill({ Role: 'Viewer' }).submit();
    fluxera.slack.faults.clear();
    await untilEnded();
    expect(filesOf(fluxera, 'mia')).toHaveLength(before);
    expect(saysInMessages('mia', 'There is no file of people. Your role, Viewer, cannot export data.')).toBe(
      true,
    );
  });
});
