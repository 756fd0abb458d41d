import { describe, expect, test } from '@jest/globals';
import { readAddresses, readInviteLine } from '../../src/commands/invite-line.ts';

const nobody = { addresses: [], mentions: [], roleName: '', firstName: '', lastName: '' };
const jane = { ...nobody, addresses: ['jane@x.example'], roleName: 'viewer' };
const janeDoe = { ...jane, firstName: 'Jane', lastName: 'Doe' };

describe('people write addresses and roles in many ways, and all of them are understood', () => {
  test.each([
    ['', nobody],
    ['viewer', { ...nobody, roleName: 'viewer' }],
    ['jane@x.example viewer', jane],
    ['viewer jane@x.example', jane],
    ['jane@x.example as viewer', jane],
    ['jane@x.example as a viewer.', jane],
    ['"jane@x.example" viewer', jane],
    ['“jane@x.example”, viewer', jane],
    ['(jane@x.example) viewer!', jane],
    ['mailto:jane@x.example viewer', jane],
    ['<mailto:jane@x.example|jane@x.example> viewer', jane],
    ['<jane@x.example> viewer', jane],
    ['jane@x.example\u200b\ufeff viewer', jane],
    ['jane@x.example\u0000 viewer', jane],
    ['Jane Doe <jane@x.example> viewer', janeDoe],
    ['"Jane Doe" <jane@x.example> viewer', janeDoe],
    ['Jane Doe &lt;jane@x.example&gt; viewer', janeDoe],
    ['Jane Doe <mailto:jane@x.example|jane@x.example> viewer', janeDoe],
    ['Jane Doe &lt;<mailto:jane@x.example|jane@x.example>&gt; viewer', janeDoe],
    ['Jane van der Doe <jane@x.example> viewer', { ...janeDoe, lastName: 'van der Doe' }],
    ["o'hara@x.example viewer", { ...jane, addresses: ["o'hara@x.example"] }],
    ['r&amp;d@x.example viewer', { ...jane, addresses: ['r&d@x.example'] }],
    [
      'a@x.example;b@x.example, c@x.example',
      { ...nobody, addresses: ['a@x.example', 'b@x.example', 'c@x.example'] },
    ],
    [
      'Ann A <a@x.example>, Bob <b@x.example> lab guest',
      { ...nobody, addresses: ['a@x.example', 'b@x.example'], roleName: 'lab guest' },
    ],
    ['@mia viewer', { ...nobody, mentions: ['@mia'], roleName: 'viewer' }],
    ['<@U0MIA00001|mia> viewer', { ...nobody, mentions: ['@mia'], roleName: 'viewer' }],
  ])('%j', (typed, meant) => {
    expect(readInviteLine(typed)).toEqual(meant);
  });

  test('the address field takes the same, and keeps what is no address to be told', () => {
    expect(readAddresses('Jane Doe <jane@x.example>, "bob@x.example"; jane.x.example')).toEqual([
      'jane@x.example',
      'bob@x.example',
      'jane.x.example',
    ]);
  });
});
