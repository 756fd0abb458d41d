import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { linkFor, PASSWORD, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { findBarriers } from './find-barriers.ts';
import { dialog, goTo, openMail, press, type } from './local-slack.ts';
import { createPeople, type People, phone, sees } from './people.ts';

jest.setTimeout(30_000);

const LOGO = 'https://cdn.acme.example/logo.png';
const picture = readFileSync('test/fixtures/acme-logo.png');

let fluxera: TestFluxera;
let people: People;
let olivia: Page;
let jana: Page;

beforeAll(async () => {
  [fluxera, people] = await Promise.all([startTestFluxera(), createPeople()]);
  await setUp(fluxera);
  olivia = await people.newPerson();
  jana = await people.newPerson({ locale: 'de-DE' });
  await Promise.all([olivia, jana].map((page) => showLogo(page.context())));
  await olivia.goto(fluxera.slack.url);
  await press(olivia, 'Hide');
}, 60_000);
afterAll(async () => {
  await people?.close();
  await fluxera?.stop();
});
afterEach(() => expect(people.complaints()).toEqual([]));

/** What stands at the logo's address; the page's own policy is asked before that. */
const showLogo = (context: BrowserContext) =>
  context.route(LOGO, (route) => route.fulfill({ body: picture, contentType: 'image/png' }));

const isLoaded = (page: Page) =>
  page.getByAltText('Acme').evaluate((image) => 'naturalWidth' in image && Number(image.naturalWidth) > 0);

describe('Mails and web pages, in a real browser', () => {
  test('a logo that cannot be one is said beside its field, and then both are saved', async () => {
    await type(olivia, '/fluxera settings');
    await press(olivia, 'Change Mails & Web Pages');
    await dialog(olivia).last().getByLabel('Language').selectOption('Deutsch (Sie)');
    await dialog(olivia).last().getByLabel('Logo').fill('http://cdn.acme.example/logo.png');
    await press(olivia, 'Save Changes');
    await sees(olivia, 'must begin with https://');
    await people.picture(olivia, 'settings-pages');
    await dialog(olivia).last().getByLabel('Logo').fill(LOGO);
    await press(olivia, 'Save Changes');
    await sees(olivia, 'The settings are saved.');
    await press(olivia, 'Close');
  });

  test('the invitation comes in German, with the logo', async () => {
    await type(olivia, '/invite jana@gast.example');
    await dialog(olivia).getByLabel('Role').selectOption('Member');
    await dialog(olivia).getByLabel('First Name').fill('Jana');
    await dialog(olivia).getByLabel('Last Name').fill('Vogel');
    await dialog(olivia).getByLabel('Message').fill('Wir freuen uns auf Sie!');
    await press(olivia, 'Send Invitation');
    await press(olivia, 'Close');
    const link = await openMail(olivia, 'jana@gast.example', /lädt Sie zu Acme/, 'Einladung annehmen');
    await people.picture(olivia, 'invitation-mail-german');
    await jana.goto(link);
    await sees(jana, 'Willkommen bei Acme');
    expect(await isLoaded(jana)).toBe(true);
    await people.picture(jana, 'accept-invitation-german', { whole: true });
    expect(await findBarriers(jana)).toEqual([]);
  });

  test('a page loads the logo and no other picture of the same place', async () => {
    const loads = (url: string) =>
      jana.evaluate<boolean>(`new Promise((done) => {
        const image = new Image();
        image.onload = () => done(true);
        image.onerror = () => done(false);
        image.src = '${url}';
      })`);
    expect(await loads(LOGO)).toBe(true);
    expect(await loads('https://cdn.acme.example/other.png')).toBe(false);
    expect(people.complaints()).toEqual([
      expect.stringContaining('Content Security Policy'),
      'https://cdn.acme.example/other.png: csp',
    ]);
  });

  test('the account is made, verified and shown in German, on a phone as well', async () => {
    await jana.getByLabel('Passwort').fill('kurz');
    await press(jana, 'Einladung annehmen');
    await sees(jana, 'Benutzen Sie mindestens 10 Zeichen.');
    people.complaints();
    await jana.getByLabel('Passwort').fill(PASSWORD);
    await press(jana, 'Einladung annehmen');
    await sees(jana, 'Sehen Sie in Ihre E-Mails');
    await goTo(olivia, 'general');
    await jana.goto(
      await openMail(olivia, 'jana@gast.example', /Bestätigen Sie/, 'E-Mail-Adresse bestätigen'),
    );
    await press(jana, 'E-Mail-Adresse bestätigen');
    await sees(jana, 'Willkommen, Jana Vogel');
    await people.picture(jana, 'account-german', { whole: true });
    expect(await findBarriers(jana)).toEqual([]);
    const hand = await people.newPerson({ ...phone, locale: 'de-DE' });
    await showLogo(hand.context());
    await hand.goto(new URL('/sign-in', jana.url()).href);
    await sees(hand, 'Passwort vergessen?');
    await people.picture(hand, 'sign-in-german-phone', { whole: true });
    await hand.emulateMedia({ colorScheme: 'dark' });
    expect(await findBarriers(hand)).toEqual([]);
    await hand.context().close();
  });

  test('the ownership is offered in German, and a name that is not the workspace’s is said beside its field', async () => {
    const browser = fluxera.visitor();
    const chosen = await browser.open(await linkFor(fluxera, 'olivia@acme.example', 'password'));
    await browser.press(chosen, 'Passwort festlegen', { Passwort: PASSWORD });
    const hand = await people.newPerson({ ...phone, locale: 'de-DE' });
    await showLogo(hand.context());
    await hand.goto(new URL('/sign-in', jana.url()).href);
    await hand.getByLabel('E-Mail-Adresse').fill('olivia@acme.example');
    await hand.getByLabel('Passwort').fill(PASSWORD);
    await press(hand, 'Anmelden');
    await hand.getByText('Besitz übergeben').click();
    await hand.getByLabel('Wem der Workspace gehören soll').fill('jana@gast.example');
    await hand.getByLabel('Name des Workspace').fill('Acne');
    await press(hand, 'Besitz anbieten');
    await sees(hand, 'Das ist nicht der Name des Workspace.');
    expect(people.complaints()).toEqual([expect.stringContaining('400')]);
    expect(await findBarriers(hand)).toEqual([]);
    await people.picture(hand, 'ownership-offer-german-phone', { whole: true });
    await hand.getByLabel('Name des Workspace').fill('Acme');
    await press(hand, 'Besitz anbieten');
    await sees(hand, 'Sie haben Jana Vogel den Besitz angeboten.');
    await hand.context().close();
    await jana.goto(new URL('/account', jana.url()).href);
    await sees(jana, 'Olivia Owner bietet Ihnen den Besitz von Acme an');
    expect(await findBarriers(jana)).toEqual([]);
    await people.picture(jana, 'ownership-answer-german', { whole: true });
    await press(jana, 'Ablehnen');
    await sees(jana, 'Sie haben den Besitz abgelehnt.');
  });
});
