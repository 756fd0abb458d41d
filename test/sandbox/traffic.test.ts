import { expect, test } from '@jest/globals';
import { createTraffic, rememberCall } from '../../sandbox/traffic.ts';
import { withSlack } from './helpers/with-slack.ts';

test('a call and a delivery say when they began, and how long they took', () =>
  withSlack(async ({ slack, bot }) => {
    bot.command('/users', ({ ack }) => ack('Nobody'));
    const before = Date.now();
    await slack.as('olivia').run('/users');
    const [delivered] = slack.deliveries('command');
    expect(delivered).toMatchObject({ outcome: 'answered', status: 200, answer: 'Nobody' });
    for (const one of [delivered, slack.calls('auth.test')[0]]) {
      expect(Math.abs((one?.at ?? 0) - before)).toBeLessThan(5000);
      expect(one?.ms).toBeLessThan(3000);
    }
  }));

test('of the calls, the newest two thousand are remembered', () => {
  const traffic = createTraffic();
  const call = { method: 'auth.test', request: {}, response: { ok: true }, warnings: [], at: 0, ms: 1 };
  for (let at = 0; at < 2001; at += 1) rememberCall(traffic, call);
  expect(traffic.calls).toHaveLength(2000);
  expect(traffic.calls.at(-1)?.id).toBe(2001);
});
