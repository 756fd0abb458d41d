import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { addPastWeeks } from '../harness/past-weeks.ts';
import { findBarriers } from './find-barriers.ts';
import { dialog, goTo, press, type } from './local-slack.ts';
import { createPeople, type People, phone, sees } from './people.ts';

jest.setTimeout(30_000);

let fluxera: TestFluxera;
let people: People;
let olivia: Page;

beforeAll(async () => {
  [fluxera, people] = await Promise.all([startTestFluxera(), createPeople()]);
  await setUp(fluxera);
  await addPastWeeks(fluxera);
  olivia = await people.newPerson();
  await olivia.goto(fluxera.slack.url);
  await press(olivia, 'Hide');
}, 60_000);
afterAll(async () => {
  await people?.close();
  await fluxera?.stop();
});
afterEach(() => expect(people.complaints()).toEqual([]));

test('A report shows its figures in columns that fit, also in the dark and on a phone', async () => {
  await type(olivia, '/fluxera report');
  await sees(olivia, /sent, \d+ accepted/);
  expect(await findBarriers(olivia)).toEqual([]);
  await people.picture(olivia, 'report');
  await olivia.emulateMedia({ colorScheme: 'dark' });
  await dialog(olivia)
    .getByRole('button', { name: /^Send as Picture/ })
    .scrollIntoViewIfNeeded();
  await people.picture(olivia, 'report-dark');
  await olivia.emulateMedia({ colorScheme: 'light' });
  await olivia.setViewportSize(phone.viewport);
  await people.picture(olivia, 'report-phone');
  await olivia.setViewportSize({ width: 1280, height: 800 });
});

test('Its pictures can be read where Slack shows them, light and dark', async () => {
  await dialog(olivia)
    .getByRole('button', { name: /^Send as Picture/ })
    .click();
  await sees(olivia, 'The pictures are on their way');
  const { files } = await fluxera.slack
    .as('olivia')
    .waitForMessage('dm', 'Report of the last 12 weeks', { timeout: 20_000 });
  for (const file of files.filter(({ name }) => name.endsWith('.png'))) {
    await people.keep(`chart-${file.name.replace('.png', '')}`, await file.read());
  }
  await press(olivia, 'Close');
  await goTo(olivia, /Fluxera/);
  await sees(olivia, 'Report of the last 12 weeks');
  await people.picture(olivia, 'report-pictures');
  await olivia.emulateMedia({ colorScheme: 'dark' });
  await people.picture(olivia, 'report-pictures-dark');
});
