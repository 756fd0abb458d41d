import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { createSignedWebhook, eventOf } from '../harness/sendgrid-events.ts';
import { until } from '../harness/until.ts';
import { dialog, goTo, openMail, press } from './local-slack.ts';
import { createPeople, type People, phone, sees } from './people.ts';

jest.setTimeout(30_000);

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

const webhook = createSignedWebhook();
let fluxera: TestFluxera;
let people: People;
let olivia: Page;

beforeAll(async () => {
  [fluxera, people] = await Promise.all([
    startTestFluxera({ sendgridWebhookKey: webhook.publicKey }),
    createPeople(),
  ]);
  await setUp(fluxera);
  fluxera.passTime(DAY_MS - (Date.now() % DAY_MS) + 8 * HOUR_MS);
  olivia = await people.newPerson();
  await olivia.goto(fluxera.slack.url);
  await press(olivia, 'Hide');
}, 60_000);
afterAll(async () => {
  await people?.close();
  await fluxera?.stop();
});
afterEach(() => expect(people.complaints()).toEqual([]));

async function invite(text: string) {
  await fluxera.slack.as('olivia').run('/invite', { text, channel: 'onboarding' });
  const { db } = fluxera.database;
  await until('it is sent', async () => (await db.invitation.count({ where: { delivery: 'QUEUED' } })) === 0);
}

const due = (job: string) =>
  fluxera.database.pool.query('SELECT graphile_worker.add_job($1, $2)', [job, '{}']);

describe('What invitations say by themselves, in a real browser', () => {
  test('those who join within minutes stand in one message', async () => {
    for (const [name, last] of [
      ['Jane', 'Doe'],
      ['Ali', 'Berg'],
      ['Noor', 'Haddad'],
      ['Mia', 'Lund'],
      ['Sam', 'Okafor'],
    ]) {
      const address = `${name?.toLowerCase()}@acme.example`;
      await invite(`${address} member`);
      await acceptAndVerify(fluxera, address, { 'First Name': name ?? '', 'Last Name': last ?? '' });
    }
    fluxera.passTime(60_000);
    await sees(olivia, /Jane Doe · Member · invited by Olivia Owner/);
    await sees(olivia, /Sam Okafor · Member/);
    await people.picture(olivia, 'acceptances');
  });

  test('the inviter hears of a mail that bounced, and mends the address there', async () => {
    await invite('Zoe Falk <zoe@exmaple.com> viewer');
    const { id, workspaceId, version, email } = await fluxera.database.db.invitation.findFirstOrThrow({
      where: { email: 'zoe@exmaple.com' },
    });
    await webhook.post(fluxera.running.localUrl, [
      eventOf(
        { id, workspaceId, version, email },
        { event: 'bounce', reason: '550 5.1.2 Host exmaple.com not found' },
      ),
    ]);
    await goTo(olivia, /^Fluxera/);
    await sees(olivia, /zoe@exmaple\.com did not arrive/);
    await people.picture(olivia, 'bounced-mail');
    await olivia.getByRole('button', { name: 'Edit the address of zoe@exmaple.com' }).click();
    await dialog(olivia).getByLabel('Email Address').fill('zoe@example.com');
    await dialog(olivia).getByRole('button', { name: 'Resend', exact: true }).click();
    await sees(olivia, /sent it again, to zoe@example\.com/);
  });

  test('several mails that bounced at once stand in one message', async () => {
    await invite('pat@exmaple.com kai@exmaple.com uma@exmaple.com viewer');
    const { db } = fluxera.database;
    const bounced = await db.invitation.findMany({ where: { email: { endsWith: 'exmaple.com' } } });
    const reason = '550 5.1.2 Host exmaple.com not found';
    await webhook.post(
      fluxera.running.localUrl,
      bounced.map((invitation) => eventOf(invitation, { event: 'bounce', reason })),
    );
    await sees(olivia, '3 of your invitations did not arrive.');
    await olivia.getByRole('button', { name: 'Resend the invitation of kai@exmaple.com' }).click();
    await sees(olivia, 'Olivia Owner sent it again.');
    await people.picture(olivia, 'bounced-mails');
  });

  test('the digest says what ends, and who has sent one again', async () => {
    await invite('bo@example.com ida@example.com kim@example.com lea@example.com viewer');
    fluxera.passTime(5 * DAY_MS + HOUR_MS);
    await goTo(olivia, 'general');
    await due('post-digests');
    await sees(olivia, 'Ends within two days');
    await olivia.getByRole('button', { name: 'Resend the invitation of ida@example.com' }).click();
    await sees(olivia, 'Olivia Owner sent it again.');
    await people.picture(olivia, 'digest');
    const hand = await people.newPerson(phone);
    await hand.goto(fluxera.slack.url);
    await press(hand, 'Hide');
    await sees(hand, 'Olivia Owner sent it again.');
    await people.picture(hand, 'digest-phone');
    await hand.context().close();
  });

  test('whoever has not accepted is reminded by mail', async () => {
    await due('remind-invitees');
    await fluxera.slack.waitForMail('bo@example.com', /ends soon/);
    await openMail(olivia, 'bo@example.com', /ends soon/, 'Accept Invitation');
    await sees(olivia, /ends soon/);
    await people.picture(olivia, 'reminder-mail');
  });
});
