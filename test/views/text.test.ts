import { expect, test } from '@jest/globals';
import { clippedMrkdwn } from '../../src/views/text.ts';

test.each([
  ['short enough', 'Tom &amp; Jerry', 15, 'Tom &amp; Jerry'],
  ['a word', 'abcdefghij', 5, 'abcd…'],
  ['an entity', 'Tom &amp; Jerry', 9, 'Tom …'],
  ['a date', 'since <!date^1^{date}|1 May>, and more', 20, 'since …'],
  ['a mention that is whole', '<@U1> and others', 8, '<@U1> a…'],
  ['an emoji of two units', 'ab😀cd', 4, 'ab…'],
])(
  'a text that is too long is never cut within what stands for something: %s',
  (_what, text, length, cut) => {
    expect(clippedMrkdwn(text, length)).toBe(cut);
    expect(clippedMrkdwn(text, length).length).toBeLessThanOrEqual(length);
  },
);
