import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../src/project-root.ts';
import { authenticatorOf } from '../harness/authenticator.ts';
import { acceptAndVerify, PASSWORD, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { cleanUp, runProgram } from '../harness/program.ts';
import { TEST_SECRET } from '../harness/world.ts';

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
const cast = ['olivia', 'adam', 'mia'];

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  for (const [name, first, last, role] of [
    ['adam', 'Adam', 'Berg', 'admin'],
    ['mia', 'Mia', 'Lund', 'member'],
  ] as const) {
    await as('olivia').run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': first, 'Last Name': last });
    await as(name).openHome();
  }
  const { text } = await fluxera.slack.waitForMail('olivia@acme.example', /password/i);
  const link = text.match(/\/password\/[\w-]+/)?.[0] ?? '';
  const browser = fluxera.visitor();
  await browser.press(await browser.open(link), 'Set Password', { Password: PASSWORD });
}, 60_000);
afterAll(async () => {
  await fluxera.stop();
  await cleanUp();
});
afterEach(async () => {
  for (const name of cast) while (as(name).hasForm()) await (await as(name).form()).dismiss();
});

const user = (name: string) =>
  fluxera.database.db.user.findFirstOrThrow({ where: { email: `${name}@acme.example` } });

async function signIn(name: string) {
  const browser = fluxera.visitor();
  const page = await browser.press(await browser.open('/sign-in'), 'Sign In', {
    'Email Address': `${name}@acme.example`,
    Password: PASSWORD,
  });
  return { browser, page };
}

/** Turns it on; the browser stays signed in. */
async function protect(name: string) {
  const { browser } = await signIn(name);
  const asked = await browser.open('/account/second-factor');
  const connect = await browser.press(asked, 'Set Up Second Factor', { Password: PASSWORD });
  await browser.press(connect, 'Confirm Code', { Code: await authenticatorOf(connect).code() });
  return browser;
}

async function details(viewer: string, name: string) {
  const { form } = await as(viewer).run('/users', { text: `${name}@acme.example` });
  if (form?.title() !== 'Person') throw new Error(`no details of ${name}`);
  return form;
}

describe('Reset Second Factor', () => {
  test('is offered for others who have one, and not for oneself or the Owner', async () => {
    expect((await details('adam', 'mia')).buttons()).not.toContain('Reset Second Factor');
    for (const name of ['mia', 'adam', 'olivia']) await protect(name);
    expect((await details('adam', 'mia')).buttons()).toContain('Reset Second Factor');
    expect((await details('adam', 'adam')).buttons()).not.toContain('Reset Second Factor');
    expect((await details('adam', 'olivia')).buttons()).not.toContain('Reset Second Factor');
    expect((await details('olivia', 'adam')).buttons()).toContain('Reset Second Factor');
    expect((await details('mia', 'adam')).buttons()).not.toContain('Reset Second Factor');
  });

  test('is found in the list: who of those whom somebody manages has one, and who has none', async () => {
    const { form } = await as('adam').run('/users');
    expect(form?.options('Show')).toContain('Second factor on');
    await form?.choose('Show', 'Second factor on');
    const having = await as('adam').form('2 active people with a second factor');
    // What the Owner has is the Owner's to know, as only they could change it.
    expect(having.text()).not.toContain('olivia@acme.example');
    expect(having.buttons()).not.toContain('Export');
    await having.choose('Show', 'Second factor off');
    await as('adam').form('Everybody whom you can manage has a second factor.');
    await as('olivia').run('/users', { text: 'second_factor_on' });
    expect((await as('olivia').form('3 active people with a second factor')).text()).toContain('olivia@acme');
  });

  test('is not for whoever may not manage people, in the list either', async () => {
    const { form } = await as('mia').run('/users');
    expect(form?.options('Show')).toEqual(['All', 'Active', 'Unverified', 'Inactive']);
    expect((await as('mia').run('/users', { text: 'second_factor_on' })).text).toContain(
      'Your role, Member, cannot manage users.',
    );
  });

  test('lets somebody without their phone in by the password, signs them out, and tells them by mail and in Slack', async () => {
    const before = await signIn('mia');
    expect(before.page.title).toBe('Enter your code');
    await details('olivia', 'mia');
    await as('olivia').click('Reset Second Factor');
    const form = await as('olivia').form(/^Reset second factor/);
    expect(form.text()).toContain('If you reset the second factor of Mia Lund:');
    await form.fill({ Reason: 'Lost her phone' }).submit();
    const after = await as('olivia').form('Done.');
    expect(after.text()).toContain(
      'The second factor of Mia Lund is reset, and they are signed out on the web.',
    );
    expect(after.text()).toContain('Second Factor: not yet');
    expect(after.text()).toContain('Olivia Owner reset the second factor.\n“Lost her phone”');
    expect(after.buttons()).not.toContain('Reset Second Factor');
    const { identityId } = await user('mia');
    expect(await fluxera.database.db.session.count({ where: { identityId } })).toBe(0);
    expect(await fluxera.database.db.secondFactor.count({ where: { identityId } })).toBe(0);
    expect((await before.browser.post('/sign-in/code', { code: '123456' })).at).toBe(
      '/sign-in?note=code-ended',
    );
    expect((await signIn('mia')).page.at).toBe('/account');
    const mail = await fluxera.slack.waitForMail('mia@acme.example', /second factor/);
    expect(mail.text).toContain('Olivia Owner reset the second factor of your account in Acme.');
    await as('mia').waitForMessage('dm', 'reset the second factor of your account in Acme.');
  });
});

describe('Whoever runs the program', () => {
  const reset = (...args: string[]) =>
    runProgram({
      main: join(projectRoot, 'dist', 'src', 'second-factor-reset.js'),
      args,
      env: { DATABASE_URL: fluxera.database.url, APP_SECRET: TEST_SECRET },
    });

  test.each([
    [['--reason', 'Lost'], /--to is missing: the address of whoever lost their second factor/],
    [['--to', 'olivia@acme.example'], /--reason is missing/],
    [['--to', 'nora@acme.example', '--reason', 'Lost'], /Nobody who has access somewhere has that address/],
    [['--to', 'mia@acme.example', '--reason', 'Lost'], /Mia Lund has no second factor/],
  ])('is told why nothing was changed by %j', async (args, words) => {
    const ended = await reset(...args);
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(words) });
  });

  test('helps an Owner who lost phone and codes: nobody else can', async () => {
    const { browser, page } = await signIn('olivia');
    expect(page.title).toBe('Enter your code');
    const help = await browser.open('/sign-in/backup-code');
    expect(help.text).toContain('If you are its Owner, or in several workspaces, ask whoever runs Fluxera.');
    const ended = await reset('--to', 'Olivia@acme.example', '--reason', 'Lost phone and codes');
    expect(ended).toMatchObject({
      ...{ code: 0, stderr: '' },
      stdout: expect.stringMatching(/^The second factor of Olivia Owner is reset, .* recorded in: Acme\.\n$/),
    });
    expect((await signIn('olivia')).page.at).toBe('/account');
    const mail = await fluxera.slack.waitForMail('olivia@acme.example', /second factor was reset/);
    expect(mail.text).toContain('Whoever runs this program reset the second factor of your account in Acme.');
    await as('olivia').waitForMessage('dm', 'Whoever runs this program reset the second factor');
    const { id } = await user('olivia');
    const entry = { action: 'user.second-factor-reset', subjectId: id };
    expect(await fluxera.database.db.activity.findMany({ where: entry })).toMatchObject([
      { actorId: null, source: 'COMMAND_LINE', reason: 'Lost phone and codes' },
    ]);
  });
});

test('Whoever turns it on hears of it by mail and in Slack, and what to do if they did not', async () => {
  await protect('mia');
  const mail = await fluxera.slack.waitForMail('mia@acme.example', /Your second factor is on/);
  expect(mail.text).toContain('If this was not you, have it reset: by an admin');
  await as('mia').waitForMessage('dm', 'Your second factor is on');
});
