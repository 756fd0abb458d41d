import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { PersonChange } from '../../sandbox/acts/change-people.ts';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { createSlowSlack } from '../harness/slow-slack.ts';

const MINUTE_MS = 60_000;
const between = createSlowSlack();
let fluxera: TestFluxera;
const adam = () => fluxera.slack.as('adam');

beforeAll(async () => {
  fluxera = await startTestFluxera({}, { between });
  await setUp(fluxera);
  await fluxera.slack.as('olivia').run('/invite', { text: 'adam@acme.example admin' });
  await acceptAndVerify(fluxera, 'adam@acme.example');
  expect((await adam().run('/invite', { text: 'first@example.com viewer' })).text).toContain('You invited');
});
afterAll(() => fluxera.stop());

test.each<[string, PersonChange]>([
  ['a guest', { isGuest: true }],
  ['a guest of one channel', { isSingleChannelGuest: true }],
  ['a stranger', { isStranger: true }],
  ['a person of another company', { teamId: 'T0OTHER001' }],
])(
  'an Admin who has become %s can do nothing any more, at the latest after a minute',
  async (_what, change) => {
    await fluxera.slack.people.change('adam', change);
    fluxera.passTime(MINUTE_MS + 1000);
    const reply = await adam().run('/invite', { text: 'byguest@example.com admin' });
    expect(reply.text).toContain('only for members of this Slack workspace');
    expect((await adam().run('/users')).text).toContain('only for members of this Slack workspace');
    await fluxera.slack.people.become('adam', 'normal');
    expect(await fluxera.database.db.invitation.count({ where: { email: 'byguest@example.com' } })).toBe(0);
    expect((await adam().run('/invite', { text: 'help' })).text).toContain('Invite people');
  },
);

test('what somebody sent before they were deactivated in Slack is not done afterwards', async () => {
  const { deliveries, deliver, people } = fluxera.slack;
  await adam().run('/users');
  const sent = z.record(z.string(), z.string()).parse(deliveries('command').at(-1)?.body);
  await people.become('adam', 'deactivated');
  fluxera.passTime(MINUTE_MS + 1000);
  const answer = await deliver({ ...sent, command: '/invite', text: 'late@example.com admin' });
  expect(answer).toMatchObject({ status: 200 });
  expect('body' in answer && answer.body).toContain('only for members of this Slack workspace');
  expect(await fluxera.database.db.invitation.count({ where: { email: 'late@example.com' } })).toBe(0);
  await people.become('adam', 'normal');
});

test('nothing is done for anybody while Slack does not say who they are, and a form keeps what was typed', async () => {
  const { form } = await adam().run('/invite');
  if (!form) throw new Error('no form');
  const filled = { 'Email Address': 'unknown@example.com', Message: 'A long message' };
  form.fill({ ...filled, Role: 'Viewer' });
  fluxera.passTime(MINUTE_MS + 1000);
  between.fail('users.info');
  const { form: again } = await form.submit();
  expect(again?.text()).toContain('Slack did not tell us who you are, so nothing was done. Try again');
  expect(again?.values()).toMatchObject(filled);
  between.fail();
  expect(await fluxera.database.db.invitation.count({ where: { email: 'unknown@example.com' } })).toBe(0);
  const sent = await again?.submit();
  expect(sent?.form?.text()).toContain('You invited unknown@example.com');
  await sent?.form?.cancel();
});

test('Slack is asked once a minute about somebody who is busy', async () => {
  fluxera.passTime(MINUTE_MS + 1000);
  const before = fluxera.slack.calls('users.info').length;
  await Promise.all([adam().run('/users'), adam().run('/users'), adam().run('/users')]);
  await adam().run('/users');
  expect(fluxera.slack.calls('users.info')).toHaveLength(before + 1);
});
