import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import {
  acceptAndVerify,
  linkFor,
  PASSWORD,
  setUp,
  startTestFluxera,
  type TestFluxera,
} from '../harness/fluxera.ts';
import { runDue } from '../harness/run-due.ts';
import type { Visitor } from '../harness/visitor.ts';
import { DAY_MS } from '../harness/world.ts';

let fluxera: TestFluxera;
let passed = 0;
const as = (name: string) => fluxera.slack.as(name);
const cast = ['olivia', 'adam', 'mia', 'victor'];

beforeAll(async () => {
  fluxera = await startTestFluxera();
  // Two in the night by UTC: in America it is still the day before.
  passDays((DAY_MS - (Date.now() % DAY_MS)) / DAY_MS + 2 / 24);
  await setUp(fluxera);
  await as('olivia').run('/invite', { text: 'adam@acme.example admin' });
  await acceptAndVerify(fluxera, 'adam@acme.example', { 'First Name': 'Adam', 'Last Name': 'Berg' });
  await as('adam').openHome();
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(async () => {
  for (const name of cast) while (as(name).hasForm()) await (await as(name).form()).dismiss();
});

const user = (email: string) => fluxera.database.db.user.findFirstOrThrow({ where: { email } });
const now = () => new Date(Date.now() + passed);

function passDays(days: number) {
  passed += days * DAY_MS;
  fluxera.passTime(days * DAY_MS);
}

/** So many days from today, as the picker of a day has it; the workspace's time zone is UTC. */
const day = (days: number) => new Date(now().getTime() + days * DAY_MS).toISOString().slice(0, 10);
/** The same, as people read it. */
const written = (date: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
/** And as they read it in Slack. */
const inSlack = (date: string) =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));

const remind = () => runDue(fluxera, 'remind-of-access-ends', 'tell-of-access-end');
const sweep = () => runDue(fluxera, 'end-access', 'tell-of-access-end', 'post-user-notice');

async function details(name: string) {
  while (as('olivia').hasForm()) await (await as('olivia').form()).dismiss();
  const { form } = await as('olivia').run('/users', { text: `${name}@acme.example` });
  if (form?.title() !== 'Person') throw new Error(`no details of ${name}`);
  return form;
}

async function signedIn(name: string): Promise<Visitor> {
  const browser = fluxera.visitor();
  const values = { 'Email Address': `${name}@acme.example`, Password: PASSWORD };
  await browser.press(await browser.open('/sign-in'), 'Sign In', values);
  return browser;
}

/** Sends the newest form of an end date once more, by and about others: what no screen offers. */
async function forge(by: string, about: string): Promise<string> {
  const sent = fluxera.slack
    .deliveries('view_submission')
    .map(({ body }) => submission.parse(typeof body === 'string' ? JSON.parse(body) : body))
    .findLast(({ view }) => view.callback_id === 'set_end_date');
  const { id, revision } = await user(`${about}@acme.example`);
  const payload = {
    ...sent,
    user: { ...sent?.user, id: as(by).id },
    view: { ...sent?.view, private_metadata: JSON.stringify({ id, revision }) },
  };
  const answer = await fluxera.slack.deliver({ payload: JSON.stringify(payload) });
  return 'body' in answer ? answer.body : '';
}

const submission = z.looseObject({
  user: z.looseObject({}),
  view: z.looseObject({ callback_id: z.string() }),
});

const reminders = (name: string) =>
  as(name)
    .messages('dm')
    .filter(({ text }) => text.includes('(Viewer) ends in'));

describe('An invitation with a last day', () => {
  test('cannot end today or in six years, and says which days it can', async () => {
    const { form } = await as('adam').run('/invite', { text: 'victor@acme.example' });
    const fields = { Role: 'Viewer', 'Access Until': day(0) };
    const { errors } = (await form?.fill(fields).submit()) ?? {};
    expect(errors?.['Access Until']).toBe(
      `Choose a day from ${inSlack(day(1))} to ${inSlack(fiveYearsOn())}, or none: then the access does not end.`,
    );
    const late = await form?.fill({ 'Access Until': day(6 * 365) }).submit();
    expect(late?.errors?.['Access Until']).toContain('Choose a day from');
  });

  test('says it in the mail, on the page, in the lists and on the account page', async () => {
    const { form } = await as('adam').run('/invite', { text: 'victor@acme.example' });
    await form?.fill({ Role: 'Viewer', 'Access Until': day(20) }).submit();
    const [until, shown] = [written(day(20)), inSlack(day(20))];
    const mail = await fluxera.slack.waitForMail('victor@acme.example', /Accept Invitation/);
    expect(mail.text).toContain(`Your access lasts until ${until}.`);
    const page = await fluxera.visitor().open(await linkFor(fluxera, 'victor@acme.example', 'invitation'));
    expect(page.text).toContain(`Your access lasts until\n${until}`);
    expect((await as('adam').run('/invitations')).form?.text()).toContain(`Access until ${shown}`);
    await as('adam').click('Details');
    expect((await as('adam').form('History')).text()).toContain(`Access until ${shown}`);
    const names = { 'First Name': 'Victor', 'Last Name': 'Hale' };
    const account = await acceptAndVerify(fluxera, 'victor@acme.example', names);
    expect(account.text).toContain(`Your role is Viewer, with access until ${until}`);
    await as('victor').openHome();
    expect((await as('olivia').run('/users')).form?.text()).toContain(`until ${shown}`);
    expect((await details('victor')).text()).toContain(`Access Until: ${shown}`);
  });

  test('is edited as long as it is open, and its history says so', async () => {
    await as('olivia').run('/invite', { text: 'ed@acme.example member' });
    await as('olivia').run('/invitations', { text: 'ed' });
    await as('olivia').click('Edit');
    const form = await as('olivia').form('keeps its link');
    await form.fill({ 'Access Until': day(3) }).submit();
    await as('olivia').click('Details');
    const shown = (await as('olivia').form('History')).text();
    expect(shown).toContain(`Access until ${inSlack(day(3))}`);
    expect(shown).toContain('Olivia Owner changed the end of access.');
  });

  test('whose last day is over is not accepted and not sent again, with the reason', async () => {
    const link = await linkFor(fluxera, 'ed@acme.example', 'invitation');
    passDays(4);
    const page = await fluxera.visitor().open(link);
    expect([page.status, page.title]).toEqual([410, expect.stringContaining('This invitation is over')]);
    expect(page.text).toContain(`until ${written(day(-1))}, and that day has passed. No account was made.`);
    await as('olivia').run('/invitations', { text: 'ed' });
    await as('olivia').click('Resend');
    expect((await as('olivia').form('Not done.')).text()).toContain(
      `The invitation of ed@acme.example gives access until ${inSlack(day(-1))}, and that day has passed`,
    );
  });
});

describe('The end of somebody’s access', () => {
  let browser: Visitor;

  test('is told 14 and 2 days before to whoever invited them, once each', async () => {
    await remind();
    expect(reminders('adam')).toEqual([]);
    passDays(2);
    await Promise.all([remind(), remind()]);
    expect(reminders('adam').map(({ text }) => text)).toEqual([
      expect.stringContaining(`(Viewer) ends in 14 days, on ${inSlack(day(14))}.`),
    ]);
    passDays(5);
    await remind();
    expect(reminders('adam')).toHaveLength(1);
    passDays(7);
    await remind();
    await remind();
    expect(reminders('adam')).toHaveLength(2);
    expect(reminders('adam')[1]?.text).toContain('ends in 2 days');
    expect(reminders('olivia')).toEqual([]);
  });

  test('is moved by Extend, in the message itself, which tells the person', async () => {
    await as('adam').click('Extend', { near: 'ends in 2 days' });
    const form = await as('adam').form('has access until');
    expect(form.values()).toMatchObject({ 'Access Until': day(2) });
    const late = await form.fill({ 'Access Until': day(0) }).submit();
    expect(late.errors?.['Access Until']).toContain('Choose a day from');
    const done = await form.fill({ 'Access Until': day(30), Reason: 'The audit takes longer.' }).submit();
    expect(done.form?.text()).toContain(`Victor Hale has access until ${inSlack(day(30))}`);
    const mail = await fluxera.slack.waitForMail('victor@acme.example', /another last day/);
    expect(mail.text).toContain(`Adam Berg gave you access to Acme until ${written(day(30))}.`);
    expect((await details('victor')).text()).toMatch(
      /Adam Berg gave access until .+, in place of .+\.\n“The audit takes longer\.”/,
    );
  });

  test('is told to the channel for access where the inviter may not manage people any more', async () => {
    await fluxera.database.pool.query(
      `UPDATE "user" SET status = 'INACTIVE' WHERE email = 'adam@acme.example'`,
    );
    passDays(17);
    await remind();
    await as('olivia').waitForMessage('general', 'ends in 13 days');
    passDays(11);
    await fluxera.database.db.notificationChannel.deleteMany({ where: { event: 'ACCESS' } });
    await remind();
    await as('olivia').waitForMessage('dm', 'ends in 2 days');
    await fluxera.database.pool.query(
      `UPDATE "user" SET status = 'ACTIVE' WHERE email = 'adam@acme.example'`,
    );
  });

  test('lasts until that day is over in the workspace’s time zone', async () => {
    browser = await signedIn('victor');
    const workspace = (timeZone: string) => fluxera.database.db.workspace.updateMany({ data: { timeZone } });
    await fluxera.database.db.user.updateMany({
      where: { email: 'victor@acme.example' },
      data: { accessUntil: new Date(`${day(-1)}T00:00:00Z`) },
    });
    await workspace('America/New_York');
    await sweep();
    expect((await user('victor@acme.example')).status).toBe('ACTIVE');
    expect((await browser.open('/account')).text).toContain('Victor Hale');
    expect((await as('victor').run('/users')).form?.title()).toBe('People');
    await workspace('UTC');
  });

  test('counts by the clock, at sign-in, on every page and in Slack, also where no sweep has run', async () => {
    expect((await browser.open('/account')).at).toContain('/sign-in');
    const values = { 'Email Address': 'victor@acme.example', Password: PASSWORD };
    const page = await browser.press(await browser.open('/sign-in'), 'Sign In', values);
    expect(page.text).toContain('Your access has ended');
    expect(page.text).toContain(`It was given until ${written(day(-1))}`);
    const answer = await as('victor').run('/users');
    expect(answer.text).toContain(
      `Your access to Fluxera ended on ${inSlack(day(-1))}, so nothing was done.`,
    );
    expect((await user('victor@acme.example')).status).toBe('ACTIVE');
  });

  test('deactivates them on the day after, signs them out, and says so to them and whoever invited them', async () => {
    await Promise.all([sweep(), sweep()]);
    const { identityId, status } = await user('victor@acme.example');
    expect(status).toBe('INACTIVE');
    const { db } = fluxera.database;
    expect(await db.session.count({ where: { identityId } })).toBe(0);
    const entries = await db.activity.findMany({
      where: { action: 'user.deactivated', subjectId: (await user('victor@acme.example')).id },
    });
    expect(entries).toMatchObject([
      { actorId: null, source: 'JOB', reason: `Access ended on ${inSlack(day(-1))}` },
    ]);
    const mail = await fluxera.slack.waitForMail('victor@acme.example', /access has ended/);
    expect(mail.text).toContain(`You had access to Acme until ${written(day(-1))}, and that day is over.`);
    await as('victor').waitForMessage('dm', 'that day is over');
    await as('adam').waitForMessage('dm', 'They are inactive now, and their seat is free.');
    await as('adam').click('Extend', { near: 'ends in 2 days' });
    await as('adam').waitForMessage('dm', 'Victor Hale is inactive already, so there is nothing to do.');
    expect((await details('victor')).text()).toContain(
      `The account became inactive.\n“Access ended on ${inSlack(day(-1))}”`,
    );
  });

  test('is asked for anew by whoever reactivates them: another day, or none', async () => {
    await details('victor');
    await as('olivia').click('Change Status');
    const form = await as('olivia').form('becomes active again');
    expect(form.values()).toMatchObject({ 'Access Until': day(-1) });
    const past = await form.submit();
    expect(past.errors?.['Access Until']).toContain('Choose a day from');
    await form.fill({ 'Access Until': day(5) }).submit();
    await as('olivia').form('Victor Hale is active again.');
    expect(await user('victor@acme.example')).toMatchObject({
      status: 'ACTIVE',
      accessUntil: new Date(`${day(5)}T00:00:00Z`),
    });
  });

  test('is nobody’s own to set, nor anybody’s to set for the Owner', async () => {
    const { form } = await as('adam').run('/users', { text: 'adam@acme.example' });
    expect(form?.buttons()).not.toContain('Set End Date');
    const { form: owner } = await as('adam').run('/users', { text: 'olivia@acme.example' });
    expect(owner?.buttons()).not.toContain('Set End Date');
    for (const [by, about, words] of [
      ['adam', 'adam', 'Nobody changes their own end date, so nothing was changed.'],
      ['adam', 'olivia', 'is the Owner, and only the Owner can change'],
      ['victor', 'adam', 'Your role, Viewer, cannot manage users.'],
    ] as const) {
      expect(await forge(by, about)).toContain(words);
      expect((await user(`${about}@acme.example`)).accessUntil).toBeNull();
    }
    await fluxera.database.pool.query(`UPDATE "user" SET access_until = now() WHERE role_kind = 'OWNER'`);
    expect(await user('olivia@acme.example')).toMatchObject({ accessUntil: null });
  });

  test('is moved or comes, where somebody extends it while the sweep runs: never both', async () => {
    await details('victor');
    await as('olivia').click('Set End Date');
    const form = await as('olivia').form('has access until');
    const later = day(40);
    passDays(6);
    const [{ errors, form: after, closed }] = await Promise.all([
      form.fill({ 'Access Until': later }).submit(),
      sweep(),
    ]);
    const { status, accessUntil } = await user('victor@acme.example');
    const isMoved = accessUntil?.toISOString().slice(0, 10) === later;
    expect(status).toBe(isMoved ? 'ACTIVE' : 'INACTIVE');
    expect(errors).toBeUndefined();
    if (isMoved) expect(closed).toBe(true);
    else expect(after?.text()).toContain('changed the account of Victor Hale');
  });
});

function fiveYearsOn() {
  const later = new Date(now());
  later.setUTCFullYear(later.getUTCFullYear() + 5);
  return later.toISOString().slice(0, 10);
}
