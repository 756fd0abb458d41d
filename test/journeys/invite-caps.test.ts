import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { DAY_MS } from '../harness/world.ts';

const HOUR_MS = DAY_MS / 24;

let fluxera: TestFluxera;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  await invite('adam@acme.example admin');
  await acceptAndVerify(fluxera, 'adam@acme.example', { 'First Name': 'Adam', 'Last Name': 'Berg' });
});
afterAll(() => fluxera.stop());

const olivia = () => fluxera.slack.as('olivia');
const invite = async (text: string, name = 'olivia') =>
  (await fluxera.slack.as(name).run('/invite', { text })).text;

/** How many mails somebody was to get: one of each version of each invitation. */
async function mailsTo(email: string): Promise<number> {
  const { _sum } = await fluxera.database.db.invitation.aggregate({
    where: { email },
    _sum: { version: true },
  });
  return _sum.version ?? 0;
}

async function cancel(email: string) {
  await olivia().run('/invitations', { text: `pending ${email}` });
  await olivia().click('Cancel Invitation');
  await (await olivia().form('stops working at once')).submit();
  await (await olivia().form()).cancel();
}

/** As if so many had been invited already. */
const spent = (cap: 'inviter' | 'workspace', points: number) =>
  fluxera.database.pool.query(`UPDATE rate_limit SET points = $1 WHERE key LIKE $2`, [
    points,
    `invite/${cap}:%`,
  ]);

/** For a cap whose end is a day, said in the reader's own time. */
const onSomeDay = 'Nothing was sent. Try again on \\w+, \\w+ \\d+, \\d{4} at \\d+:\\d\\d [AP]M\\.';

describe('one person gets five invitations a day, whatever is tried', () => {
  const tooOften = (email: string) =>
    new RegExp(
      `${email} has been sent 5 invitations within a day, which is the most that one person gets\\. ${onSomeDay}`,
    );

  test('by sending again and again', async () => {
    await invite('again@example.com viewer');
    for (let time = 2; time <= 5; time += 1) {
      await olivia().run('/invitations', { text: 'again@example.com' });
      await olivia().click('Resend');
      const list = await olivia().form('gets a new mail');
      await list.cancel();
    }
    await olivia().run('/invitations', { text: 'again@example.com' });
    await olivia().click('Resend');
    const list = await olivia().form('Not done.');
    expect(list.text()).toMatch(tooOften('again@example.com'));
    await list.cancel();
    expect(await mailsTo('again@example.com')).toBe(5);
  });

  test('by inviting, canceling and inviting anew', async () => {
    for (let time = 1; time <= 5; time += 1) {
      expect(await invite('loop@example.com viewer')).toContain('You invited loop@example.com');
      await cancel('loop@example.com');
    }
    expect(await invite('loop@example.com viewer')).toMatch(tooOften('loop@example.com'));
    expect(await mailsTo('loop@example.com')).toBe(5);
  });

  test('by several admins in turn', async () => {
    for (let time = 1; time <= 5; time += 1) {
      const name = time % 2 === 0 ? 'adam' : 'olivia';
      expect(await invite('shared@example.com viewer', name)).toContain('You invited shared@example.com');
      await cancel('shared@example.com');
    }
    expect(await invite('shared@example.com viewer', 'adam')).toMatch(tooOften('shared@example.com'));
    expect(await mailsTo('shared@example.com')).toBe(5);
  });

  test('by naming them among others: nobody of these is invited, and the form keeps all that was typed', async () => {
    const { form } = await olivia().run('/invite');
    const emails = 'first@example.com, loop@example.com';
    const { form: again } =
      (await form?.fill({ 'Email Address': emails, Role: 'Viewer', Message: 'Hello' }).submit()) ?? {};
    expect(again?.text()).toMatch(
      /loop@example\.com has been sent 5 invitations within a day, which is the most that one person gets\. Nothing was sent\. Try again on \w+ \d+, \d{4} at \d\d:\d\d \(UTC\)\./,
    );
    expect(again?.values()).toMatchObject({ 'Email Address': emails, Message: 'Hello' });
    await again?.cancel();
    expect(await mailsTo('first@example.com')).toBe(0);
    expect(await invite('first@example.com viewer')).toContain('You invited first@example.com');
  });

  test('until the day is over', async () => {
    fluxera.passTime(DAY_MS);
    expect(await invite('loop@example.com viewer')).toContain('You invited loop@example.com');
    expect(await mailsTo('loop@example.com')).toBe(6);
  });
});

describe('one person invites five hundred an hour', () => {
  test('whoever would be beyond hears when again; what was refused does not count', async () => {
    fluxera.passTime(DAY_MS);
    await invite('h0@example.com viewer');
    await spent('inviter', 498);
    expect(await invite('h1@example.com h2@example.com h3@example.com viewer')).toMatch(
      new RegExp(`You can invite 500 people in an hour, and this would be more\\. ${onSomeDay}`),
    );
    expect(await invite('h1@example.com h2@example.com viewer')).toContain('You invited');
    expect(await invite('h3@example.com viewer')).toContain('You can invite 500 people in an hour');
  });

  test('another admin is not held up by that, and the hour ends', async () => {
    expect(await invite('h4@example.com viewer', 'adam')).toContain('You invited h4@example.com');
    fluxera.passTime(HOUR_MS);
    expect(await invite('h3@example.com viewer')).toContain('You invited h3@example.com');
  });
});

describe('a workspace invites five thousand a day', () => {
  test('whoever would be beyond hears when again, whichever admin it is; what was refused does not count', async () => {
    fluxera.passTime(DAY_MS);
    await invite('w0@example.com viewer');
    await spent('workspace', 4999);
    const beyond = new RegExp(
      `Your workspace can invite 5000 people in a day, and this would be more\\. ${onSomeDay}`,
    );
    expect(await invite('w1@example.com w2@example.com viewer')).toMatch(beyond);
    expect(await invite('w1@example.com viewer', 'adam')).toContain('You invited w1@example.com');
    expect(await invite('w2@example.com viewer', 'adam')).toMatch(beyond);
    expect(await invite('w2@example.com viewer')).toMatch(beyond);
  });

  test('until the day is over', async () => {
    fluxera.passTime(DAY_MS);
    expect(await invite('w2@example.com viewer')).toContain('You invited w2@example.com');
  });
});
