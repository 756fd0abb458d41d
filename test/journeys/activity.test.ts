import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { DAY_MS } from '../harness/world.ts';

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
const olivia = () => as('olivia');

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  for (const [name, first, last, role] of [
    ['adam', 'Adam', 'Berg', 'admin'],
    ['mia', 'Mia', 'Lund', 'member'],
  ] as const) {
    await olivia().run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': first, 'Last Name': last });
    await as(name).openHome();
  }
  fluxera.passTime(2 * DAY_MS);
  await olivia().run('/users', { text: 'mia@acme.example' });
  await olivia().click('Change Role');
  const form = await olivia().form('Change role');
  await form.fill({ Role: 'Viewer', Reason: 'She *only* looks now <!channel>' }).submit();
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(async () => {
  for (const name of ['olivia', 'adam', 'mia']) {
    while (as(name).hasForm()) await (await as(name).form()).dismiss();
  }
});

async function list(text = '', viewer = 'olivia') {
  while (as(viewer).hasForm()) await (await as(viewer).form()).dismiss();
  const { form } = await as(viewer).run('/fluxera', { text: `activity ${text}`.trim() });
  if (!form) throw new Error('the list did not open');
  return form;
}

/** The sentences of a page, from the top. */
const sentences = (text: string) =>
  text
    .split('\n')
    .filter((line) => / (invited|joined|signed in|changed|was accepted|recognised|set Acme up)/.test(line));

describe('/fluxera activity', () => {
  test('says who did what, when and from where, the newest first', async () => {
    const form = await list();
    expect(form.title()).toBe('Activity');
    expect(sentences(form.text())[0]).toBe('Olivia Owner changed the role of Mia Lund');
    expect(form.text()).toMatch(/Mia Lund signed in\n.+ · Web pages, 203\.0\.113\.\d+/);
    expect(form.text()).toMatch(/Olivia Owner invited mia@acme\.example\n.+ · Slack/);
  });

  test('its pages hold everything once, whichever way they are turned', async () => {
    await list();
    const pages: string[][] = [];
    for (;;) {
      const form = await olivia().form();
      const text = form.text();
      pages.push(sentences(text));
      if (!form.buttons().includes('Older')) break;
      await olivia().click('Older');
      await fluxera.slack.until(() => form.text() !== text || undefined, 'another page');
    }
    const recorded = await fluxera.database.db.activity.count();
    expect(pages.map(({ length }) => length)).toEqual([10, recorded - 10]);
    expect(pages.flat().at(-1)).toBe('Olivia Owner set Acme up');
    await olivia().click('Newer');
    const first = await olivia().form('changed the role of Mia Lund');
    expect(sentences(first.text())).toEqual(pages[0]);
  });

  test('narrows by what, from where and when, at once', async () => {
    const form = await list();
    await form.choose('What', 'Invitations');
    await fluxera.slack.until(() => !form.text().includes('signed in') || undefined, 'invitations alone');
    expect(form.text()).toContain('The invitation of mia@acme.example was accepted');
    await form.choose('From', 'Slack');
    await fluxera.slack.until(() => !form.text().includes('was accepted') || undefined, 'those from Slack');
    expect(sentences(form.text())).toEqual([
      'Olivia Owner invited mia@acme.example',
      'Olivia Owner invited adam@acme.example',
    ]);
    await form.choose('When', 'Today');
    const none = await olivia().form('Nothing that matches is recorded.');
    await none.choose('What', 'Everything');
    await olivia().form('changed the role of Mia Lund');
    expect(sentences(form.text())).toEqual(['Olivia Owner changed the role of Mia Lund']);
  });

  test('narrows by whom it is about and by who did it', async () => {
    const about = await list('mia');
    expect(about.values()).toMatchObject({ About: 'mia' });
    expect(about.text()).not.toContain('adam@acme.example');
    const { form: both } = await about.fill({ About: 'mia', 'Done By': 'Olivia' }).submit();
    expect(sentences(both?.text() ?? '')).toEqual([
      'Olivia Owner changed the role of Mia Lund',
      'Olivia Owner invited mia@acme.example',
    ]);
    const { form: none } = await about.fill({ About: '', 'Done By': 'zebra' }).submit();
    expect(none?.text()).toContain('Nothing that matches is recorded.');
  });

  test('one entry says all that is known: before and after, reason, source and its place in the chain', async () => {
    await list();
    await as('olivia').click('Details', { near: 'changed the role of Mia Lund' });
    const entry = await olivia().form('What it says');
    expect(entry.text()).toContain('Olivia Owner changed the role of Mia Lund');
    expect(entry.text()).toContain('Role: Member → Viewer');
    expect(entry.text()).toContain('She *only* looks now <!channel>');
    expect(entry.text()).toContain('From: Slack');
    expect(entry.text()).toMatch(/Entry \d+ · (is sealed within a minute|sealed as number \d+)/);
  });

  test('an entry of a page tells the address that the request came from', async () => {
    const form = await list();
    await form.choose('What', 'Sign-ins');
    await fluxera.slack.until(() => !form.text().includes('joined') || undefined, 'sign-ins alone');
    await olivia().click('Details', { near: 'Mia Lund signed in' });
    expect((await olivia().form(/^Entry/)).text()).toMatch(/From: Web pages, 203\.0\.113\.\d+/);
  });

  test('Refresh shows what has happened since', async () => {
    await list();
    await fluxera.database.db.user.updateMany({
      where: { email: 'adam@acme.example' },
      data: { firstName: 'Adamo' },
    });
    await olivia().click('Refresh');
    await olivia().form('Adamo Berg joined');
  });

  test('is for those who manage people; others are told whom to ask, and help tells who can', async () => {
    expect((await list('', 'adam')).title()).toBe('Activity');
    const refused = await as('mia').run('/fluxera', { text: 'activity' });
    expect(refused.form).toBeUndefined();
    expect(refused.text).toBe('Your role, Viewer, cannot manage users. Ask @U0OLIVIA00 or @U0ADAM0000.');
    expect((await olivia().run('/fluxera', { text: 'help' })).text).toContain('/fluxera activity');
    expect((await as('mia').run('/fluxera', { text: 'help' })).text).not.toContain('/fluxera activity');
  });

  test('whoever is demoted while the list stands open sees no further page', async () => {
    const form = await list('', 'adam');
    await fluxera.database.pool.query(
      `UPDATE "user" SET role_kind = 'VIEWER', role_id = (SELECT id FROM role WHERE kind = 'VIEWER') WHERE email = 'adam@acme.example'`,
    );
    await as('adam').click('Older');
    await as('adam').waitForMessage('dm', 'Your role, Viewer, cannot manage users.');
    expect(form.text()).toContain('changed the role of Mia Lund');
  });
});
