import { describe, expect, test } from '@jest/globals';
import { addressesIn } from '../../src/commands/message-addresses.ts';

const runs = (...elements: object[]) => ({
  blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }],
});
const jane = ['jane@x.example'];

describe('People write addresses into messages in many ways, and all of them are found', () => {
  test.each<[string, object, string[]]>([
    ['nothing', {}, []],
    ['no address', { text: 'Who is going to the party? <@U0MIA00001|mia>, @channel, 3 @ 4 EUR' }, []],
    ['one alone', { text: 'jane@x.example' }, jane],
    ['one in a sentence', { text: 'Please invite jane@x.example. Thanks!' }, jane],
    ['one as Slack sends it', { text: 'ask <mailto:jane@x.example|jane@x.example> today' }, jane],
    ['one under other words', { text: 'ask <mailto:jane@x.example|Jane>' }, jane],
    ['one with a subject', { text: '<mailto:jane@x.example?subject=Hi%20there|Jane>' }, jane],
    ['one in angle brackets', { text: 'Jane Doe &lt;jane@x.example&gt;' }, jane],
    ['one in quotes and brackets', { text: '(“jane@x.example”)' }, jane],
    ['one with invisible letters', { text: 'jane@x.example\u200b' }, jane],
    ['one with a genitive', { text: "jane@x.example's laptop" }, jane],
    ['the same one twice', { text: 'jane@x.example Jane@X.example' }, jane],
    [
      'signs that are part of one',
      { text: "o'hara+x@x.example r&amp;d@x.example" },
      ["o'hara+x@x.example", 'r&d@x.example'],
    ],
    [
      'several',
      { text: 'a@x.example;b@x.example,c@x.example\n- d@x.example' },
      ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'],
    ],
    ['a web address that has one', { text: 'https://me@host.example/ <https://x.example/@jane|Jane>' }, []],
    ['rich text', runs({ type: 'text', text: 'Invite jane@x.example' }), jane],
    ['a link of rich text', runs({ type: 'link', url: 'mailto:jane%40x.example', text: 'Jane' }), jane],
    ['a link to the web', runs({ type: 'link', url: 'https://x.example/?to=jane@x.example' }), []],
    [
      'a section',
      { blocks: [{ type: 'section', fields: [{ type: 'mrkdwn', text: '<jane@x.example>' }] }] },
      jane,
    ],
    ['an attachment', { attachments: [{ text: 'jane@x.example' }] }, jane],
    ['a hidden value', { blocks: [{ type: 'actions', elements: [{ value: 'jane@x.example' }] }] }, []],
  ])('%s', (_what, message, found) => {
    expect(addressesIn(message)).toEqual(found);
  });

  test('a long message is read in no time', () => {
    const begin = performance.now();
    expect(
      addressesIn({ text: `${'a@'.repeat(20_000)} ${'mailto:'.repeat(5000)} a@${'!'.repeat(30_000)}b` }),
    ).toEqual([]);
    expect(performance.now() - begin).toBeLessThan(500);
  });
});
