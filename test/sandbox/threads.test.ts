import { describe, expect, test } from '@jest/globals';
import { withSlack } from './helpers/with-slack.ts';

describe('An answer in a thread', () => {
  test('belongs to its message, for the person and for the app', () =>
    withSlack(async ({ slack, bot }) => {
      const { chat } = bot.client;
      const { ts = '' } = await chat.postMessage({
        channel: 'general',
        text: 'Twelve invitations were sent.',
      });
      await slack.as('adam').say('general', 'Thanks!', ts);
      const answer = await chat.postMessage({
        channel: 'general',
        text: 'Jane accepted.',
        thread_ts: ts,
        reply_broadcast: true,
      });
      expect(answer.message).toMatchObject({ thread_ts: ts });
      expect(slack.as('mia').messages('general')).toMatchObject([
        { text: 'Twelve invitations were sent.' },
        { text: 'Thanks!', threadTs: ts },
        { text: 'Jane accepted.', threadTs: ts },
      ]);
    }));

  test('is no place for a command: the person is told, and the app hears nothing', () =>
    withSlack(async ({ slack, bot }) => {
      const { ts = '' } = await bot.client.chat.postMessage({ channel: 'general', text: 'Hello' });
      await slack.as('olivia').say('general', '/invite jane@example.com', ts);
      expect(slack.as('olivia').messages('general').at(-1)).toMatchObject({
        text: '/invite is not supported in threads. Sorry!',
        ephemeral: true,
        threadTs: ts,
      });
      expect(slack.deliveries('command')).toEqual([]);
    }));
});
