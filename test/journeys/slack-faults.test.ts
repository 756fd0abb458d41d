import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

let fluxera: TestFluxera;
const olivia = () => fluxera.slack.as('olivia');

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
});
afterAll(() => fluxera.stop());

test('where Slack has no time for an announcement, it arrives later, once', async () => {
  const { slack } = fluxera;
  await olivia().run('/invite', { text: 'jane@example.com member' });
  slack.faults.inject({ fault: 'rate_limited', method: 'chat.postMessage', times: 2 });
  await acceptAndVerify(fluxera, 'jane@example.com');
  await olivia().waitForMessage('general', 'Jane Doe joined Acme as Member', { timeout: 15_000 });
  await olivia().waitForMessage('dm', 'accepted your invitation');
  const refused = slack.calls('chat.postMessage').filter(({ response }) => !response.ok);
  expect(refused.map(({ response }) => response.error)).toEqual(['ratelimited', 'ratelimited']);
  const announced = olivia()
    .messages('general')
    .filter(({ text }) => text.includes('joined Acme'));
  expect(announced).toHaveLength(1);
}, 20_000);

test('who clicks Send Invitation twice has sent one invitation', async () => {
  const { slack, database, outboxDir } = fluxera;
  const before = (await readdir(outboxDir)).length;
  const { form } = await olivia().run('/invite');
  slack.faults.inject({ fault: 'duplicated', kind: 'view_submission' });
  await form?.fill({ 'Email Address': 'twice@example.com', Role: 'Viewer' }).submit();
  expect(
    slack
      .deliveries('view_submission')
      .slice(-2)
      .map(({ status }) => status),
  ).toEqual([200, 200]);
  await slack.waitForMail('twice@example.com');
  expect(await database.db.invitation.count({ where: { email: 'twice@example.com' } })).toBe(1);
  expect(await readdir(outboxDir)).toHaveLength(before + 1);
});
