import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { until } from '../harness/until.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

let fluxera: TestFluxera;
const olivia = () => fluxera.slack.as('olivia');
const victor = () => fluxera.slack.as('victor');

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  await olivia().run('/invite', { text: 'victor@acme.example viewer' });
  await acceptAndVerify(fluxera, 'victor@acme.example', { 'First Name': 'Victor', 'Last Name': 'Hale' });
  const { db } = fluxera.database;
  await db.notificationChannel.updateMany({
    where: { event: 'DIGEST' },
    data: { slackChannelId: 'C0RANDOM01' },
  });
  // From eight in the morning to eight in the morning.
  fluxera.passTime(DAY_MS - (Date.now() % DAY_MS) + 8 * HOUR_MS);
});
afterAll(() => fluxera.stop());

async function invite(addresses: string[], role: string) {
  await olivia().run('/invite', { text: `${addresses.join(' ')} ${role}` });
  for (const address of addresses) await fluxera.slack.waitForMail(address);
}

/** What the schedule does, and waits until nothing of it is left to do. */
async function digestTime() {
  const { pool } = fluxera.database;
  await pool.query("SELECT graphile_worker.add_job('post-digests', '{}')");
  await until('the digest is done', async () => {
    const { rows } = await pool.query(
      "SELECT 1 FROM graphile_worker.jobs WHERE task_identifier IN ('post-digests', 'post-digest')",
    );
    return rows.length === 0;
  });
}

const digests = (who = olivia()) =>
  who.messages('random').filter(({ text }) => /Ends within|Expired since/.test(text));

describe('the digest in its channel', () => {
  test('says nothing where nothing ends or has ended', async () => {
    fluxera.passTime(HOUR_MS);
    await digestTime();
    expect(digests()).toEqual([]);
    fluxera.passTime(-HOUR_MS);
  });

  test('tells at nine what ends within two days, with a button each', async () => {
    await invite(['jane@example.com', 'ali@example.com'], 'member');
    fluxera.passTime(5 * DAY_MS);
    await digestTime();
    expect(digests()).toEqual([]);
    fluxera.passTime(HOUR_MS);
    await digestTime();
    await digestTime();
    const [digest, ...others] = digests();
    expect(others).toEqual([]);
    expect(digest?.fallback).toBe('2 invitations end within two days.');
    expect(digest?.text).toContain('Ends within two days');
    expect(digest?.text).toContain('jane@example.com\nMember · invited by Olivia Owner\nResend\nEnds ');
    expect(digest?.text).toMatch(/Ends .+ at 8:00 AM/);
    expect(digest?.buttons).toEqual(['Resend', 'Resend']);
  });

  test('refuses whoever may not send it again in private, and stays as it is', async () => {
    const [before] = digests();
    await victor().click('Resend', { near: 'jane@example.com' });
    const refusal = await victor().waitForMessage('random', 'Your role, Viewer, cannot invite users');
    expect(refusal.ephemeral).toBe(true);
    expect(
      olivia()
        .messages('random')
        .some(({ text }) => text.includes('Your role, Viewer')),
    ).toBe(false);
    expect(digests()[0]?.text).toBe(before?.text);
  });

  test('says in the place of the button who sent one again, and leaves the others', async () => {
    const [before] = digests();
    await olivia().click('Resend', { near: 'jane@example.com' });
    const after = await olivia().waitForMessage('random', 'Olivia Owner sent it again.');
    expect(after.ts).toBe(before?.ts);
    expect(after.buttons).toEqual(['Resend']);
    expect(after.text).toContain(
      'jane@example.com\nMember · invited by Olivia Owner\nOlivia Owner sent it again.',
    );
    expect(after.text).toContain('ali@example.com\nMember · invited by Olivia Owner\nResend\nEnds ');
    expect(
      await fluxera.database.db.invitation.findFirst({ where: { email: 'jane@example.com' } }),
    ).toMatchObject({
      version: 2,
      status: 'PENDING',
    });
  });

  test('the next day says what has expired since, and a press of two people sends it once', async () => {
    fluxera.passTime(2 * DAY_MS);
    await digestTime();
    const digest = digests().at(-1);
    expect(digest?.fallback).toBe('1 invitation has expired.');
    expect(digest?.text).toContain('Expired since the last digest');
    expect(digest?.text).toMatch(/Expired .+ at 8:00 AM/);
    expect(digest?.text).not.toContain('jane@example.com');
    const near = 'ali@example.com';
    await Promise.all([olivia().click('Resend', { near }), olivia().click('Resend', { near })]);
    const told = await olivia().waitForMessage(
      'random',
      'ali@example.com\nMember · invited by Olivia Owner\nOlivia Owner sent it again.',
    );
    expect(told.ts).toBe(digest?.ts);
    await until('one of the two hears that it was done already', () =>
      olivia()
        .messages('random')
        .some(({ ephemeral, text }) => ephemeral && text.includes('ali@example.com')),
    );
    expect(
      await fluxera.database.db.invitation.findFirst({ where: { email: 'ali@example.com' } }),
    ).toMatchObject({
      version: 2,
      status: 'PENDING',
    });
  });

  test('lists ten at most, says how many more there are, and opens the list of them all', async () => {
    await invite(
      Array.from({ length: 13 }, (_, index) => `guest${index + 1}@example.com`),
      'viewer',
    );
    fluxera.passTime(5 * DAY_MS);
    await digestTime();
    const digest = digests().at(-1);
    expect(digest?.fallback).toBe('14 invitations end within two days and 1 has expired.');
    expect(digest?.buttons).toEqual([...Array(10).fill('Resend'), 'Show All', 'Resend']);
    expect(digest?.text).toContain('…and 4 more');
    await olivia().click('Show All');
    const list = await olivia().form('Invitations');
    expect(list.text()).toContain('guest13@example.com');
    await list.cancel();
  });

  test('is not missed where its channel cannot be posted to: the Owner hears', async () => {
    const { db } = fluxera.database;
    await db.notificationChannel.updateMany({
      where: { event: 'DIGEST' },
      data: { slackChannelId: 'C0NOWHERE1' },
    });
    fluxera.passTime(DAY_MS);
    await digestTime();
    await olivia().waitForMessage(
      'dm',
      'Invitations expire or have expired, but Fluxera could not say so in',
    );
    await db.notificationChannel.updateMany({
      where: { event: 'DIGEST' },
      data: { slackChannelId: 'C0RANDOM01' },
    });
  });

  test('leaves out who has been invited anew, or has joined, since theirs expired', async () => {
    fluxera.passTime(8 * DAY_MS);
    await digestTime();
    await invite(['over@example.com', 'anew@example.com', 'joined@example.com'], 'viewer');
    fluxera.passTime(7 * DAY_MS);
    await invite(['anew@example.com', 'joined@example.com'], 'viewer');
    await fluxera.slack.until(
      () => fluxera.slack.mails().filter(({ to }) => to.email === 'joined@example.com')[1],
      'a second mail',
    );
    await acceptAndVerify(fluxera, 'joined@example.com');
    await digestTime();
    const digest = digests().at(-1);
    expect(digest?.fallback).toBe('1 invitation has expired.');
    expect(digest?.text).toContain('over@example.com');
  });
});
