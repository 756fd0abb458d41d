import { createServer } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { withSlack } from './helpers/with-slack.ts';

const message = { channel: 'C0GENERAL1', text: 'Hello' };

describe('A fault on demand', () => {
  test('answers the next calls of one method with 429 and the seconds to wait, and no other', () =>
    withSlack(async ({ slack, bot }) => {
      slack.faults.inject({ fault: 'rate_limited', method: 'chat.postMessage', times: 2, retryAfter: 7 });
      await bot.client.auth.test();
      const call = () =>
        fetch(`${slack.apiUrl}chat.postMessage`, {
          method: 'POST',
          headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
          body: JSON.stringify(message),
        });
      for (let at = 0; at < 2; at += 1) {
        const limited = await call();
        expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
      }
      expect((await call()).status).toBe(200);
      expect(slack.as('mia').messages('general')).toHaveLength(1);
    }));

  test('refuses a call with any of Slack’s own errors', () =>
    withSlack(async ({ slack, bot }) => {
      slack.faults.inject({ fault: 'refused', method: 'chat.postMessage', error: 'is_archived' });
      await expect(bot.client.chat.postMessage(message)).rejects.toThrow('is_archived');
      expect(slack.as('mia').messages('general')).toEqual([]);
      await bot.client.chat.postMessage(message);
      expect(slack.as('mia').messages('general')).toHaveLength(1);
      expect(() =>
        slack.faults.inject({ fault: 'refused', method: 'chat.postMessage', error: 'no such <word>' }),
      ).toThrow();
    }));

  test.each([{ fault: 'server_error' as const, status: 503 }, { fault: 'dropped' as const }])(
    'loses a call, or its answer only: $fault',
    (what) =>
      withSlack(async ({ slack, bot }) => {
        const posted = () => slack.as('mia').messages('general').length;
        slack.faults.inject({ ...what, method: 'chat.postMessage' });
        await expect(bot.client.chat.postMessage(message)).rejects.toThrow();
        expect(posted()).toBe(0);
        slack.faults.inject({ ...what, method: 'chat.postMessage', done: true });
        await expect(bot.client.chat.postMessage(message)).rejects.toThrow();
        expect(posted()).toBe(1);
        await bot.client.chat.postMessage(message);
        expect(posted()).toBe(2);
      }),
  );

  test('lets a call take its time', () =>
    withSlack(async ({ slack, bot }) => {
      slack.faults.inject({ fault: 'slow', method: 'auth.test', ms: 60 });
      const begin = performance.now();
      await bot.client.auth.test();
      expect(performance.now() - begin).toBeGreaterThan(55);
    }));

  test('brings an event twice, under two ids', () =>
    withSlack(async ({ slack, bot }) => {
      const ids = new Set<string>();
      bot.event('app_home_opened', async ({ body, event, client }) => {
        ids.add(body.event_id);
        if (ids.size === 2)
          await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [] } });
      });
      slack.faults.inject({ fault: 'duplicated', kind: 'app_home_opened' });
      await slack.as('mia').openHome();
      expect(ids.size).toBe(2);
    }));

  test('meets whatever comes next, where no method and no kind is named', () =>
    withSlack(async ({ slack, bot }) => {
      slack.faults.inject({ fault: 'server_error', times: 2 });
      slack.faults.inject({ fault: 'duplicated' });
      await expect(bot.client.auth.test()).rejects.toThrow('500');
      expect(slack.faults.armed()).toMatchObject([{ times: 1 }, { fault: 'duplicated', kind: '*' }]);
      await expect(bot.client.team.info()).rejects.toThrow('500');
      bot.command('/users', ({ ack }) => ack('Everybody'));
      await slack.as('mia').run('/users');
      expect(slack.deliveries('command')).toHaveLength(2);
      expect(slack.faults.armed()).toEqual([]);
    }));

  test('takes the bot out of a channel, until it joins or is added again', () =>
    withSlack(async ({ slack, bot }) => {
      slack.faults.inject({ fault: 'removed', channel: 'general' });
      await expect(bot.client.chat.postMessage(message)).rejects.toThrow('not_in_channel');
      await bot.client.conversations.join({ channel: message.channel });
      await bot.client.chat.postMessage(message);
      slack.faults.inject({ fault: 'removed', channel: 'general' });
      slack.faults.inject({ fault: 'invited', channel: 'general' });
      await bot.client.chat.postMessage(message);
    }));

  test('is asked for by HTTP as well, forgotten on request, and refused where it is none', () =>
    withSlack(async ({ slack, bot }) => {
      const faults = (method: string, body?: object, id = '') =>
        fetch(`${slack.url}/sandbox/faults${id}`, {
          method,
          headers: { 'content-type': 'application/json' },
          ...(body && { body: JSON.stringify(body) }),
        });
      expect((await faults('POST', { fault: 'dropped', method: 'auth.test' })).status).toBe(201);
      await expect(bot.client.auth.test()).rejects.toThrow();
      await faults('POST', { fault: 'dropped' });
      const listed = z.array(z.looseObject({ id: z.string() })).parse(await (await faults('GET')).json());
      expect(listed).toEqual([
        { id: expect.any(String), fault: 'dropped', method: '*', times: 1, done: false },
      ]);
      await faults('DELETE', undefined, `/${listed[0]?.id}`);
      await bot.client.auth.test();
      await faults('POST', { fault: 'dropped', method: 'auth.test' });
      await faults('DELETE');
      await bot.client.auth.test();
      for (const wrong of [{ fault: 'earthquake' }, { fault: 'removed', channel: 'nowhere' }])
        expect((await faults('POST', wrong)).status).toBe(400);
      const nobody = await faults('POST', { fault: 'standing', person: 'nobody', standing: 'guest' });
      expect([nobody.status, await nobody.text()]).toEqual([
        400,
        expect.stringContaining('nobody of that name'),
      ]);
    }));
});

describe('An event that the app does not acknowledge', () => {
  test.each([
    ['is sent again three times, with the number and the reason', {}, [undefined, '1', '2', '3']],
    ['is not sent again where the app says so', { 'x-slack-no-retry': '1' }, [undefined]],
  ])('%s', async (_name, answer, tries) => {
    const numbers: (string | undefined)[] = [];
    const reasons = new Set<unknown>();
    const server = createServer((request, response) => {
      numbers.push(request.headers['x-slack-retry-num']?.toString());
      reasons.add(request.headers['x-slack-retry-reason']);
      response.writeHead(500, answer).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : '';
    await withSlack(
      async ({ slack, bot }) => {
        const mia = slack.as('mia');
        const opened = mia.openHome();
        await slack.until(
          () => slack.deliveries('app_home_opened').length === tries.length || undefined,
          'every try',
        );
        await bot.client.views.publish({ user_id: mia.id, view: { type: 'home', blocks: [] } });
        await opened;
        expect(numbers).toEqual(tries);
        expect([...reasons]).toEqual(tries.length > 1 ? [undefined, 'http_error'] : [undefined]);
        expect(slack.deliveries('app_home_opened').at(-1)?.retry?.attempt).toBe(
          tries.length - 1 || undefined,
        );
      },
      { botUrl: () => `http://127.0.0.1:${port}`, eventRetries: [0, 0, 0] },
    );
    server.close();
    server.closeAllConnections();
  });
});
