import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { createSignedWebhook, eventOf } from '../harness/sendgrid-events.ts';
import { type SendGridStandIn, startSendGrid } from '../harness/sendgrid-stand-in.ts';
import { until } from '../harness/until.ts';

const webhook = createSignedWebhook();
let sendgrid: SendGridStandIn;
let fluxera: TestFluxera;

beforeAll(async () => {
  sendgrid = await startSendGrid();
  fluxera = await startTestFluxera({
    sendgrid: { apiKey: 'SG.key', baseUrl: sendgrid.url },
    sendgridWebhookKey: webhook.publicKey,
  });
  await setUp(fluxera);
});
afterAll(async () => {
  await fluxera.stop();
  await sendgrid.close();
});

const olivia = () => fluxera.slack.as('olivia');
const post = (events: object[] | string) => webhook.post(fluxera.running.localUrl, events);
let people = 0;

/** Somebody who was invited, and whose mail SendGrid has taken. */
async function invited(email = `person${++people}@example.com`) {
  await olivia().run('/invite', { text: `${email} member` });
  await until('the mail is sent', async () => (await stateOf(email)).delivery === 'SENT');
  return stateOf(email);
}

const stateOf = (email: string) => fluxera.database.db.invitation.findFirstOrThrow({ where: { email } });

const bounce = { event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 5.1.1 No such user <here>' };
const reports = (email: string) =>
  olivia()
    .messages('dm')
    .filter(({ text }) => text.includes(`${email} did not arrive`));

const messageAt = (at: string) =>
  olivia()
    .messages('dm')
    .find(({ ts }) => ts === at);

describe('what SendGrid says of a mail', () => {
  test.each([
    ['processed', {}, 'SENT', ''],
    ['deferred', { response: '421 try again later' }, 'DEFERRED', '421 try again later'],
    ['delivered', { response: '250 OK' }, 'DELIVERED', ''],
    ['open', {}, 'OPENED', ''],
    ['open', { sg_machine_open: true }, 'DELIVERED', ''],
    ['bounce', { reason: '550 no mailbox' }, 'BOUNCED', '550 no mailbox'],
    ['bounce', { type: 'blocked', reason: '554 blocked' }, 'BOUNCED', '554 blocked'],
    ['bounce', { reason: `x\u0000\ud800y${'z'.repeat(600)}` }, 'BOUNCED', `x y${'z'.repeat(496)}`],
    ['dropped', { reason: 'Bounced Address' }, 'DROPPED', 'Bounced Address'],
    ['spamreport', {}, 'SPAM', ''],
    ['click', {}, 'SENT', ''],
  ])('%s %j becomes %s', async (event, more, delivery, deliveryDetail) => {
    const invitation = await invited();
    const response = await post([eventOf(invitation, { event, ...more })]);
    expect(response.status).toBe(204);
    expect(await stateOf(invitation.email)).toMatchObject({ delivery, deliveryDetail });
  });

  test('comes in any order and any number of times, and ends the same', async () => {
    const order: string[] = ['processed', 'deferred', 'delivered', 'open', 'bounce', 'dropped', 'spamreport'];
    const statuses = ['SENT', 'DEFERRED', 'DELIVERED', 'OPENED', 'BOUNCED', 'DROPPED', 'SPAM'];
    const invitation = await invited();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...order), { minLength: 1, maxLength: 8 }),
        async (events) => {
          await fluxera.database.db.invitation.updateMany({
            where: { id: invitation.id },
            data: { delivery: 'SENT', status: 'CANCELED', settledAt: new Date() },
          });
          const half = Math.ceil(events.length / 2);
          await post(events.slice(0, half).map((event) => eventOf(invitation, { event })));
          await post(events.slice(half).map((event) => eventOf(invitation, { event })));
          const last = Math.max(...events.map((event) => order.indexOf(event)));
          expect((await stateOf(invitation.email)).delivery).toBe(statuses[last]);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('about other versions, other mails and unknown invitations is taken and left', async () => {
    const invitation = await invited();
    const response = await post([
      eventOf({ ...invitation, version: 2 }, bounce),
      eventOf({ ...invitation, id: invitation.workspaceId }, bounce),
      eventOf({ ...invitation, workspaceId: invitation.id }, bounce),
      { email: invitation.email, timestamp: 1, event: 'bounce', category: ['verification'] },
      eventOf(invitation, { ...bounce, invitation_id: "' OR 1=1" }),
      eventOf(invitation, { event: 'group_unsubscribe' }),
      { nothing: true },
    ]);
    expect(response.status).toBe(204);
    expect(await stateOf(invitation.email)).toMatchObject({ delivery: 'SENT', deliveryDetail: '' });
  });

  test('about a reminder counts only where it did not arrive', async () => {
    const invitation = await invited();
    const reminder = { kind: 'reminder' };
    await post([eventOf(invitation, { event: 'open', ...reminder })]);
    expect((await stateOf(invitation.email)).delivery).toBe('SENT');
    await post([eventOf(invitation, { event: 'delivered' })]);
    await post([eventOf(invitation, { ...bounce, ...reminder })]);
    expect((await stateOf(invitation.email)).delivery).toBe('BOUNCED');
  });

  test('in a request of many events is written at once', async () => {
    const first = await invited();
    const all = [first, await invited(), await invited()];
    const many = Array.from({ length: 2000 }, (_, index) =>
      eventOf(all[index % all.length] ?? first, { event: index < 1000 ? 'delivered' : 'deferred' }),
    );
    expect((await post(many)).status).toBe(204);
    for (const { email } of all) expect((await stateOf(email)).delivery).toBe('DELIVERED');
  });
});

describe('whoever is not SendGrid', () => {
  test('changes nothing, and learns nothing', async () => {
    const invitation = await invited();
    const events = [eventOf(invitation, bounce)];
    const url = `${fluxera.running.localUrl}/webhooks/sendgrid`;
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const unsigned = { method: 'POST', body: JSON.stringify(events) };
    const forged = { 'x-twilio-email-event-webhook-timestamp': '1' };
    const answers = [
      await webhook.post(fluxera.running.localUrl, events, { key: privateKey }),
      await fetch(url, unsigned),
      await fetch(url, {
        ...unsigned,
        headers: { ...forged, 'x-twilio-email-event-webhook-signature': '!!!' },
      }),
      await fetch(url, {
        ...unsigned,
        headers: { ...forged, 'x-twilio-email-event-webhook-signature': 'MEUCIQ==' },
      }),
      await fetch(url, { method: 'POST' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(await stateOf(invitation.email)).toMatchObject({ delivery: 'SENT' });
    expect(fluxera.logged.filter((line) => line.includes('sendgrid request refused'))).toHaveLength(5);
  });

  test('cannot fill the memory', async () => {
    expect((await post('x'.repeat(5_300_000))).status).toBe(413);
  });

  test('what SendGrid itself garbles is refused', async () => {
    expect((await post('{"event":')).status).toBe(400);
    expect((await post('{}')).status).toBe(400);
  });
});

describe('an invitation whose mail does not arrive', () => {
  test('the channel for bounces hears of it', async () => {
    const invitation = await invited();
    await post([eventOf(invitation, bounce)]);
    const heard = await olivia().waitForMessage('general', `${invitation.email} as Member did not`);
    expect(heard.text).toContain(
      `The invitation of ${invitation.email} as Member did not arrive: the mail bounced.`,
    );
    expect(heard.buttons).toEqual(['Edit Address & Resend', 'Resend', 'Cancel Invitation']);
    await fluxera.database.db.notificationChannel.deleteMany({ where: { event: 'BOUNCES' } });
  });

  test('the inviter hears at once, and once, with what to do', async () => {
    const invitation = await invited('jone@example.com');
    await Promise.all(
      Array.from({ length: 5 }, () =>
        post([eventOf(invitation, { event: 'delivered' }), eventOf(invitation, bounce)]),
      ),
    );
    const told = await olivia().waitForMessage('dm', 'jone@example.com did not arrive');
    expect(told.text).toContain('Your invitation to jone@example.com did not arrive: the mail bounced.');
    expect(told.text).toContain('550 5.1.1 No such user <here>');
    expect(told.buttons).toEqual(['Edit Address & Resend', 'Resend', 'Cancel Invitation']);
    await post([eventOf(invitation, { event: 'dropped', reason: 'Bounced Address' })]);
    const { form } = await olivia().run('/invitations', { text: 'jone' });
    await olivia().click('Details');
    const details = await olivia().form('History');
    expect(details.text()).toContain('The mail bounced.\n“550 5.1.1 No such user <here>”');
    await details.cancel();
    await form?.cancel();
    expect(reports('jone@example.com')).toHaveLength(1);
  });

  test('Edit Address & Resend in the message sends it to the right address, and the message says so', async () => {
    const told = await olivia().waitForMessage('dm', 'jone@example.com did not arrive');
    await olivia().click('Edit Address & Resend');
    const form = await olivia().form('Edit address');
    await form.fill({ 'Email Address': 'jane@example.com' }).submit();
    const after = await olivia().waitForMessage('dm', 'sent it again');
    expect(after.ts).toBe(told.ts);
    expect(after.text).toContain(
      'Olivia Owner sent it again, to jane@example.com instead of jone@example.com.',
    );
    expect(after.text).toContain('Your invitation to jone@example.com did not arrive');
    expect(after.buttons).toEqual([]);
    await until('the mail goes out', () => sendgrid.received('jane@example.com').length > 0);
  });

  test('an old message shows what was done meanwhile, instead of doing something else', async () => {
    const invitation = await invited();
    await post([eventOf(invitation, bounce)]);
    const told = await olivia().waitForMessage('dm', `${invitation.email} did not arrive`);
    expect(told.buttons).toContain('Resend');
    const { form } = await olivia().run('/invitations', { text: invitation.email });
    await olivia().click('Cancel Invitation');
    await (await olivia().form('Cancel invitation?')).submit();
    await form?.cancel();
    await olivia().click('Resend');
    await olivia().waitForMessage('dm', `Olivia Owner canceled the invitation of ${invitation.email}`);
    const after = await olivia().waitForMessage('dm', 'Olivia Owner canceled it.');
    expect(after.ts).toBe(told.ts);
  });

  test('Cancel Invitation in the message cancels it, and the message says who did', async () => {
    const invitation = await invited();
    await post([eventOf(invitation, { event: 'spamreport' })]);
    await olivia().waitForMessage('dm', `${invitation.email} did not arrive: the mail was marked as spam.`);
    await olivia().click('Cancel Invitation', { near: `Your invitation to ${invitation.email}` });
    await (await olivia().form('Cancel invitation?')).submit();
    const { id } = invitation;
    await until('the message says so', () => reports(invitation.email)[0]?.buttons.length === 0);
    expect(reports(invitation.email)[0]?.text).toContain('Olivia Owner canceled it.');
    expect(await fluxera.database.db.invitation.findFirst({ where: { id } })).toMatchObject({
      status: 'CANCELED',
    });
  });

  test('several of one inviter are told of in one message, each with what to do about it', async () => {
    const all = [];
    for (let index = 0; index < 13; index++) all.push(await invited(`many${10 + index}@example.com`));
    await post(all.map((invitation) => eventOf(invitation, bounce)));
    const told = await olivia().waitForMessage('dm', '13 of your invitations did not arrive.');
    expect(told.text).toContain(
      'many10@example.com · Member\nThe mail bounced: 550 5.1.1 No such user <here>',
    );
    expect(told.text).toContain('many19@example.com');
    expect(told.text).not.toContain('many20@example.com');
    expect(told.text).toContain('…and 3 more');
    expect(told.buttons.filter((button) => button === 'Edit Address & Resend')).toHaveLength(10);
    expect(reports('many10@example.com')).toHaveLength(0);

    await olivia().click('Resend', { near: 'many12@example.com' });
    const resent = await olivia().waitForMessage('dm', 'many12@example.com · Member\nThe mail bounced');
    await until('the message says so', () => messageAt(resent.ts)?.text.includes('sent it again.') === true);
    await olivia().click('Cancel Invitation', { near: 'many13@example.com' });
    await (await olivia().form('Cancel invitation?')).submit();
    await until('the message says so', () => messageAt(resent.ts)?.text.includes('canceled it.') === true);
    const after = messageAt(told.ts);
    expect(after?.text).toContain('…and 3 more');
    expect(after?.buttons.filter((button) => button === 'Edit Address & Resend')).toHaveLength(8);
    await olivia().click('Show All');
    const list = await olivia().form('Invitations');
    expect(list.text()).toContain('many22@example.com');
    await list.cancel();
  });

  test('nobody is told of one that is settled already', async () => {
    const invitation = await invited();
    await fluxera.database.db.invitation.updateMany({
      where: { id: invitation.id },
      data: { status: 'CANCELED', settledAt: new Date() },
    });
    await post([eventOf(invitation, bounce)]);
    expect(await stateOf(invitation.email)).toMatchObject({ delivery: 'BOUNCED' });
    const { db } = fluxera.database;
    expect(
      await db.activity.count({ where: { action: 'invitation.bounced', subjectId: invitation.id } }),
    ).toBe(0);
  });
});

test('without the key there is nothing, and whoever runs it reads why', async () => {
  const other = await startTestFluxera({ sendgrid: { apiKey: 'SG.key', baseUrl: sendgrid.url } });
  expect((await webhook.post(other.running.localUrl, [])).status).toBe(404);
  expect(other.logged.some((line) => line.includes('SENDGRID_WEBHOOK_PUBLIC_KEY is not set'))).toBe(true);
  await other.stop();
});
