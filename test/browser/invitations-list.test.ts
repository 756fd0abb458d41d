import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { until } from '../harness/until.ts';
import { dialog, press, type } from './local-slack.ts';
import { createPeople, type People, sees } from './people.ts';

jest.setTimeout(30_000);

let fluxera: TestFluxera;
let people: People;
let olivia: Page;

beforeAll(async () => {
  [fluxera, people] = await Promise.all([startTestFluxera(), createPeople()]);
  await setUp(fluxera);
  const { slack, database } = fluxera;
  const invite = (text: string) => slack.as('olivia').run('/invite', { text });
  await invite('Adam Berg <adam@acme.example> admin');
  await acceptAndVerify(fluxera, 'adam@acme.example', { 'First Name': 'Adam', 'Last Name': 'Berg' });
  await invite('Jane Doe <jane@example.com> member');
  await invite('Noor Haddad <noor@example.com> viewer');
  await until(
    'the mails are sent',
    async () => (await database.db.invitation.count({ where: { delivery: 'QUEUED' } })) === 0,
  );
  await database.db.invitation.updateMany({
    where: { email: 'noor@example.com' },
    data: { delivery: 'BOUNCED', deliveryDetail: '550 5.1.1 The mailbox does not exist.' },
  });
  olivia = await people.newPerson();
  await olivia.goto(slack.url);
}, 60_000);
afterAll(async () => {
  await people?.close();
  await fluxera?.stop();
});
afterEach(() => expect(people.complaints()).toEqual([]));

describe('The list of invitations, in a real browser', () => {
  test('shows what is open, with what can be done about each', async () => {
    await press(olivia, 'Hide');
    await type(olivia, '/invitations');
    await sees(olivia, '2 pending invitations');
    await sees(olivia, 'The mailbox does not exist.');
    await people.picture(olivia, 'invitations-list');
    await olivia.emulateMedia({ colorScheme: 'dark' });
    await people.picture(olivia, 'invitations-list-dark');
    await olivia.emulateMedia({ colorScheme: 'light' });
  });

  test('an invitation tells its history, and is canceled with a reason', async () => {
    await dialog(olivia)
      .last()
      .getByRole('button', { name: /Details/ })
      .first()
      .click();
    await sees(olivia, 'History');
    await people.picture(olivia, 'invitation-details');
    await dialog(olivia)
      .last()
      .getByRole('button', { name: /Cancel/ })
      .first()
      .click();
    await dialog(olivia).last().getByLabel('Reason').fill('They start in spring.');
    await people.picture(olivia, 'invitation-cancel');
    await dialog(olivia).last().getByRole('button', { name: 'Cancel Invitation', exact: true }).click();
    await sees(olivia, 'is canceled, and its link no longer works');
  });
});
