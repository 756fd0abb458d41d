import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { become, composer, dialog, goTo, press, type } from './local-slack.ts';
import { createPeople, type People, phone, sees } from './people.ts';

// Milliseconds: a page that is waited for has ten seconds, which then tells more than the test's own limit.
jest.setTimeout(30_000);

let fluxera: TestFluxera;
let people: People;
let page: Page;

beforeAll(async () => {
  [fluxera, people] = await Promise.all([startTestFluxera(), createPeople()]);
  await setUp(fluxera);
  page = await people.newPerson();
  await page.goto(`${fluxera.slack.url}/#/as/olivia/channel/random`);
}, 30_000);
afterAll(async () => {
  await people?.close();
  await fluxera?.stop();
});
afterEach(() => expect(people.complaints()).toEqual([]));

const menuOf = (where: Page, name: string) => where.getByRole('menu', { name });

describe('Shortcuts, in a real browser', () => {
  test('are in the menu beside the message field, and open the form', async () => {
    await page.getByRole('button', { name: 'Shortcuts' }).click();
    await sees(page, 'Opens the form to invite people to your workspace');
    await page.keyboard.press('Escape');
    expect(await menuOf(page, 'Shortcuts').count()).toBe(0);
    await page.keyboard.press('Enter');
    await menuOf(page, 'Shortcuts').getByRole('menuitem').waitFor();
    await page.keyboard.press('Enter');
    await dialog(page).getByLabel('Email Address').waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
  });

  test('are in each message’s own menu, worked by the keyboard alone', async () => {
    await type(page, 'Please invite jane@example.com and olivia@acme.example');
    const message = page.getByRole('listitem').filter({ hasText: 'Please invite jane' });
    await message.getByRole('button', { name: 'More actions' }).focus();
    await page.keyboard.press('Enter');
    await menuOf(page, 'More actions').getByRole('menuitem', { name: 'Invite from this message' }).waitFor();
    await page.keyboard.press('Enter');
    const address = dialog(page).getByLabel('Email Address');
    await address.waitFor();
    expect(await address.inputValue()).toBe('jane@example.com');
    await sees(page, 'they have an account or an invitation already: olivia@acme.example');
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
  });

  test('are within reach of a finger on a phone', async () => {
    const small = await people.newPerson({ ...phone, colorScheme: 'dark' });
    await small.goto(`${fluxera.slack.url}/#/as/olivia/channel/random`);
    const message = small.getByRole('listitem').filter({ hasText: 'Please invite jane' });
    await message.getByRole('button', { name: 'More actions' }).tap();
    await menuOf(small, 'More actions').getByRole('menuitem').first().waitFor();
    expect(await small.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await small.context().close();
  });
});

describe('Faults by hand, in a real browser', () => {
  test('are armed, shown, and forgotten again', async () => {
    await goTo(page, /Faults/);
    await sees(page, 'Nothing is about to go wrong.');
    await page.getByLabel('The next').selectOption({ label: 'call of users.info' });
    await press(page, 'Server Error');
    await press(page, 'Slow Slack');
    await press(page, 'Duplicate');
    const waiting = page.getByRole('region', { name: 'About to happen' });
    await waiting.getByText('Twice at once').waitFor();
    expect(await waiting.getByRole('button', { name: 'Forget', exact: true }).count()).toBe(3);
    expect(fluxera.slack.faults.armed()).toMatchObject([
      { fault: 'server_error', method: 'users.info', times: 1 },
      { fault: 'slow', method: 'users.info' },
      { fault: 'duplicated' },
    ]);
    await people.picture(page, 'faults');
    await press(page, 'Forget All');
    await sees(page, 'Nothing is about to go wrong.');
  });

  test('happen to whoever acts next, and then are gone', async () => {
    fluxera.expectFault(/users\.info|500/);
    fluxera.passTime(61_000);
    await press(page, 'Server Error');
    await goTo(page, 'general');
    await type(page, '/users');
    await sees(page, 'Slack did not tell us who you are');
    expect(fluxera.slack.faults.armed()).toEqual([]);
  });

  test('make a guest of somebody, who then is refused; and what they were at first', async () => {
    await goTo(page, /Faults/);
    await page.getByLabel('What Nora Newcomer is').selectOption('a single-channel guest');
    await become(page, 'Nora Newcomer');
    await goTo(page, 'general');
    await type(page, '/users');
    await sees(page, 'only for members of this Slack workspace');
    await goTo(page, /Faults/);
    await page.getByLabel('What Nora Newcomer is').selectOption('as at first');
    await goTo(page, 'general');
    await type(page, '/users');
    await sees(page, 'You do not have a Fluxera account yet');
  });

  test('sign somebody out of Slack who is deactivated, until they are activated again', async () => {
    await goTo(page, /Faults/);
    await page.getByLabel('What Nora Newcomer is').selectOption('deactivated in Slack');
    await become(page, 'Nora Newcomer');
    expect(await page.getByRole('link', { name: 'Nora Newcomer' }).innerText()).toContain(
      'deactivated in Slack',
    );
    await goTo(page, 'general');
    await sees(page, 'Nora Newcomer is deactivated in Slack');
    expect(await composer(page).count()).toBe(0);
    await page.getByRole('main').getByRole('link', { name: 'Faults' }).click();
    await page.getByLabel('What Nora Newcomer is').selectOption('as at first');
    await goTo(page, 'general');
    await composer(page).waitFor();
  });

  test('let somebody join, whom one can then be', async () => {
    await goTo(page, /Faults/);
    await page.getByLabel('Name', { exact: true }).fill('Zoe Zimmer');
    await page.getByLabel('Email', { exact: true }).fill('zoe@acme.example');
    await press(page, 'Join the Team');
    await sees(page, 'Zoe has joined the team.');
    await become(page, 'Zoe Zimmer');
    expect(fluxera.slack.as('zoe').fullName).toBe('Zoe Zimmer');
  });

  test('take the bot out of a channel, and out of the team', async () => {
    await goTo(page, /Faults/);
    await press(page, 'Remove from general');
    await sees(page, 'messages there get not_in_channel');
    await press(page, 'Add to general');
    await press(page, 'Uninstall');
    await sees(page, 'the app was removed');
    await goTo(page, 'general');
    await type(page, '/users');
    await sees(page, '/users is not a valid command.');
    await goTo(page, /Faults/);
    await press(page, 'Install Again');
    await sees(page, 'and the commands are gone');
  });
});
