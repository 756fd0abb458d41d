import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { authenticatorOf, backupCodesOn } from '../harness/authenticator.ts';
import { acceptAndVerify, PASSWORD, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { findBarriers } from './find-barriers.ts';
import { dialog, press, type } from './local-slack.ts';
import { createPeople, type People, phone, sees } from './people.ts';

jest.setTimeout(30_000);

let fluxera: TestFluxera;
let people: People;
let mia: Page;

beforeAll(async () => {
  [fluxera, people] = await Promise.all([startTestFluxera(), createPeople()]);
  await setUp(fluxera);
  await fluxera.slack.as('olivia').run('/invite', { text: 'mia@acme.example member' });
  await acceptAndVerify(fluxera, 'mia@acme.example', { 'First Name': 'Mia', 'Last Name': 'Sand' });
  mia = await people.newPerson({ ...phone, javaScriptEnabled: false });
}, 60_000);
afterAll(async () => {
  await people?.close();
  await fluxera?.stop();
});
afterEach(() => expect(people.complaints()).toEqual([]));

async function signIn(page: Page) {
  await page.goto(new URL('/sign-in', fluxera.running.localUrl).href);
  await page.getByLabel('Email Address').fill('mia@acme.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await press(page, 'Sign In');
}

describe('A second factor, in a real browser without JavaScript', () => {
  test('is set up on a phone, with codes to keep', async () => {
    await signIn(mia);
    await sees(mia, 'Recommended: with a code of an app');
    await mia.getByText('Set Up Second Factor').click();
    await mia.getByLabel('Password').fill(PASSWORD);
    await people.picture(mia, 'second-factor-password-phone', { whole: true });
    await press(mia, 'Set Up Second Factor');
    await sees(mia, 'Connect your app');
    await people.picture(mia, 'second-factor-connect-phone', { whole: true });
    const app = authenticatorOf({ html: await mia.content() });
    await mia.getByLabel('Code', { exact: true }).fill(await app.code());
    await press(mia, 'Confirm Code');
    await sees(mia, 'Your backup codes');
    await people.picture(mia, 'second-factor-codes-phone', { whole: true });
    const [download] = await Promise.all([mia.waitForEvent('download'), press(mia, 'Download as Text')]);
    expect(download.suggestedFilename()).toBe('backup-codes.txt');
    // What becomes a file is no page any more, which Chromium calls an end.
    expect(people.complaints()).toEqual([expect.stringContaining('codes.txt: net::ERR_ABORTED')]);

    const [code = ''] = backupCodesOn({ html: await mia.content() });
    const desk = await people.newPerson();
    await signIn(desk);
    await sees(desk, 'Enter your code');
    expect(await findBarriers(desk)).toEqual([]);
    await people.picture(desk, 'sign-in-code');
    await desk.getByLabel('Code', { exact: true }).fill('123123');
    await press(desk, 'Sign In');
    await sees(desk, 'This code does not work.');
    // The answer says in its status that nothing was taken.
    expect(people.complaints()).toEqual([expect.stringContaining('422')]);
    await desk.getByText('Use a backup code').click();
    await desk.getByLabel('Backup Code').fill(code);
    await people.picture(desk, 'sign-in-backup-code');
    await press(desk, 'Sign In');
    await sees(desk, 'On: to sign in, a code of your app is needed');
    await sees(desk, 'Chrome, Linux');
    await people.picture(desk, 'account-second-factor', { whole: true });
    expect(await findBarriers(desk)).toEqual([]);
    await desk.getByText('Change Second Factor').click();
    await sees(desk, 'You have 9 backup codes left');
    await people.picture(desk, 'second-factor-on');
    await desk.emulateMedia({ colorScheme: 'dark' });
    expect(await findBarriers(desk)).toEqual([]);
    await desk.getByText('New Backup Codes').click();
    await desk.getByLabel('Password').fill(PASSWORD);
    await press(desk, 'New Backup Codes');
    await sees(desk, 'These are your new backup codes.');
    await people.picture(desk, 'second-factor-codes-dark', { whole: true });
    expect(await findBarriers(desk)).toEqual([]);
    await desk.context().close();
  });

  test('is required in the settings, and reset for somebody who lost it', async () => {
    const olivia = await people.newPerson();
    await olivia.goto(fluxera.slack.url);
    await press(olivia, 'Hide');
    await type(olivia, '/fluxera settings');
    await press(olivia, 'Change Sign-In');
    await sees(olivia, 'Require a second factor of everybody');
    await people.picture(olivia, 'settings-sign-in');
    await press(olivia, 'Back');
    await press(olivia, 'Close');
    await type(olivia, '/users mia@acme.example');
    await press(olivia, 'Reset Second Factor');
    await sees(olivia, 'If you reset the second factor of Mia Sand:');
    await people.picture(olivia, 'reset-second-factor');
    await dialog(olivia).last().getByLabel('Reason').fill('Lost her phone');
    await dialog(olivia).last().getByRole('button', { name: 'Reset', exact: true }).click();
    await sees(olivia, 'The second factor of Mia Sand is reset');
    await olivia.context().close();
    await mia.goto(new URL('/account', fluxera.running.localUrl).href);
    await sees(mia, 'Sign in');
  });
});
