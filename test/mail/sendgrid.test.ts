import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createSendGrid } from '../../src/mail/sendgrid.ts';
import type { Mail, SendMail } from '../../src/mail/transport.ts';
import { type SendGridStandIn, startSendGrid } from '../harness/sendgrid-stand-in.ts';

let sendGrid: SendGridStandIn;
let sendMail: SendMail;

beforeAll(async () => {
  sendGrid = await startSendGrid();
  sendMail = createSendGrid({
    apiKey: 'SG.test',
    baseUrl: sendGrid.url,
    from: { email: 'mail@fluxera.example', name: 'Fluxera' },
    followOpens: false,
  });
});

afterAll(async () => {
  await sendGrid.close();
});

function mail(email: string, changes: Partial<Mail> = {}): Mail {
  return {
    key: email.replace(/\W/g, '-'),
    to: { email },
    subject: 'Hello',
    html: '<p>Hello</p>',
    text: 'Hello',
    category: 'invitation',
    customArgs: { invitation_id: '1' },
    ...changes,
  };
}

test('a mail arrives at SendGrid as its API wants it, with tracking off', async () => {
  const outcomes = await sendMail([
    mail('jane@guest.example', { to: { email: 'jane@guest.example', name: 'Jane Doe' } }),
  ]);
  expect(outcomes).toEqual([{ key: 'jane-guest-example', outcome: 'SENT' }]);
  expect(sendGrid.authorizations).toEqual(new Set(['Bearer SG.test']));
  expect(sendGrid.sent.at(-1)).toMatchObject({
    from: { email: 'mail@fluxera.example', name: 'Fluxera' },
    subject: 'Hello',
    categories: ['invitation'],
    personalizations: [{ to: [{ email: 'jane@guest.example', name: 'Jane Doe' }] }],
    custom_args: { invitation_id: '1' },
  });
});

test('the opening of an invitation is followed where somebody hears of it, and of no other mail', async () => {
  const from = { email: 'mail@fluxera.example' };
  const settings = { apiKey: 'SG.test', baseUrl: sendGrid.url, from };
  await createSendGrid({ ...settings, followOpens: true })([
    mail('followed@guest.example'),
    mail('left@guest.example', { category: 'password' }),
  ]);
  const followed = (email: string) =>
    sendGrid.sent.find(({ personalizations: [to] }) => to?.to[0]?.email === email)?.tracking_settings
      .open_tracking.enable;
  expect([followed('followed@guest.example'), followed('left@guest.example')]).toEqual([true, false]);
});

test('names and subjects cannot break a header', async () => {
  const odd = mail('odd@guest.example', {
    to: { email: 'odd@guest.example', name: 'Doe, Jane; "Bcc" <x@y.example>\r\nBcc: z@y.example' },
    subject: 'Hi\r\nBcc: everybody@guest.example\u2028and\u0000more',
  });
  expect(await sendMail([odd])).toEqual([{ key: odd.key, outcome: 'SENT' }]);
  expect(sendGrid.sent.at(-1)?.subject).toBe('Hi Bcc: everybody@guest.example and more');
  expect(sendGrid.sent.at(-1)?.personalizations[0]?.to[0]?.name).toBe(
    'Doe Jane Bcc x@y.example Bcc: z@y.example',
  );
});

test.each([
  [400, 'REFUSED'],
  [413, 'REFUSED'],
  [401, 'RETRY'],
  [403, 'RETRY'],
  [429, 'RETRY'],
  [500, 'RETRY'],
  [503, 'RETRY'],
])('%i counts as %s, and what is said of it names nobody', async (status, outcome) => {
  sendGrid.fail(`failing${status}@guest.example`, status);
  const [result, other] = await sendMail([
    mail(`failing${status}@guest.example`),
    mail('fine@guest.example'),
  ]).then((all) => all.sort((one, two) => one.key.localeCompare(two.key)));
  expect(result).toEqual({
    key: `failing${status}-guest-example`,
    outcome,
    reason: `SendGrid answered ${status}`,
  });
  expect(other?.outcome).toBe('SENT');
});

test.each([
  ['from.email', 'RETRY', 'SendGrid answered 400 about from.email: check MAIL_FROM'],
  ['personalizations.0.to.0.email', 'REFUSED', 'SendGrid answered 400 about personalizations.0.to.0.email'],
  ['jane@guest.example', 'REFUSED', 'SendGrid answered 400'],
])('whoever runs it reads that SendGrid refused %s', async (field, outcome, reason) => {
  sendGrid.fail('refused@guest.example', 400, field);
  expect(await sendMail([mail('refused@guest.example')])).toMatchObject([{ outcome, reason }]);
});

test('a SendGrid that cannot be reached is tried again later', async () => {
  const unreachable = await startSendGrid();
  await unreachable.close();
  const send = createSendGrid({
    apiKey: 'SG.test',
    baseUrl: unreachable.url,
    from: { email: 'a@b.example' },
    followOpens: false,
  });
  expect(await send([mail('jane@guest.example')])).toMatchObject([{ outcome: 'RETRY' }]);
});
