import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { type SendGridStandIn, startSendGrid } from '../harness/sendgrid-stand-in.ts';
import { dialog, goTo, press, type } from './local-slack.ts';
import { createPeople, type People, phone, sees } from './people.ts';

jest.setTimeout(40_000);

let sendgrid: SendGridStandIn;
let fluxera: TestFluxera;
let people: People;
let page: Page;

beforeAll(async () => {
  sendgrid = await startSendGrid();
  [fluxera, people] = await Promise.all([
    startTestFluxera({ sendgrid: { apiKey: 'SG.key', baseUrl: sendgrid.url } }),
    createPeople(),
  ]);
  await setUp(fluxera);
  await fluxera.slack.as('olivia').run('/invite', { text: 'mia@acme.example member' });
  page = await people.newPerson();
  await page.goto(fluxera.slack.url);
  await press(page, 'Hide');
}, 60_000);
afterAll(async () => {
  await people?.close();
  await fluxera?.stop();
  await sendgrid?.close();
});
afterEach(() => expect(people.complaints()).toEqual([]));

/** 2,400 people, a few of whom cannot be invited. */
function peopleFile(): Buffer {
  const rows = Array.from(
    { length: 2400 },
    (_, n) => `person${n}@example.com,${n % 3 ? 'Member' : 'Viewer'},Jane,Doe ${n},Design`,
  );
  rows.splice(3, 0, 'mia@acme.example,Member,Mia,Lund,', 'tom@gmial.com,Viewer,Tom,Reed,Sales');
  rows.splice(
    9,
    0,
    'noor@example.com,Membre,Noor,Haddad,Sales',
    'person1@example.com,Member,Jane,Doe,Design',
  );
  rows.splice(20, 0, 'not an address,Viewer,Ben,Okafor,Support');
  return Buffer.from(`Email,Role,First Name,Last Name,Department\n${rows.join('\n')}\n`);
}

describe('Inviting many people by a file, in a real browser', () => {
  test('an admin uploads the file, and reviews it on a computer and on a phone', async () => {
    await goTo(page, 'general');
    await type(page, '/invite bulk');
    await sees(page, 'Upload a CSV file with one person a line.');
    await dialog(page)
      .locator('input[type=file]')
      .setInputFiles({ name: 'new-colleagues.csv', mimeType: 'text/csv', buffer: peopleFile() });
    await sees(page, 'new-colleagues.csv');
    await people.picture(page, 'bulk-form');
    await press(page, 'Review');
    await sees(page, 'Nothing has been sent yet.');
    await people.picture(page, 'bulk-review');
    await page.emulateMedia({ colorScheme: 'dark' });
    await people.picture(page, 'bulk-review-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(phone.viewport);
    await people.picture(page, 'bulk-review-phone');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('a message says how far it is, and the sending can be paused and goes on', async () => {
    sendgrid.takeTime(4000);
    await press(page, 'Send All Invitations');
    await sees(page, '2,400 people are invited, and the mails are leaving.');
    await people.picture(page, 'bulk-sent');
    await press(page, 'Close');
    await goTo(page, 'Fluxera');
    await sees(page, '1,000 of 2,400 invitations of new-colleagues.csv are sent.');
    await people.picture(page, 'bulk-progress');
    await press(page, 'Pause');
    await sees(page, 'The others wait until you resume.');
    await people.picture(page, 'bulk-paused');
    sendgrid.takeTime(0);
    await press(page, 'Resume');
    await sees(page, /· 2,400 invitations of new-colleagues\.csv are sent/);
    await sees(page, 'new-colleagues-result.csv');
    await people.picture(page, 'bulk-done');
  });

  test('responses and past imports can be looked at, any time later', async () => {
    await press(page, 'Track Responses');
    await sees(page, 'Left out');
    await people.picture(page, 'bulk-responses');
    await press(page, 'Close');
    await goTo(page, 'general');
    await type(page, '/invite bulk');
    await press(page, 'Past Imports');
    await sees(page, 'Sent · 2,400 people · Olivia Owner');
    await people.picture(page, 'bulk-past');
    await press(page, 'Close');
  });
});
