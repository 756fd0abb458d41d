import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { showGallery } from '../sandbox/helpers/gallery.ts';
import { withSlack } from '../sandbox/helpers/with-slack.ts';
import { findBarriers } from './find-barriers.ts';
import { composer, dialog, press } from './local-slack.ts';
import { createPeople, type People, phone, sees } from './people.ts';

// Milliseconds: axe takes its time for each of the screens.
jest.setTimeout(60_000);

let people: People;
beforeAll(async () => {
  people = await createPeople();
}, 30_000);
afterAll(() => people.close());

const screens = ['channel/general', 'channel/random', 'dm', 'home', 'outbox', 'faults', 'inspector'];
const isWithinTheWindow = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= innerWidth');

/** Olivia goes everywhere, and looks around there. */
const walk = (options: BrowserContextOptions, lookAround: (page: Page) => Promise<void>) =>
  withSlack(async ({ slack, bot }) => {
    showGallery(bot);
    const olivia = slack.as('olivia');
    await slack.as('adam').say('general', 'Hello @olivia');
    const root = olivia.messages('general')[0]?.ts;
    await slack.as('mia').say('general', 'Hello!', root);
    await olivia.run('/users');
    const page = await people.newPerson(options);
    await page.goto(slack.url);
    await sees(page, 'Try Fluxera here');
    await lookAround(page);
    await press(page, 'Hide');
    for (const screen of [...screens, `channel/general/thread/${root}`, 'inspector/1']) {
      await page.goto(`${slack.url}/#/as/olivia/${screen}`);
      if (screen === 'home') await sees(page, 'One of each');
      await page.getByRole('main').getByRole('heading').first().waitFor();
      await lookAround(page);
    }
    await page.goto(slack.url);
    await composer(page).fill('Hello @');
    await page.getByRole('listbox').waitFor();
    await lookAround(page);
    await olivia.run('/invite');
    await dialog(page).waitFor();
    await lookAround(page);
    await page.context().close();
    expect(people.complaints()).toEqual([]);
  });

test.each(['light', 'dark'] as const)('every screen can be used by everybody, in %s colours', (colorScheme) =>
  walk({ colorScheme }, async (page) => expect(await findBarriers(page)).toEqual([])),
);

test.each([
  ['a phone', phone],
  ['a tablet', { viewport: { width: 820, height: 700 } }],
])('no screen is wider than %s', (_name, options) =>
  walk(options, async (page) => expect(await isWithinTheWindow(page)).toBe(true)),
);
