import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { dialog, press, type } from './local-slack.ts';
import { createPeople, type People, phone, sees } from './people.ts';

jest.setTimeout(30_000);

let fluxera: TestFluxera;
let people: People;
let olivia: Page;

beforeAll(async () => {
  [fluxera, people] = await Promise.all([startTestFluxera(), createPeople()]);
  await setUp(fluxera);
  await fluxera.slack.as('olivia').run('/invite', { text: 'mia@acme.example member' });
  olivia = await people.newPerson();
  await olivia.goto(fluxera.slack.url);
  await press(olivia, 'Hide');
}, 60_000);
afterAll(async () => {
  await people?.close();
  await fluxera?.stop();
});
afterEach(() => expect(people.complaints()).toEqual([]));

const top = () => dialog(olivia).last();
const pressTop = (name: string) => top().getByRole('button', { name, exact: true }).click();

test('a list leads to the form, whose fields follow what is chosen, and the file comes as a message', async () => {
  await type(olivia, '/users active');
  await sees(olivia, '1 active person');
  await pressTop('Export');
  await sees(olivia, 'The file comes to your messages');
  await people.picture(olivia, 'export-people');
  await top().getByLabel('What', { exact: true }).selectOption('Activity');
  await sees(olivia, 'What Happened');
  await people.picture(olivia, 'export-activity');
  await olivia.setViewportSize(phone.viewport);
  await people.picture(olivia, 'export-activity-phone', { whole: true });
  await olivia.setViewportSize({ width: 1280, height: 800 });
  await pressTop('Export');
  await sees(olivia, 'The file is on its way');
  await people.picture(olivia, 'export-asked');
  await pressTop('Close');
  await sees(olivia, '1 active person');
  await pressTop('Close');
  await fluxera.slack.as('olivia').waitForMessage('dm', 'Here is your export');
  await olivia.goto(`${fluxera.slack.url}#/dm`);
  await people.picture(olivia, 'export-file');
});
