import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { acceptAndVerify, linkFor, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { DAY_MS } from '../harness/world.ts';
import { become, composer, dialog, goTo, press, type } from './local-slack.ts';
import { createPeople, type People, phone, sees } from './people.ts';

jest.setTimeout(30_000);

let fluxera: TestFluxera;
let people: People;
let page: Page;
let expiredLink: string;

beforeAll(async () => {
  [fluxera, people] = await Promise.all([startTestFluxera(), createPeople()]);
  await setUp(fluxera);
  const { slack } = fluxera;
  for (const [text, first, last] of [
    ['adam@acme.example admin', 'Adam', 'Berg'],
    ['mia@acme.example member', 'Mia', 'Lund'],
  ] as const) {
    await slack.as('olivia').run('/invite', { text });
    const names = { 'First Name': first, 'Last Name': last };
    await acceptAndVerify(fluxera, text.split(' ')[0] ?? '', names);
  }
  await slack.as('olivia').run('/invite', { text: 'Noor Haddad <noor@example.com> as viewer' });
  expiredLink = await linkFor(fluxera, 'noor@example.com', 'invitation');
  fluxera.passTime(7 * DAY_MS);
  page = await people.newPerson();
  await page.goto(slack.url);
  await press(page, 'Hide');
}, 60_000);
afterAll(async () => {
  await people?.close();
  await fluxera?.stop();
});
afterEach(() => expect(people.complaints()).toEqual([]));

describe('Asking to invite, in a real browser', () => {
  test('a member fills in the form to ask, and reads who decides', async () => {
    await become(page, 'Mia');
    await goTo(page, 'general');
    await type(page, '/invite jane@example.com member');
    await sees(page, 'Your role cannot invite people itself.');
    await dialog(page).last().getByLabel('First Name').fill('Jane');
    await dialog(page).last().getByLabel('Last Name').fill('Doe');
    await dialog(page).last().getByLabel('Reason').fill('She takes over the billing project from Victor.');
    await page.emulateMedia({ colorScheme: 'dark' });
    await people.picture(page, 'request-form-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await dialog(page).last().getByLabel('Email Address').focus();
    await people.picture(page, 'request-form');
    await press(page, 'Send Request');
    await sees(page, 'Nobody is invited until then.');
    await people.picture(page, 'request-sent');
    await press(page, 'Close');
  });

  test('an invitee whose link is over asks for a new one, on a computer and on a phone', async () => {
    const noor = await people.newPerson(phone);
    // What the page answers is that the link is gone, and browsers write that down.
    await noor.goto(expiredLink);
    await sees(noor, 'This invitation has expired');
    await people.picture(noor, 'expired-phone', { whole: true });
    await noor.setViewportSize({ width: 1280, height: 800 });
    await people.picture(noor, 'expired');
    await noor.getByRole('button', { name: 'Ask for a New Invitation' }).click();
    await sees(noor, 'You asked for a new invitation');
    await people.picture(noor, 'expired-asked');
    await noor.context().close();
    expect(people.complaints().filter((words) => !words.includes('410'))).toEqual([]);
  });

  test('an admin sees both cards, approves one and denies the other with a reason', async () => {
    await become(page, 'Adam');
    await goTo(page, 'general');
    await sees(page, 'opened an expired invitation');
    await people.picture(page, 'request-cards');
    await page.getByRole('button', { name: 'Approve the request for jane@example.com' }).click();
    await sees(page, 'gets an invitation in your name.');
    await sees(page, 'Approved by Adam Berg,');
    await page.getByRole('button', { name: 'Deny the request for noor@example.com' }).click();
    await dialog(page).last().getByLabel('Reason').fill('Noor has moved to another company.');
    await people.picture(page, 'request-deny');
    await press(page, 'Deny');
    await dialog(page).waitFor({ state: 'detached' });
    await sees(page, 'Denied by Adam Berg,');
    await people.picture(page, 'request-decided');
  });

  test('the list shows what is open, with what can be done about each', async () => {
    const { slack } = fluxera;
    for (const text of ['Kim Lee <kim@example.com> as viewer', 'ali@example.com zoe@example.com member']) {
      const { form } = await slack.as('mia').run('/invite', { text });
      await (await form?.fill({ Reason: 'For the audit in spring' }).submit())?.form?.cancel();
    }
    await composer(page).waitFor();
    await type(page, '/fluxera requests');
    await sees(page, '2 requests wait to be decided.');
    await people.picture(page, 'requests-list');
    await press(page, 'Close');
    await goTo(page, 'Home');
    await sees(page, 'Show Requests');
    await people.picture(page, 'home-requests');
  });
});
