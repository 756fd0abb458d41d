import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  acceptAndVerify,
  linkFor,
  PASSWORD,
  startTestFluxera,
  type TestFluxera,
} from '../harness/fluxera.ts';
import { become, composer, dialog, goTo, openMail, press, type } from './local-slack.ts';
import { createPeople, type People, phone, sees } from './people.ts';

// Milliseconds: a page that is waited for has ten seconds, which then tells more than the test's own limit.
jest.setTimeout(30_000);

let fluxera: TestFluxera;
let people: People;
/** Olivia's tab: it stays open the whole time. */
let olivia: Page;
let jane: Page;

beforeAll(async () => {
  [fluxera, people] = await Promise.all([startTestFluxera(), createPeople()]);
  olivia = await people.newPerson();
  jane = await people.newPerson();
  await olivia.goto(fluxera.slack.url);
}, 30_000);
afterAll(async () => {
  await people?.close();
  await fluxera?.stop();
});
afterEach(() => expect(people.complaints()).toEqual([]));

describe('From the first look at Slack to an account, in a real browser', () => {
  test('the Slack owner types /invite, is offered Set Up, and fills it', async () => {
    await sees(olivia, 'Try Fluxera here');
    await press(olivia, 'Hide');
    await olivia.keyboard.type('/inv');
    await sees(olivia, 'Invite people to your workspace');
    await olivia.keyboard.press('Tab');
    await olivia.keyboard.press('Enter');
    await sees(olivia, 'you become its Owner');
    await press(olivia, 'Set Up');
    await dialog(olivia).getByLabel('Workspace Name').fill('Acme');
    await dialog(olivia).getByLabel('Notification Channel').selectOption('#general');
    await press(olivia, 'Set Up');
    await sees(olivia, 'is ready, and you are its Owner');
    await olivia.keyboard.press('Escape');
    await dialog(olivia).waitFor({ state: 'detached' });
    expect(await olivia.getByText('you become its Owner').count()).toBe(0);
  });

  test('a malformed address is explained beside its field, and nothing that was typed is lost', async () => {
    await type(olivia, '/invite');
    const form = dialog(olivia);
    await form.getByLabel('Email Address').fill('jane.example.com');
    await form.getByLabel('Role').selectOption('Member');
    await form.getByLabel('First Name').fill('Jane');
    await form.getByLabel('Last Name').fill('Doe');
    await form.getByLabel('Message').fill('Welcome aboard, Jane!\nYour laptop is waiting in the office.');
    await press(olivia, 'Send Invitation');
    await sees(olivia, '“jane.example.com” is not an email address');
    const address = form.getByLabel('Email Address');
    expect(await address.getAttribute('aria-invalid')).toBe('true');
    expect(await form.locator('input:focus').inputValue()).toBe('jane.example.com');
    expect(await form.getByLabel('First Name').inputValue()).toBe('Jane');
    expect(await form.getByLabel('Message').inputValue()).toContain('Welcome aboard');
  });

  test('the corrected form is sent, and says until when the invitation is open', async () => {
    await dialog(olivia).getByLabel('Email Address').fill('jane@example.com');
    await people.picture(olivia, 'invite-form');
    await press(olivia, 'Send Invitation');
    await sees(olivia, /You invited jane@example\.com as Member\. They have until \w+, \w+ \d+, \d+ at/);
    await press(olivia, 'Close');
  });

  test('the invitee reads the mail, follows it, finds her name filled in, and creates the account', async () => {
    const link = await openMail(olivia, 'jane@example.com', /invited you to Acme/, 'Accept Invitation');
    const mail = olivia.frameLocator('iframe');
    await mail.getByText('Your laptop is waiting in the office.').waitFor();
    await people.picture(olivia, 'invitation-mail');
    await goTo(olivia, 'general');
    await jane.goto(link);
    expect(await jane.getByLabel('First Name').inputValue()).toBe('Jane');
    expect(await jane.getByLabel('Last Name').inputValue()).toBe('Doe');
    await people.picture(jane, 'accept-invitation', { whole: true });
    await jane.getByLabel('Password').fill(PASSWORD);
    await press(jane, 'Accept Invitation');
    await sees(jane, 'Check your mail');
    await sees(jane, 'jane@example.com');
  });

  test('she verifies her address and is signed in; the channel hears of it while Olivia looks on', async () => {
    const outbox = await people.newPerson();
    await outbox.goto(fluxera.slack.url);
    await jane.goto(await openMail(outbox, 'jane@example.com', /Verify/, 'Verify Email Address'));
    await outbox.context().close();
    await press(jane, 'Verify Email Address');
    await sees(jane, 'Welcome, Jane Doe');
    expect(new URL(jane.url()).pathname).toBe('/account');
    await people.picture(jane, 'account', { whole: true });
    await sees(olivia, /^Jane Doe joined Acme as Member, invited by Olivia Owner\.$/);
    await people.picture(olivia, 'channel');
  });

  test('she signs out, and in again with her password', async () => {
    await press(jane, 'Sign Out');
    await sees(jane, 'You are signed out.');
    await jane.getByLabel('Email Address').fill('Jane@Example.com');
    await jane.getByLabel('Password').fill(PASSWORD);
    await jane.keyboard.press('Enter');
    await sees(jane, 'Welcome, Jane Doe');
  });

  test('the inviter has a message of the app, and finds the new user in /users', async () => {
    await goTo(olivia, /^Fluxera 1 unread$/);
    await sees(olivia, 'Jane Doe (jane@example.com) accepted your invitation and is now a Member of Acme.');
    expect(await composer(olivia).count()).toBe(0);
    await goTo(olivia, /^general/);
    await type(olivia, '/users');
    await sees(olivia, /Jane Doe.*jane@example\.com.*Member · Active/s);
    await dialog(olivia).getByRole('button', { name: 'Close', exact: true }).click();
    await goTo(olivia, 'App Home');
    await sees(olivia, 'Your role: Owner');
    await people.picture(olivia, 'app-home');
  });
});

describe('People who may not invite are told why, and what they can do', () => {
  test('somebody without an account', async () => {
    await become(olivia, 'Nora Newcomer');
    await goTo(olivia, /^general/);
    await type(olivia, '/invite');
    await sees(olivia, /You do not have a Fluxera account yet\. Ask @Olivia Owner\./);
    expect(await dialog(olivia).count()).toBe(0);
  });

  test('a Viewer, who was invited by address and role in one line', async () => {
    await become(olivia, 'Olivia Owner');
    // So long that he does not join Jane in the message about her.
    fluxera.passTime(11 * 60_000);
    await type(olivia, '/invite victor@acme.example viewer');
    await sees(olivia, /You invited victor@acme\.example as Viewer\./);
    await acceptAndVerify(fluxera, 'victor@acme.example', { 'First Name': 'Victor', 'Last Name': 'Viewer' });
    await sees(olivia, /^Victor Viewer joined Acme as Viewer/);
    await become(olivia, 'Victor Viewer');
    await type(olivia, '/invite');
    await sees(olivia, 'Your role cannot invite people itself.');
    await press(olivia, 'Close');
  });
});

describe('On a phone, and in the dark', () => {
  const isWithinTheScreen = (page: Page) =>
    page.evaluate('document.documentElement.scrollWidth <= innerWidth');

  test('an invitee reads every page without scrolling sideways', async () => {
    await fluxera.slack.as('olivia').run('/invite', { text: 'paula@example.com member' });
    const paula = await people.newPerson(phone);
    await paula.goto(await linkFor(fluxera, 'paula@example.com', 'invitation'));
    await sees(paula, 'Join Acme');
    await people.picture(paula, 'phone');
    for (const path of ['/sign-in', '/forgot-password']) {
      expect(await isWithinTheScreen(paula)).toBe(true);
      await paula.goto(new URL(path, paula.url()).href);
    }
    expect(await isWithinTheScreen(paula)).toBe(true);
    await paula.context().close();
  });

  test('the local Slack opens its list of people and channels by a button', async () => {
    const page = await people.newPerson(phone);
    await page.goto(fluxera.slack.url);
    await sees(page, /^Jane Doe joined Acme/);
    expect(await isWithinTheScreen(page)).toBe(true);
    await press(page, 'Hide');
    await people.picture(page, 'local-slack-phone');
    await press(page, 'Menu');
    await goTo(page, 'App Home');
    await sees(page, 'Your role: Owner');
    expect(await isWithinTheScreen(page)).toBe(true);
    await page.context().close();
  });

  test('whoever prefers dark colours gets them', async () => {
    const page = await people.newPerson({ colorScheme: 'dark' });
    await page.goto(fluxera.slack.url);
    await press(page, 'Hide');
    await sees(page, /^Victor Viewer joined Acme/);
    await people.picture(page, 'dark');
    const shade = (of: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('${of}')).backgroundColor`);
    expect(await shade('body')).toBe('rgb(26, 27, 34)');
    await page.goto(new URL('/sign-in', fluxera.running.publicUrl).href);
    expect(await shade('main')).toBe('rgb(27, 31, 41)');
    await page.context().close();
  });
});

test('while the app is down, the local Slack says so', async () => {
  await fluxera.running.stop();
  await become(olivia, 'Olivia Owner');
  await type(olivia, '/invite');
  await sees(olivia, /\/invite failed .+ Fluxera cannot be reached at .+ is it running\?/);
  await goTo(olivia, /^Inspector \d+ problem/);
  await olivia.getByRole('link', { name: /command unreachable/ }).click();
  await sees(olivia, 'The app could not be reached');
  await people.picture(olivia, 'inspector');
});
