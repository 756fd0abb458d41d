import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  acceptAndVerify,
  deliveries,
  setUp,
  startTestFluxera,
  type TestFluxera,
} from '../harness/fluxera.ts';

describe.each(deliveries)('by %s,', (delivery) => {
  let fluxera: TestFluxera;
  const olivia = () => fluxera.slack.as('olivia');

  /** Somebody writes in #general, and Olivia uses the shortcut in the menu of that message. */
  async function shortcutOn(text: string, by = 'olivia') {
    await fluxera.slack.as('nora').say('general', text);
    const message = fluxera.slack.as(by).messages('general').at(-1);
    if (!message) throw new Error('no message');
    return { ...(await message.shortcut('Invite from this message')), ts: message.ts };
  }

  beforeAll(async () => {
    fluxera = await startTestFluxera({}, { delivery });
    await setUp(fluxera);
  });
  afterAll(() => fluxera.stop());

  test('“Invite someone” opens the empty form, and it is sent', async () => {
    const { ok, form } = await olivia().shortcut('Invite someone');
    expect(ok).toBe(true);
    expect(form?.values()).toMatchObject({ 'Email Address': '', Message: '' });
    const sent = await form?.fill({ 'Email Address': 'jane@example.com', Role: 'Viewer' }).submit();
    expect(sent?.form?.text()).toContain('You invited jane@example.com as Viewer');
    await sent?.form?.cancel();
    await fluxera.slack.waitForMail('jane@example.com');
    expect(fluxera.slack.deliveries('shortcut').at(-1)).toMatchObject({
      by: delivery,
      status: 200,
      body: { callback_id: 'invite_someone', user: { id: olivia().id }, team: { id: 'T0ACME0001' } },
    });
  });

  test('a message’s shortcut fills in everybody whom it names, but for users and the invited', async () => {
    const { form } = await shortcutOn(
      'New: max@example.com, Ann Ash <ann@example.com>; jane@example.com and OLIVIA@acme.example know.',
    );
    expect(form?.values()).toMatchObject({ 'Email Address': 'max@example.com, ann@example.com' });
    expect(form?.text()).toContain(
      'Left out, as they have an account or an invitation already: olivia@acme.example and jane@example.com.',
    );
    const refused = await form?.fill({ Role: 'Viewer', 'First Name': 'Max' }).submit();
    expect(refused?.errors).toEqual({ 'First Name': expect.stringContaining('Leave the names empty') });
    const sent = await form?.fill({ 'First Name': '' }).submit();
    expect(sent?.form?.text()).toContain('You invited max@example.com and ann@example.com as Viewer');
    await sent?.form?.cancel();
  });

  test('a message that names nobody, or nobody new, is answered below it, and no form opens', async () => {
    const nobody = await shortcutOn('Who is coming to lunch?');
    expect([nobody.ok, nobody.form]).toEqual([true, undefined]);
    const told = await olivia().waitForMessage('general', 'There is no email address in this message', {
      after: nobody.ts,
    });
    expect(told.ephemeral).toBe(true);
    const known = await shortcutOn('jane@example.com and olivia@acme.example');
    expect(known.form).toBeUndefined();
    const answer = await olivia().waitForMessage('general', 'jane@example.com is invited already', {
      after: known.ts,
    });
    expect(answer.text).toContain('olivia@acme.example is a user of Fluxera already');
    expect(
      fluxera.slack
        .as('adam')
        .messages('general')
        .map(({ text }) => text),
    ).not.toContain(answer.text);
  });

  test('whose invitation has lapsed is somebody to invite again', async () => {
    await olivia().run('/invite', { text: 'late@example.com viewer' });
    fluxera.passTime(8 * 24 * 60 * 60 * 1000);
    const { form } = await shortcutOn('late@example.com');
    expect(form?.values()).toMatchObject({ 'Email Address': 'late@example.com' });
    await form?.cancel();
  });

  test('more people than can be invited at once are refused with both numbers', async () => {
    const many = Array.from({ length: 51 }, (_, at) => `new${at}@example.com`).join(' ');
    const { form, ts } = await shortcutOn(many);
    expect(form).toBeUndefined();
    await olivia().waitForMessage('general', '51 addresses are too many at once: the most is 50', {
      after: ts,
    });
  });

  test('a Viewer gets the form to ask for it by both, with whom the message names', async () => {
    await olivia().run('/invite', { text: 'victor@acme.example viewer' });
    await acceptAndVerify(fluxera, 'victor@acme.example');
    const { form } = await fluxera.slack.as('victor').shortcut('Invite someone');
    expect(form?.title()).toBe('Ask to invite');
    await form?.cancel();
    const used = await shortcutOn('kim@example.com, olivia@acme.example', 'victor');
    expect(used.form?.values()).toMatchObject({ 'Email Address': 'kim@example.com' });
    expect(used.form?.text()).toContain('Left out, as they have an account');
    const sent = await used.form?.fill({ Role: 'Member' }).submit();
    expect(sent?.form?.text()).toContain('You asked to invite kim@example.com as Member.');
    await sent?.form?.cancel();
    await olivia().waitForMessage('general', 'asks to invite kim@example.com as Member.');
  });

  test('strangers and people without an account are refused by both, with the reason', async () => {
    for (const [name, words] of [
      ['nora', 'You do not have a Fluxera account yet.'],
      ['stella', 'only for members of this Slack workspace'],
    ] as const) {
      const person = fluxera.slack.as(name);
      expect((await person.shortcut('Invite someone')).form).toBeUndefined();
      await person.waitForMessage('dm', words);
      const used = await shortcutOn('secret@example.com olivia@acme.example', name);
      expect(used.form).toBeUndefined();
      const told = await person.waitForMessage('general', words, { after: used.ts });
      expect(told.text).not.toContain('olivia@acme.example');
    }
  });

  test('no address of a message got into the log', () => {
    expect(fluxera.logged.join('\n')).not.toMatch(/@(acme|example)\./);
  });
});
