import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { until } from '../harness/until.ts';

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  for (const [name, first, last, role] of [
    ['adam', 'Adam', 'Berg', 'admin'],
    ['mia', 'Mia', 'Lund', 'member'],
    ['victor', 'Victor', 'Hale', 'viewer'],
  ] as const) {
    await as('olivia').run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': first, 'Last Name': last });
    await as(name).openHome();
  }
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(async () => {
  for (const name of ['olivia', 'adam']) while (as(name).hasForm()) await (await as(name).form()).dismiss();
});

const user = (name: string) =>
  fluxera.database.db.user.findFirstOrThrow({ where: { email: `${name}@acme.example` } });
const cards = (who: string, channel: 'general' | 'dm', name: string) =>
  as(who)
    .messages(channel)
    .filter(({ text }) => text.includes('has left Slack') && text.includes(name));
const card = (channel: 'general' | 'dm', words: string | RegExp, who = 'adam') =>
  as(who).waitForMessage(channel, words);

const timesHeard = () => fluxera.logged.filter((line) => line.includes('user_change')).length;

/** An event is acknowledged before it is handled: what Slack says next could overtake what it said before. */
async function heard(tellApp: () => Promise<unknown>) {
  const before = timesHeard();
  await tellApp();
  await until('the app has heard of it', () => timesHeard() > before);
}

type People = TestFluxera['slack']['people'];
const become = (...[name, standing]: Parameters<People['become']>) =>
  heard(() => fluxera.slack.people.become(name, standing));
const change = (...[name, said]: Parameters<People['change']>) =>
  heard(() => fluxera.slack.people.change(name, said));

describe('Whoever leaves Slack and still has access', () => {
  test('is one card in the channel for access, however often Slack says it', async () => {
    await become('mia', 'deactivated');
    await change('mia', { lastName: 'Elsewhere' });
    await change('mia', { lastName: 'Member' });
    const shown = await card('general', 'Mia Lund (mia@acme.example) has left Slack');
    expect(shown.text).toMatch(
      /Mia Lund \(mia@acme\.example\) has left Slack: their Slack account was deactivated on .+\. They still have access as Member, since .+\./,
    );
    expect(shown.buttons).toEqual(['Deactivate', 'Keep Access']);
    expect(cards('adam', 'general', 'Mia Lund')).toHaveLength(1);
    expect((await user('mia')).status).toBe('ACTIVE');
  });

  test('is decided about by those who manage people, and by nobody else', async () => {
    await as('victor').click('Keep Access', { near: 'Mia Lund' });
    await as('victor').waitForMessage('general', 'Your role, Viewer, cannot manage users.');
    await as('victor').click('Deactivate', { near: 'Mia Lund' });
    await as('victor').waitForMessage('general', 'Your role, Viewer, cannot manage users.');
    expect(cards('adam', 'general', 'Mia Lund')[0]?.buttons).toEqual(['Deactivate', 'Keep Access']);
  });

  test('keeps their access where somebody says so, and the card and the history name them', async () => {
    await Promise.all([
      as('adam').click('Keep Access', { near: 'Mia Lund' }),
      as('olivia').click('Keep Access', { near: 'Mia Lund' }),
    ]);
    const shown = await card('general', /Access kept by (Adam Berg|Olivia Owner),/);
    expect(shown.buttons).toEqual([]);
    const kept = await fluxera.database.db.activity.findMany({ where: { action: 'user.access-kept' } });
    expect(kept).toMatchObject([
      { reason: 'Left Slack', source: 'SLACK', subjectId: (await user('mia')).id },
    ]);
    const told = ['adam', 'olivia'].map((name) =>
      as(name)
        .messages('general')
        .some(({ text }) => text.includes('Mia Lund keeps their access')),
    );
    expect(told.filter(Boolean)).toHaveLength(1);
    const { form } = await as('olivia').run('/users', { text: 'mia@acme.example' });
    expect(form?.text()).toMatch(/(Adam Berg|Olivia Owner) kept their access\.\n“Left Slack”/);
    await change('mia', { lastName: 'Elsewhere' });
    expect(cards('adam', 'general', 'Mia Lund')).toHaveLength(1);
  });

  test('who comes back and leaves again is to be decided about again, and who comes back first is not', async () => {
    await become('mia', 'normal');
    await become('mia', 'deactivated');
    await fluxera.slack.until(() => cards('adam', 'general', 'Mia Lund')[1], 'a second card');
    await become('mia', 'normal');
    const shown = await card('general', 'They are back in Slack, so nothing is to be decided.');
    expect(shown.buttons).toEqual([]);
  });

  test('is deactivated in the usual form, with the reason filled in, and the card says by whom', async () => {
    await become('victor', 'deactivated');
    await card('general', 'Victor Hale (victor@acme.example) has left Slack');
    await as('adam').click('Deactivate', { near: 'Victor Hale (victor' });
    const form = await as('adam').form('becomes inactive');
    expect(form.values()).toMatchObject({ Status: 'INACTIVE', Reason: 'Left Slack' });
    expect(form.text()).toContain('They are told by mail.');
    const { form: done } = await form.submit();
    expect(done?.text()).toContain('Victor Hale is inactive, and signed out.');
    const shown = await card(
      'general',
      /Victor Hale .+ They had access as Viewer[\s\S]+Deactivated by Adam Berg,/,
    );
    expect(shown.buttons).toEqual([]);
    const { form: details } = await as('adam').run('/users', { text: 'victor@acme.example' });
    expect(details?.text()).toContain('Adam Berg deactivated the account.\n“Left Slack”');
    await change('victor', { lastName: 'Elsewhere' });
    expect(cards('adam', 'general', 'Victor Hale')).toHaveLength(1);
  });

  test('and is the Owner cannot be deactivated by the card; without a channel it comes to who else can decide', async () => {
    await fluxera.database.db.notificationChannel.deleteMany({ where: { event: 'ACCESS' } });
    await become('olivia', 'deactivated');
    const shown = await card('dm', 'Olivia Owner (olivia@acme.example) has left Slack');
    expect(shown.text).toContain('ownership must be handed over first.');
    expect(shown.buttons).toEqual([]);
    await become('olivia', 'normal');
    await card('dm', 'They are back in Slack');
  });

  test('can be decided about as soon as ownership was handed over, which was offered before they left', async () => {
    await as('olivia').run('/users', { text: 'olivia@acme.example' });
    await as('olivia').click('Transfer Ownership');
    const form = await as('olivia').form(/^Transfer ownership/);
    form.fill({ 'New Owner': 'adam', 'Your New Role': 'Member', 'Workspace Name': 'Acme' });
    await form.submit();
    const offer = await as('adam').waitForMessage('dm', 'wants you to be the Owner of Acme');
    await become('olivia', 'deactivated');
    await fluxera.slack.until(() => cards('adam', 'dm', 'Olivia Owner')[1], 'the card of the Owner');
    await offer.click('Accept Ownership');
    await as('adam').waitForMessage('dm', /Olivia Owner .+ They still have access as Member/);
    expect(cards('adam', 'dm', 'Olivia Owner').at(-1)?.buttons).toEqual(['Deactivate', 'Keep Access']);
  });

  test('and has no account here, or none any more, is nobody’s concern', async () => {
    const before = await fluxera.database.db.slackDeparture.count();
    await become('nora', 'deactivated');
    await become('victor', 'deactivated');
    expect(await fluxera.database.db.slackDeparture.count()).toBe(before);
  });
});

describe('By the address that Slack has confirmed', () => {
  test('whoever never used the product in Slack is noticed when they leave and when they come back, and not linked', async () => {
    await fluxera.slack.people.join({ name: 'pia', email: 'pia@acme.example' });
    await as('adam').run('/invite', { text: 'pia@acme.example viewer' });
    await acceptAndVerify(fluxera, 'pia@acme.example', { 'First Name': 'Pia', 'Last Name': 'Ray' });
    await change('pia', { isDeleted: true, isGuest: true });
    await become('pia', 'normal');
    await become('pia', 'deactivated');
    const shown = await card('dm', 'Pia Ray (pia@acme.example) has left Slack');
    expect(shown.buttons).toEqual(['Deactivate', 'Keep Access']);
    await become('pia', 'normal');
    await card('dm', /Pia Ray[\s\S]+They are back in Slack/);
    expect(cards('adam', 'dm', 'Pia Ray')).toHaveLength(1);
    expect(await user('pia')).toMatchObject({ slackUserId: null, status: 'ACTIVE' });
  });

  test('whoever comes back with another Slack account is themselves again, once the old one is deactivated and not before', async () => {
    const { people } = fluxera.slack;
    const old = await user('mia');
    await people.join({ name: 'mia2', email: 'mia.again@acme.example' });
    await change('mia2', { email: 'mia@acme.example' });
    expect((await as('mia2').run('/users')).text).toContain('You do not have a Fluxera account yet.');
    await become('mia', 'deactivated');
    await card('dm', /Mia Lund[\s\S]+They still have access/);
    fluxera.passTime(61_000);
    expect((await as('mia2').run('/users')).form?.title()).toBe('People');
    await card('dm', /Mia Lund[\s\S]+They are back in Slack/);
    const { id, slackUserId } = await user('mia');
    expect({ id, slackUserId }).toEqual({ id: old.id, slackUserId: as('mia2').id });
    const linked = await fluxera.database.db.activity.findFirstOrThrow({
      where: { action: 'user.slack-linked', subjectId: id },
      orderBy: { id: 'desc' },
    });
    expect(linked).toMatchObject({ before: { slackUserId: old.slackUserId }, after: { slackUserId } });
  });
});
