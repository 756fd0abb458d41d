import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { saidOfFile } from '../harness/said-of-file.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
});

afterAll(() => world.close());

const isNone = 'This is not an email address.';
const looksAlike = 'The address has letters that only look like those of an email address.';
const mistyped = 'The address looks mistyped. If it is right, invite this person with /invite.';
const noRole = 'There is no such role.';
const cells =
  'The row has more cells than the first line: perhaps what divides them, such as a comma, stands in a cell without quotation marks.';
const nameTooLong = 'The name is longer than 100 characters.';
const messageTooLong = 'The message is longer than 1,000 characters.';
const detailTooLong = 'The department or job title is longer than 100 characters.';
const twice = 'An earlier row has the same address.';
const long = (length: number) => 'x'.repeat(length);
const meant = (what: string) => ` Did you mean ${what}?`;

/** A row, and what is said of it but for its line. */
type Case = [string, string];

const tables: [string, string, Case[]][] = [
  [
    'addresses with slips of the hand',
    'Email',
    [
      ['jane 2@example.com', `jane 2@example.com · ${isNone}${meant('jane2@example.com')}`],
      ['"jane3@example,com"', `jane3@example,com · ${isNone}${meant('jane3@example.com')}`],
      ['"jane,4@example.com"', `jane,4@example.com · ${isNone}${meant('jane.4@example.com')}`],
      ['Jane <jane5@example.com>', `Jane <jane5@example.com> · ${isNone}${meant('jane5@example.com')}`],
      ['jane6@example.com;', `jane6@example.com; · ${isNone}${meant('jane6@example.com')}`],
      ['<jane7@example.com>', `<jane7@example.com> · ${isNone}${meant('jane7@example.com')}`],
      ['jane8(at)example.com', `jane8(at)example.com · ${isNone}${meant('jane8@example.com')}`],
      ['jane9@@example.com', `jane9@@example.com · ${isNone}${meant('jane9@example.com')}`],
      ['jane10@example.com.', `jane10@example.com. · ${isNone}${meant('jane10@example.com')}`],
      ['jane..11@example.com', `jane..11@example.com · ${isNone}${meant('jane.11@example.com')}`],
      ['Jane <jane12@gmial.com>', `Jane <jane12@gmial.com> · ${isNone}${meant('jane12@gmail.com')}`],
      ['mailto:jane13@example.com', 'jane13@example.com'],
      ["'jane14@example.com'", `'jane14@example.com' · ${isNone}${meant('jane14@example.com')}`],
      ['\u00a0 jane15@example.com\u00a0', 'jane15@example.com'],
    ],
  ],
  [
    'what is no address',
    'Email',
    [
      ['jane', `jane · ${isNone}`],
      ['jane@example', `jane@example · ${isNone}`],
      ['@example.com', `@example.com · ${isNone}`],
      ['jane at example dot com', `jane at example dot com · ${isNone}`],
      ['"a@example.com; b@example.com"', `a@example.com; b@example.com · ${isNone}`],
      ['"a@example.com,b@example.com"', `a@example.com,b@example.com · ${isNone}`],
      [`${long(260)}@example.com`, `${long(200)} · ${isNone}`],
      [`${long(199)}😀 and more`, `${long(199)}😀 · ${isNone}`],
    ],
  ],
  [
    'rows that are divided in another way than the header says',
    'Email;Role',
    [['jane@example.com,Member', `jane@example.com,Member · ${isNone}`]],
  ],
  [
    'letters that only look so',
    'Email',
    [
      ['jаne@example.com', `jаne@example.com · ${looksAlike}${meant('jane@example.com')}`],
      ['jane@exаmple.com', `jane@exаmple.com · ${looksAlike}${meant('jane@example.com')}`],
      ['jane😀@example.com', `jane😀@example.com · ${looksAlike}`],
      ['ｊａｎｅ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'jane@example.com'],
      ['ali＠example.com', 'ali@example.com'],
    ],
  ],
  [
    'domains that are a slip of well-known ones',
    'Email',
    [
      ['mia@gmial.com', `mia@gmial.com · ${mistyped}${meant('mia@gmail.com')}`],
      ['tom@Hotmial.com', `tom@Hotmial.com · ${mistyped}${meant('tom@hotmail.com')}`],
      ['ali@gmail.con', `ali@gmail.con · ${mistyped}${meant('ali@gmail.com')}`],
      ['zoe@yaho.com', `zoe@yaho.com · ${mistyped}${meant('zoe@yahoo.com')}`],
      ['leo@mail.com', 'leo@mail.com'],
    ],
  ],
  [
    'roles',
    'Email,Role',
    [
      ['a@example.com,Membr', `Membr · ${noRole}${meant('Member')}`],
      ['b@example.com,Members', `Members · ${noRole}${meant('Member')}`],
      ['c@example.com,Administrator', `Administrator · ${noRole}${meant('Admin')}`],
      ['d@example.com,Chief', `Chief · ${noRole}`],
      ['e@example.com,OWNER', 'OWNER · Nobody can be invited as Owner.'],
      ['f@example.com, viewer ', 'f@example.com'],
      ['g@example.com,ＡＤＭＩＮ', 'g@example.com'],
    ],
  ],
  [
    'what is too long',
    'Email,First Name,Last Name,Message,Department,Job Title',
    [
      [`a@example.com,${long(101)}`, `${long(101)} · ${nameTooLong}`],
      [`b@example.com,,${long(101)}`, `${long(101)} · ${nameTooLong}`],
      [`c@example.com,,,${long(1001)}`, `${long(200)} · ${messageTooLong}`],
      [`d@example.com,,,,${long(101)}`, `${long(101)} · ${detailTooLong}`],
      [`e@example.com,,,,,${long(101)}`, `${long(101)} · ${detailTooLong}`],
      [`f@example.com,${long(100)},,${long(1000)}`, `f@example.com · ${long(100)}`],
    ],
  ],
  [
    'more cells or fewer than the header',
    'Email,First Name,Last Name',
    [
      ['a@example.com,Doe, Jane,Boss', `Boss · ${cells}`],
      ['b@example.com,“Jane, J.”,Doe', `Doe · ${cells}`],
      ['c@example.com,C,,,,', 'c@example.com · C'],
      ['d@example.com', 'd@example.com'],
      [',E,E', 'There is no email address.'],
    ],
  ],
  [
    'the same address again',
    'Email',
    [
      ['jane@example.com', 'jane@example.com'],
      ['JANE@Example.com', `jane@example.com · ${twice}`],
      [' jane@example.com', `jane@example.com · ${twice}`],
      ['ｊane@example.com', `jane@example.com · ${twice}`],
    ],
  ],
  [
    'what a spreadsheet would take for a formula',
    'Email,First Name,Last Name',
    [
      ['"=HYPERLINK(""https://x.example"",""A"")",A,A', `=HYPERLINK("https://x.example","A") · ${isNone}`],
      ['a@example.com,=1+1,@SUM(1)', 'a@example.com · =1+1 @SUM(1)'],
      ['+b@example.com,B,B', '+b@example.com · B B'],
    ],
  ],
  [
    'somebody who is a user',
    'Email',
    [['Olivia@Northwind.example', 'olivia@northwind.example · Is a user already.']],
  ],
];

test.each(tables)(
  'of %s, each row says its line, what is wrong, and what was meant',
  async (_what, header, rows) => {
    const content = [header, ...rows.map(([row]) => row)].join('\r\n');
    const expected = rows.map(([, said], at) => `${at + 2} · ${said}`);
    expect(await saidOfFile(world, workspace, content)).toEqual(expected);
  },
);

test('a row without a role says so where nobody chose one for all', async () => {
  const content = 'Email,Role\na@example.com,\nb@example.com,Viewer';
  expect(await saidOfFile(world, workspace, content, { defaultRole: null })).toEqual([
    '2 · There is no role, and no default role was chosen.',
    '3 · b@example.com',
  ]);
});
