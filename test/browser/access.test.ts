import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { runDue } from '../harness/run-due.ts';
import { become, dialog, goTo, press, type } from './local-slack.ts';
import { createPeople, type People, phone, sees } from './people.ts';

jest.setTimeout(30_000);

let fluxera: TestFluxera;
let people: People;
let page: Page;

beforeAll(async () => {
  [fluxera, people] = await Promise.all([startTestFluxera(), createPeople()]);
  await setUp(fluxera);
  for (const [name, first, last, role] of [
    ['adam', 'Adam', 'Berg', 'admin'],
    ['mia', 'Mia', 'Lund', 'member'],
    ['victor', 'Victor', 'Hale', 'viewer'],
  ] as const) {
    await fluxera.slack.as('olivia').run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': first, 'Last Name': last });
    await fluxera.slack.as(name).openHome();
  }
  page = await people.newPerson();
  await page.goto(fluxera.slack.url);
  await press(page, 'Hide');
}, 60_000);
afterAll(async () => {
  await people?.close();
  await fluxera?.stop();
});
afterEach(() => expect(people.complaints()).toEqual([]));

const top = () => dialog(page).last();
const pressTop = (name: string) => top().getByRole('button', { name, exact: true }).click();
/** The cross closes every view. */
async function closeAll() {
  await top().getByRole('button', { name: 'Close dialog' }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The same picture once more, as those who work in the dark see it. */
async function inBothColors(name: string) {
  await people.picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await people.picture(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

describe('Temporary access, in a real browser', () => {
  test('has a last day, which is chosen in a form', async () => {
    await type(page, '/users victor@acme.example');
    await sees(page, 'Person');
    await pressTop('Set End Date');
    await top().getByLabel('Access Until').fill(dayFromNow(20));
    await top().getByLabel('Reason').fill('The audit ends then.');
    await inBothColors('access-end-form');
    await pressTop('Confirm');
    await sees(page, /Victor Hale has access until/);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
  });

  test('is reminded of with what can be done about it', async () => {
    await fluxera.database.db.user.updateMany({
      where: { email: 'victor@acme.example' },
      data: { accessUntil: new Date(`${dayFromNow(14)}T00:00:00Z`), accessReminded: null },
    });
    await runDue(fluxera, 'remind-of-access-ends', 'tell-of-access-end');
    await become(page, 'Olivia');
    await goTo(page, 'Fluxera');
    await sees(page, /ends in 14 days/);
    await inBothColors('access-end-reminder');
  });
});

describe('Leaving Slack, in a real browser', () => {
  test('is a card that offers to deactivate or to keep the access, and says then who decided', async () => {
    await goTo(page, 'general');
    await fluxera.slack.people.become('mia', 'deactivated');
    await sees(page, /has left Slack/);
    await inBothColors('left-slack');
    await page.getByRole('button', { name: 'Deactivate Mia Lund' }).click();
    await sees(page, /Mia Lund becomes inactive/);
    await people.picture(page, 'left-slack-form');
    await pressTop('Confirm');
    await sees(page, 'Mia Lund is inactive, and signed out.');
    await pressTop('Close');
    await sees(page, /Deactivated by Olivia Owner/);
    await people.picture(page, 'left-slack-decided');
  });
});

describe('An access review, in a real browser', () => {
  test('begins with what it is, and walks through everybody with what the decision needs', async () => {
    await fluxera.database.db.user.updateMany({
      where: { email: 'adam@acme.example' },
      data: { department: 'Operations' },
    });
    await type(page, '/users');
    await pressTop('Access Review');
    await sees(page, 'There has been none yet.');
    await people.picture(page, 'review-start');
    await pressTop('Start Review');
    await sees(page, /0 of 3/);
    await top().getByRole('button', { name: 'Keep Adam Berg' }).click();
    await sees(page, 'Adam Berg keeps what they have.');
    await inBothColors('review');
    await page.setViewportSize(phone.viewport);
    await people.picture(page, 'review-phone');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('is finished when everybody is decided about', async () => {
    // Nobody decides about themselves where somebody else can.
    await closeAll();
    await become(page, 'Adam');
    await type(page, '/fluxera review');
    await top().getByRole('button', { name: 'Keep Olivia Owner' }).click();
    await sees(page, 'Olivia Owner keeps what they have.');
    await closeAll();
    await become(page, 'Olivia');
    await type(page, '/fluxera review');
    await top().getByRole('button', { name: 'Keep Victor Hale' }).click();
    await sees(page, 'All 3 people are decided about.');
    await people.picture(page, 'review-decided');
    await pressTop('Finish Review');
    await sees(page, 'You signed the review off.');
    await people.picture(page, 'review-finished');
    await closeAll();
    await goTo(page, 'Fluxera');
    await sees(page, /The access review of 3 people/);
    await people.picture(page, 'review-summary');
  });
});
