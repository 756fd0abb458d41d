import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { until } from '../harness/until.ts';
import { become, dialog, goTo, press, type } from './local-slack.ts';
import { createPeople, type People, phone, sees } from './people.ts';

jest.setTimeout(30_000);

let fluxera: TestFluxera;
let people: People;
let olivia: Page;

beforeAll(async () => {
  [fluxera, people] = await Promise.all([startTestFluxera(), createPeople()]);
  await setUp(fluxera);
  const { slack, database } = fluxera;
  const invite = (text: string) => slack.as('olivia').run('/invite', { text });
  for (const [name, first, last, role] of [
    ['adam', 'Adam', 'Berg', 'admin'],
    ['mia', 'Mia', 'Lund', 'member'],
    ['victor', 'Victor', 'Hale', 'viewer'],
  ]) {
    await invite(`${name}@acme.example ${role}`);
    await acceptAndVerify(fluxera, `${name}@acme.example`, {
      'First Name': first ?? '',
      'Last Name': last ?? '',
    });
  }
  await invite('Jane Doe <jane@example.com> member');
  fluxera.passTime(5.5 * 24 * 60 * 60 * 1000);
  await slack.as('adam').run('/invite', { text: 'noor@example.com ali@example.com zoe@example.com viewer' });
  await until(
    'the mails are sent',
    async () => (await database.db.invitation.count({ where: { delivery: 'QUEUED' } })) === 0,
  );
  await database.db.invitation.updateMany({
    where: { email: 'noor@example.com' },
    data: { delivery: 'BOUNCED' },
  });
  await database.db.workspace.updateMany({ data: { seatLimit: 8 } });
  olivia = await people.newPerson();
  await olivia.goto(slack.url);
  await press(olivia, 'Hide');
}, 60_000);
afterAll(async () => {
  await people?.close();
  await fluxera?.stop();
});
afterEach(() => expect(people.complaints()).toEqual([]));

describe('App Home, in a real browser', () => {
  test('tells the Owner what needs attention, what happened, and who they are', async () => {
    await goTo(olivia, 'Home');
    await sees(olivia, 'did not arrive');
    await sees(olivia, 'You can view, create');
    await people.picture(olivia, 'home-owner');
    await olivia.emulateMedia({ colorScheme: 'dark' });
    await people.picture(olivia, 'home-owner-dark');
    await olivia.emulateMedia({ colorScheme: 'light' });
  });

  test('tells a member and a viewer who they are and what they may do', async () => {
    for (const name of ['Mia', 'Victor']) {
      await become(olivia, name);
      await goTo(olivia, 'Home');
      await sees(olivia, /Your role: (Member|Viewer)/);
    }
    await become(olivia, 'Olivia');
  });

  test('is readable on a phone', async () => {
    const hand = await people.newPerson(phone);
    await hand.goto(fluxera.slack.url);
    await press(hand, 'Hide');
    await press(hand, 'Menu');
    await goTo(hand, 'App Home');
    await sees(hand, 'did not arrive');
    await hand.getByRole('link', { name: 'App Home' }).waitFor({ state: 'hidden' });
    await people.picture(hand, 'home-phone', { whole: true });
    await hand.context().close();
  });
});

describe('Settings and Billing, in a real browser', () => {
  test('what the workspace is set to, and the form for who hears of what', async () => {
    await goTo(olivia, 'general');
    await type(olivia, '/fluxera settings');
    await sees(olivia, 'Change Notifications');
    await people.picture(olivia, 'settings');
    await press(olivia, 'Change Notifications');
    await sees(olivia, 'Which channel hears of what');
    await dialog(olivia)
      .last()
      .getByRole('button', { name: /^Send Test/ })
      .first()
      .click();
    await sees(olivia, 'Sent: there is a test message in');
    await people.picture(olivia, 'settings-notifications');
    await press(olivia, 'Back');
  });

  test('the form for what invitations begin with, with a domain that is none', async () => {
    await press(olivia, 'Change Invitations');
    await dialog(olivia).last().getByLabel('Email Domains').fill('acme.example\nacme');
    await press(olivia, 'Save Changes');
    await sees(olivia, '“acme” is not a domain');
    await people.picture(olivia, 'settings-invitations');
    await dialog(olivia).last().getByLabel('Email Domains').fill('acme.example');
    await press(olivia, 'Save Changes');
    await sees(olivia, 'The settings are saved.');
    await dialog(olivia).getByLabel('Email Domains').waitFor({ state: 'detached' });
    await press(olivia, 'Close');
    await dialog(olivia).waitFor({ state: 'detached' });
  });

  test('the plan with the months before, and a limit that is too low', async () => {
    await keepMonths(fluxera);
    await type(olivia, '/fluxera billing');
    await dialog(olivia).last().getByLabel('Seat Limit').fill('3');
    await press(olivia, 'Save Changes');
    await sees(olivia, 'The limit cannot be lower than that.');
    await people.picture(olivia, 'billing');
    await dialog(olivia).last().getByLabel('Seat Limit').fill('12');
    await dialog(olivia)
      .last()
      .getByLabel(/^Billing Contact/)
      .fill('Bea Till');
    await dialog(olivia).last().getByLabel('Address of the Billing Contact').fill('bea@till.example');
    await press(olivia, 'Save Changes');
    await sees(olivia, 'Your changes are saved.');
    await dialog(olivia).last().getByText('Known since').scrollIntoViewIfNeeded();
    await people.picture(olivia, 'billing-months');
    await press(olivia, 'Close');
  });
});

/** As if seats had been counted for a year. */
async function keepMonths({ database: { db } }: TestFluxera) {
  const { id: workspaceId } = await db.workspace.findFirstOrThrow();
  const today = new Date();
  const months = [7, 7, 6, 6, 5, 4, 4, 2, 2, 1, 1].map((people, index) => {
    const month = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - index - 1, 1));
    return {
      ...{ workspaceId, month, people, pending: index % 2 },
      seatLimit: 8,
      since: month,
      countedAt: month,
    };
  });
  await db.seatUsage.createMany({ data: months });
}
