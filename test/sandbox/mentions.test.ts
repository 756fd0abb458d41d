import { describe, expect, test } from '@jest/globals';
import { channels } from '../../sandbox/channels.ts';
import { cast } from '../../sandbox/people.ts';
import { escapedCommandText } from '../../sandbox/shared/mentions.ts';
import { withSlack } from './helpers/with-slack.ts';

describe('Whom a person names', () => {
  test('is named by id in a message, and reads as text what only looks like a name', () =>
    withSlack(async ({ slack }) => {
      const olivia = slack.as('olivia');
      await olivia.say('general', 'Hi @Adam, see #random & <b>, not me@adam or @nobody');
      expect(olivia.messages('general').at(-1)?.fallback).toBe(
        `Hi <@${slack.as('adam').id}>, see <#C0RANDOM01> &amp; &lt;b&gt;, not me@adam or @nobody`,
      );
    }));

  test('reaches a command as it was typed, since the manifest says not to escape it', () =>
    withSlack(async ({ slack, bot }) => {
      bot.command('/invite', async ({ command, ack }) => ack(command.text));
      expect(await slack.as('olivia').run('/invite @jane')).toMatchObject({ text: '@jane' });
      expect(await slack.as('olivia').run('/invite @adam in #random')).toMatchObject({
        text: '@adam in #random',
      });
    }));

  test('reaches a command as a mention, where the manifest says to escape it', () =>
    withSlack(async ({ slack, bot }) => {
      bot.command('/users', async ({ command, ack }) => ack(command.text));
      expect(await slack.as('olivia').run('/users @adam in #random')).toMatchObject({
        text: '<@U0ADAM0000|adam> in <#C0RANDOM01|random>',
      });
    }));

  test.each([
    ['@adam', '<@U0ADAM0000|adam>'],
    ['(@mia) in #general!', '(<@U0MIA00000|mia>) in <#C0GENERAL1|general>!'],
    ['https://acme.example/@adam#general', '<https://acme.example/@adam#general>'],
    ['jane@acme.example @jane', '<mailto:jane@acme.example|jane@acme.example> @jane'],
  ])('in a command that is escaped, %s comes as %s', (typed, escaped) =>
    expect(escapedCommandText(typed, { people: cast(), channels })).toBe(escaped),
  );
});
