import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { button, inviteForm, plain } from '../sandbox/helpers/views.ts';
import { type Scene, withSlack } from '../sandbox/helpers/with-slack.ts';
import { dialog, press, type } from './local-slack.ts';
import { createPeople, type People, sees } from './people.ts';

// Milliseconds: a page that is waited for has ten seconds, which then tells more than the test's own limit.
jest.setTimeout(30_000);

let people: People;
beforeAll(async () => {
  people = await createPeople();
}, 30_000);
afterAll(() => people.close());

const view = (title: string) =>
  inviteForm({
    title: plain(title),
    blocks: [
      { type: 'actions', elements: [button('Deeper', 'deeper')] },
      {
        type: 'input',
        label: plain('File'),
        optional: true,
        element: { type: 'file_input', action_id: 'file' },
      },
    ],
  });

/** Olivia in front of three forms that lie on each other. */
const withForms = (walk: (page: Page, scene: Scene) => Promise<void>) =>
  withSlack(async (scene) => {
    const { bot, slack } = scene;
    const titles = ['Second', 'Third'];
    bot.command('/invite', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: view('First') });
    });
    bot.action('deeper', async ({ ack, client, body }) => {
      await ack();
      if (!('trigger_id' in body)) return;
      await client.views.push({ trigger_id: body.trigger_id, view: view(titles.shift() ?? '') });
    });
    const page = await people.newPerson();
    await page.goto(slack.url);
    await type(page, '/invite');
    for (const title of ['First', 'Second', 'Third']) {
      await dialog(page).getByRole('heading', { name: title }).waitFor();
      if (title !== 'Third') await press(page, 'Deeper');
    }
    await walk(page, scene);
    await page.context().close();
    expect(people.complaints()).toEqual([]);
  });

test('Escape leaves them one by one, however quickly it is pressed', () =>
  withForms(async (page, { slack }) => {
    const { keyboard } = page;
    await Promise.all([keyboard.press('Escape'), keyboard.press('Escape')]);
    await dialog(page).getByRole('heading', { name: 'First' }).waitFor();
    await keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await slack.until(() => !slack.as('olivia').hasForm() || undefined, 'every form to be gone');
  }));

test('the form stays for whoever chooses no file after all', () =>
  withForms(async (page) => {
    // What a browser says when its window to choose files is left.
    await page.getByLabel('File').dispatchEvent('cancel', { bubbles: true });
    await press(page, 'Cancel');
    await dialog(page).getByRole('heading', { name: 'Second' }).waitFor();
  }));

test('a form that could not be left is there again', () =>
  withForms(async (page, { slack }) => {
    await page.route('**/close', (route) => route.abort());
    await press(page, 'Cancel');
    await sees(page, 'The local Slack does not answer, so nothing was sent.');
    await dialog(page).getByRole('heading', { name: 'Third' }).waitFor();
    expect((await slack.as('olivia').form()).title()).toBe('Third');
    people.complaints();
  }));
