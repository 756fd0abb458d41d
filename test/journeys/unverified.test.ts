import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  deliveries,
  linkFor,
  PASSWORD,
  setUp,
  startTestFluxera,
  type TestFluxera,
} from '../harness/fluxera.ts';

describe.each(deliveries)('by %s,', (delivery) => {
  const EMAIL = 'adam@acme.example';
  let fluxera: TestFluxera;
  const adam = () => fluxera.slack.as('adam');

  beforeAll(async () => {
    fluxera = await startTestFluxera({}, { delivery });
    await setUp(fluxera);
    await fluxera.slack.as('olivia').run('/invite', { text: `${EMAIL} admin` });
    const browser = fluxera.visitor();
    await browser.press(
      await browser.open(await linkFor(fluxera, EMAIL, 'invitation')),
      'Accept Invitation',
      {
        'First Name': 'Adam',
        Password: PASSWORD,
      },
    );
    await linkFor(fluxera, EMAIL, 'verify');
  });
  afterAll(() => fluxera.stop());

  const verificationMails = () =>
    fluxera.slack.mails().filter(({ to, text }) => to.email === EMAIL && text.includes('/verify/'));

  test('an Admin who has not verified their address is told to do so, whatever they try', async () => {
    const { slack, database } = fluxera;
    for (const text of ['byadam@example.com viewer', '']) {
      const reply = await adam().run('/invite', { text });
      expect(reply.form).toBeUndefined();
      expect(reply.text).toContain('Verify your email address first: open the mail that Fluxera sent you');
    }
    expect((await adam().run('/users')).text).toContain('Verify your email address first');
    expect((await adam().openHome()).text).toContain('Verify your email address first');
    expect(slack.as('adam').hasForm()).toBe(false);
    expect(await database.db.invitation.count({ where: { email: 'byadam@example.com' } })).toBe(0);
  });

  test('a button sends the verification mail again, a few times an hour', async () => {
    for (const nth of [2, 3, 4, 5, 6]) {
      const { ts } = adam().messages('general').at(-1) ?? { ts: '' };
      await adam().run('/invite');
      await adam().click('Send It Again');
      await adam().waitForMessage('general', 'A new verification mail is on its way', { after: ts });
      await fluxera.slack.until(
        () => (verificationMails().length === nth ? true : undefined),
        `${nth} mails`,
      );
    }
    await adam().run('/invite');
    await adam().click('Send It Again');
    await adam().waitForMessage('general', 'That was too often');
    expect(verificationMails()).toHaveLength(6);
  });

  test('once verified, several requests at once find the same account', async () => {
    const browser = fluxera.visitor();
    await browser.press(await browser.open(await linkFor(fluxera, EMAIL, 'verify')), 'Verify Email Address');
    await fluxera.database.db.user.updateMany({ where: { email: EMAIL }, data: { slackUserId: null } });
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        adam().run('/invite', { text: `first-${index}@example.com viewer` }),
      ),
    );
    expect(replies.filter(({ text }) => !text.includes('You invited'))).toEqual([]);
    expect(await fluxera.database.db.activity.count({ where: { action: 'user.slack-linked' } })).toBe(2);
  });

  test('the button that still stands in an old message says that all is well', async () => {
    await adam().click('Send It Again');
    await adam().waitForMessage('general', 'Your address is verified already');
  });
});
