import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { createSlowSlack } from '../harness/slow-slack.ts';

jest.setTimeout(20_000);

const between = createSlowSlack();
let fluxera: TestFluxera;
const olivia = () => fluxera.slack.as('olivia');

beforeAll(async () => {
  fluxera = await startTestFluxera({}, { between, acknowledgeWithinMs: 600 });
});
afterAll(() => fluxera.stop());

/** Holds back everybody who writes an activity entry until the work is done. */
async function whileActivityIsLocked(work: () => Promise<void>): Promise<void> {
  const client = await fluxera.database.pool.connect();
  try {
    await client.query('BEGIN; LOCK TABLE activity IN ACCESS EXCLUSIVE MODE');
    await work();
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

async function filledForm(email: string) {
  const { form } = await olivia().run('/invite');
  if (!form) throw new Error('no form');
  return form.fill({ 'Email Address': email, Role: 'Viewer' });
}

test('with a slow Slack a command is still acknowledged in time, and answered once', async () => {
  between.delay(340);
  const mia = fluxera.slack.as('mia');
  const reply = await mia.run('/invite');
  expect(reply).toMatchObject({ ok: true, text: '' });
  await mia.waitForMessage('general', 'not set up for this Slack workspace yet');
  await pause(500);
  expect(mia.messages('general').filter(({ text }) => text.includes('not set up'))).toHaveLength(1);
});

test('with a slow Slack the workspace can still be set up, and a Slack that fails meanwhile takes away nothing that was typed', async () => {
  between.delay(340);
  const reply = await olivia().run('/fluxera', { text: 'setup' });
  expect(reply.ok).toBe(true);
  const form = await olivia().form('Workspace Name');
  expect(form.values()).toMatchObject({ 'Workspace Name': 'Acme' });
  between.delay(0);
  between.fail('users.info');
  fluxera.passTime(61_000);
  form.fill({ 'Workspace Name': 'Acme Incorporated', 'Notification Channel': 'general' });
  const refused = await form.submit();
  expect(refused.form?.text()).toContain('Slack did not tell us who you are, so nothing was done.');
  expect(refused.form?.values()).toMatchObject({ 'Workspace Name': 'Acme Incorporated' });
  between.fail();
  const done = await form.submit();
  expect(done.form?.text()).toContain('Acme Incorporated is ready');
  await done.form?.cancel();
});

test('a form that takes too long says so at once, and how it went afterwards', async () => {
  const form = await filledForm('late@example.com');
  await whileActivityIsLocked(async () => {
    const { form: waiting } = await form.submit();
    expect(waiting?.title()).toBe('One moment…');
  });
  const sent = await olivia().form('You invited late@example.com as Viewer');
  await sent.cancel();
});

test('somebody who closes the waiting form hears of the outcome by a message', async () => {
  const form = await filledForm('closed@example.com');
  await whileActivityIsLocked(async () => {
    const { form: waiting } = await form.submit();
    await waiting?.cancel();
  });
  await olivia().waitForMessage('dm', 'You invited closed@example.com as Viewer');
});

test('somebody who closes the list right after Resend, or Resend All, hears of the outcome by a message', async () => {
  const emails = ['gone-1@example.com', 'gone-2@example.com'];
  await olivia().run('/invite', { text: `${emails.join(' ')} viewer` });
  for (const email of emails) await fluxera.slack.waitForMail(email);
  between.delay(340);
  const { form } = await olivia().run('/invitations', { text: 'gone-1' });
  await olivia().click('Resend');
  await form?.cancel();
  await olivia().waitForMessage('dm', 'gone-1@example.com gets a new mail and has until');
  const all = await olivia().run('/invitations', { text: 'pending gone' });
  await olivia().click('Resend All');
  await all.form?.cancel();
  await olivia().waitForMessage('dm', '2 invitations were sent again, with seven more days.');
  between.delay(0);
});

test('somebody who closes everything while an invitation is canceled hears of it once, by a message', async () => {
  const { form: list } = await olivia().run('/invitations', { text: 'pending closed@example.com' });
  await olivia().click('Cancel Invitation');
  const form = await olivia().form('Cancel invitation?');
  await whileActivityIsLocked(async () => {
    const { form: waiting } = await form.submit();
    await waiting?.cancel();
    await list?.cancel();
  });
  const said = 'The invitation of closed@example.com is canceled, and its link no longer works.';
  await olivia().waitForMessage('dm', said);
  expect(
    olivia()
      .messages('dm')
      .filter(({ text }) => text.includes(said)),
  ).toHaveLength(1);
});

test('a refusal that comes too late for its field stands above the form, with everything that was typed', async () => {
  const { pool } = fluxera.database;
  const form = await filledForm('jane.example.com');
  const client = await pool.connect();
  try {
    await client.query('BEGIN; LOCK TABLE "user" IN ACCESS EXCLUSIVE MODE');
    await form.submit();
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
  const again = await olivia().form('“jane.example.com” is not an email address');
  expect(again.values()).toMatchObject({ 'Email Address': 'jane.example.com' });
  await again.cancel();
});
