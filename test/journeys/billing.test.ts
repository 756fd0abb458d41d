import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { runDue } from '../harness/run-due.ts';
import { until } from '../harness/until.ts';

let fluxera: TestFluxera;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  await olivia().run('/invite', { text: 'adam@acme.example admin' });
  await acceptAndVerify(fluxera, 'adam@acme.example', { 'First Name': 'Adam', 'Last Name': 'Berg' });
});
afterAll(() => fluxera.stop());

const olivia = () => fluxera.slack.as('olivia');
const workspace = () => fluxera.database.db.workspace.findFirstOrThrow();

async function billing() {
  const { form } = await olivia().run('/fluxera', { text: 'billing' });
  if (!form) throw new Error('no form');
  expect(form.title()).toBe('Billing');
  return form;
}

/** Gives the plan that many seats through the form; returns what it says then. */
async function limitTo(seats: string) {
  const form = await billing();
  const result = await form.fill({ 'Seat Limit': seats }).submit();
  const text = result.form?.text();
  await form.cancel();
  return { ...result, text };
}

const warnings = () =>
  olivia()
    .messages('dm')
    .filter(({ text }) => / of its \d+ seats/.test(text));

/** Waits until everything that was queued has been done. */
const settled = () =>
  until('no job is left', async () => {
    const { rows } = await fluxera.database.pool.query(
      `SELECT FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier IN ('watch-seats', 'warn-of-seats', 'mail-seat-warning') LIMIT 1`,
    );
    return rows.length === 0;
  });

describe('the plan and its seats', () => {
  test('are shown to the Owner, with how many are in use and by whom', async () => {
    await olivia().run('/invite', { text: 'jane@example.com viewer' });
    const form = await billing();
    expect(form.text()).toContain(
      'Acme · Standard\n3 seats are in use: 2 people and 1 open invitation. There is no limit.',
    );
    expect(form.values()).toEqual({
      ...{ 'Plan Name': 'Standard', 'Seat Limit': '' },
      ...{ 'Billing Contact': '', 'Address of the Billing Contact': '' },
    });
    await form.cancel();
  });

  test('are not for an admin, who hears to ask the Owner and nobody else', async () => {
    const reply = await fluxera.slack.as('adam').run('/fluxera', { text: 'billing' });
    expect(reply.form).toBeUndefined();
    expect(reply.text).toMatch(/^Your role, Admin, cannot manage billing\. Ask @U0OLIVIA\d+\.$/);
  });

  test('are changed in place, and the change is recorded', async () => {
    const form = await billing();
    const { form: saved } = await form.fill({ 'Plan Name': ' Team\n2026 ', 'Seat Limit': '12' }).submit();
    expect(saved?.text()).toContain('Your changes are saved.');
    expect(saved?.text()).toContain(
      'Acme · Team 2026\n3 of 12 seats are in use: 2 people and 1 open invitation. 9 are free.',
    );
    await saved?.cancel();
    const entry = await fluxera.database.db.activity.findFirstOrThrow({
      where: { action: 'workspace.plan-changed' },
    });
    expect(entry).toMatchObject({
      before: { planName: 'Standard', seatLimit: null },
      after: { planName: 'Team 2026', seatLimit: 12 },
    });
  });

  test('a limit below what is in use is refused beside its field, with the numbers and what to do', async () => {
    const { errors } = await limitTo('2');
    expect(errors).toEqual({
      'Seat Limit':
        '3 seats are in use: 2 people and 1 open invitation. The limit cannot be lower than that. Choose 3 or more, or first cancel invitations in /invitations or deactivate people in /users.',
    });
    expect((await workspace()).seatLimit).toBe(12);
  });

  test('what is no number of seats, and a plan without a name, are refused beside their fields', async () => {
    const form = await billing();
    const named = await form.fill({ 'Plan Name': ' ' }).submit();
    expect(named.errors).toEqual({
      'Plan Name': 'The plan needs a name. Write what your contract calls it.',
    });
    const counted = await form.fill({ 'Plan Name': 'Team', 'Seat Limit': '2.5' }).submit();
    expect(counted.errors).toEqual({ 'Seat Limit': 'Please enter a whole number.' });
    await form.cancel();
  });

  test('where none is left, whoever invites hears where room can be made', async () => {
    await limitTo('3');
    const reply = await olivia().run('/invite', { text: 'late@example.com viewer' });
    expect(reply.text).toBe(
      'Your plan has 3 seats, and none is left. Nothing was done. Cancel invitations that nobody needs in /invitations, or let the Owner get more seats in /fluxera billing.',
    );
  });
});

describe('the Owner is warned', () => {
  test('when the limit makes the plan full, once, with a button that opens the plan', async () => {
    await settled();
    expect(warnings().map(({ text }) => text.split('\n')[0])).toEqual([
      'Acme uses all of its 3 seats: 2 people and 1 open invitation. Nobody else can be invited until there is room: cancel invitations that nobody needs with /invitations, or get more seats.',
    ]);
    await olivia().click('Billing');
    const form = await olivia().form('3 of 3 seats are in use');
    expect(form.text()).toContain('None is free.');
    await form.cancel();
  });

  test('when nine of ten seats are taken, once, and again when all are', async () => {
    await limitTo('10');
    await settled();
    expect((await workspace()).seatsWarned).toBe(0);
    const invite = async (first: number, last: number) => {
      for (let index = first; index <= last; index += 1) {
        await olivia().run('/invite', { text: `seat${index}@example.com viewer` });
      }
      await settled();
      return warnings()
        .slice(1)
        .map(({ text }) => text.split('\n')[0]);
    };
    expect(await invite(1, 5)).toEqual([]);
    const nearly = 'Acme uses 9 of its 10 seats: 2 people and 7 open invitations. 1 is left.';
    expect(await invite(6, 6)).toEqual([nearly]);
    const full = expect.stringContaining('Acme uses all of its 10 seats: 2 people and 8 open invitations.');
    expect(await invite(7, 7)).toEqual([nearly, full]);
  });

  test('anew when there was room again meanwhile', async () => {
    await olivia().run('/invitations', { text: 'seat1@example.com' });
    await olivia().click('Cancel Invitation');
    const form = await olivia().form('stops working at once');
    await form.submit();
    await (await olivia().form()).cancel();
    await settled();
    expect((await workspace()).seatsWarned).toBe(90);
    await olivia().run('/invite', { text: 'seat1@example.com viewer' });
    await settled();
    expect(warnings()).toHaveLength(4);
  });

  test('not any more where the limit is gone', async () => {
    const { text } = await limitTo('');
    expect(text).toContain('There is no limit.');
    await settled();
    expect(await workspace()).toMatchObject({ seatLimit: null, seatsWarned: 0 });
  });
});

describe('the billing contact', () => {
  const contact = {
    'Billing Contact': ' Bea  Till ',
    'Address of the Billing Contact': ' Bea@Till.Example ',
  };

  test('is a name and an address: what is missing or wrong is said beside its field, and nothing is lost', async () => {
    const form = await billing();
    const nameless = { ...contact, 'Billing Contact': '' };
    expect((await form.fill(nameless).submit()).errors).toEqual({
      'Billing Contact':
        'The contact needs a name, which the mails begin with. Or leave the address empty as well.',
    });
    const silent = { ...contact, 'Address of the Billing Contact': ' ' };
    expect((await form.fill(silent).submit()).errors).toEqual({
      'Address of the Billing Contact':
        'Without an address the contact hears nothing. Enter one, or leave the name empty as well.',
    });
    const wrong = { ...contact, 'Address of the Billing Contact': 'bea' };
    expect((await form.fill(wrong).submit()).errors).toEqual({
      'Address of the Billing Contact':
        '“bea” is not an email address. Check it; it should look like jane@example.com.',
    });
    expect(form.values()).toMatchObject(wrong);
    await form.cancel();
    expect((await workspace()).billingEmail).toBeNull();
  });

  test('is kept as addresses are, and that it changed is recorded, without name and address', async () => {
    const form = await billing();
    const { form: saved } = await form.fill(contact).submit();
    expect(saved?.text()).toContain('Your changes are saved.');
    await saved?.cancel();
    expect(await workspace()).toMatchObject({ billingName: 'Bea Till', billingEmail: 'bea@till.example' });
    const entries = await fluxera.database.db.activity.findMany({
      where: { action: 'workspace.billing-contact-changed' },
    });
    expect(entries).toMatchObject([{ before: null, after: null }]);
  });

  test('hears by mail that the plan is full', async () => {
    await limitTo('10');
    const mail = await fluxera.slack.waitForMail('bea@till.example', /All seats of Acme are in use/);
    expect(mail.text).toContain('Hello Bea Till,');
    expect(mail.text).toContain(
      'Acme uses all of its 10 seats: 2 people and 8 open invitations. Nobody else can be invited until there is room. The Owner has been told as well.',
    );
    expect(mail.text).toContain('because you are the billing contact of Acme on Fluxera');
  });

  test('of somebody who was slower stays as typed, with what happened, and can be saved knowingly', async () => {
    const form = await billing();
    await fluxera.database.db.workspace.updateMany({ data: { billingRevision: { increment: 1 } } });
    const { form: again } = await form.fill({ ...contact, 'Billing Contact': 'Ben Till' }).submit();
    expect(again?.text()).toContain(
      'Not saved. Olivia Owner changed the plan or the billing contact after you opened this, so nothing was saved. What you typed is still here: save again to put it in place of theirs.',
    );
    expect(again?.values()).toMatchObject({ 'Billing Contact': 'Ben Till' });
    const { form: saved } = (await again?.submit()) ?? {};
    expect(saved?.text()).toContain('Your changes are saved.');
    await saved?.cancel();
    expect((await workspace()).billingName).toBe('Ben Till');
  });
});

describe('the months before', () => {
  test('are told as they ended, a line for each, with how long they are known', async () => {
    const begins = await billing();
    expect(begins.text()).toContain('Counting begins today. The running month is as it is now.');
    await begins.cancel();
    await runDue(fluxera, 'count-seats');
    const { db } = fluxera.database;
    const [now] = await db.seatUsage.findMany();
    if (!now) throw new Error('nothing was counted');
    expect(now).toMatchObject({ people: 2, pending: 8, seatLimit: 10 });
    const month = (back: number) =>
      new Date(Date.UTC(now.month.getUTCFullYear(), now.month.getUTCMonth() - back, 1));
    await db.seatUsage.createMany({
      data: [1, 2, 3, 12].map((back) => ({
        ...{ ...now, month: month(back), people: 10, pending: 0 },
        ...{ seatLimit: back === 1 ? 20 : null, since: month(back) },
      })),
      skipDuplicates: true,
    });
    const form = await billing();
    const bars = form.text().match(/\w{3} \d{4} {2}[█░ ]{12} {2}\d+( of \d+)?/g) ?? [];
    expect(bars.map((line) => line.slice(8).trim())).toEqual([
      '██████        10 of 10',
      '██████░░░░░░  10 of 20',
      '██████        10',
      '██████        10',
    ]);
    expect(form.text()).toContain('Known since');
    await form.cancel();
    await db.seatUsage.deleteMany();
  });
});
