import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inviteForm, plain } from '../sandbox/helpers/views.ts';
import { type Scene, withSlack } from '../sandbox/helpers/with-slack.ts';
import { dialog, press, type } from './local-slack.ts';
import { createPeople, type People, sees } from './people.ts';

jest.setTimeout(30_000);

const csv = 'Email,Role\njane@x.com,Member\n';
const chart = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="240"><path d="M40 190L440 30" stroke="#222"/></svg>`;

let people: People;
beforeAll(async () => {
  people = await createPeople();
}, 30_000);
afterAll(() => people?.close());
afterEach(() => expect(people.complaints()).toEqual([]));

/** A local Slack, and somebody's browser in it. */
const withBrowser = (test: (scene: Scene, page: Page) => Promise<void>) =>
  withSlack(async (scene) => {
    const page = await people.newPerson();
    try {
      await test(scene, page);
    } finally {
      await page.context().close();
    }
  });

/** Opens a form that asks for a file; the names of those that were sent are kept. */
async function asksForFiles({ bot, slack }: Scene, olivia: Page): Promise<string[][]> {
  const sent: string[][] = [];
  bot.command('/invite', async ({ ack, client, command }) => {
    await ack();
    const file = {
      type: 'input' as const,
      block_id: 'file',
      label: plain('CSV File'),
      element: { type: 'file_input' as const, action_id: 'value', filetypes: ['csv'], max_files: 2 },
    };
    const message = {
      type: 'input' as const,
      block_id: 'message',
      optional: true,
      label: plain('Message'),
      element: { type: 'plain_text_input' as const, action_id: 'value' },
    };
    const view = inviteForm({ blocks: [file, message] });
    await client.views.open({ trigger_id: command.trigger_id, view });
  });
  bot.view('invite', async ({ ack, view }) => {
    sent.push((view.state.values.file?.value?.files ?? []).map(({ name }) => name ?? ''));
    await ack();
  });
  await olivia.goto(slack.url);
  await press(olivia, 'Hide');
  await type(olivia, '/invite');
  await dialog(olivia).waitFor();
  return sent;
}

const file = (name: string, content: string | Buffer = csv) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
});
const field = (page: Page) => dialog(page).getByLabel('CSV File');

/** What a person drags from the desktop and lets go over the field. */
async function drop(page: Page, dragged: string): Promise<void> {
  const box = await field(page).boundingBox();
  if (!box) throw new Error('the field is not on the screen');
  const browser = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [dragged], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', { type, ...at, data });
  await browser.detach();
}

describe('A form that asks for a file, in a real browser', () => {
  test('takes it from the keyboard, shows what was chosen, and sends what was not removed', () =>
    withBrowser(async (scene, olivia) => {
      const sent = await asksForFiles(scene, olivia);
      const chooser = olivia.waitForEvent('filechooser');
      expect(await dialog(olivia).locator('input[type=file]:focus').count()).toBe(1);
      await olivia.keyboard.press('Enter');
      await (await chooser).setFiles([file('a.csv'), file('b.csv')]);
      await sees(olivia, 'a.csv');
      await press(olivia, 'Remove a.csv');
      await sees(olivia, '29 bytes');
      expect(await dialog(olivia).getByText('a.csv').count()).toBe(0);
      await press(olivia, 'Send Invitation');
      await dialog(olivia).waitFor({ state: 'detached' });
      expect(sent).toEqual([['b.csv']]);
    }));

  test('takes what is dropped on it', () =>
    withBrowser(async (scene, olivia) => {
      const sent = await asksForFiles(scene, olivia);
      const dragged = path.join(scene.folder, 'dragged.csv');
      await writeFile(dragged, csv);
      await drop(olivia, dragged);
      await sees(olivia, 'dragged.csv');
      await press(olivia, 'Send Invitation');
      await dialog(olivia).waitFor({ state: 'detached' });
      expect(sent).toEqual([['dragged.csv']]);
    }));

  test('is not sent while a file is still on its way', () =>
    withBrowser(async (scene, olivia) => {
      const sent = await asksForFiles(scene, olivia);
      let arrive = () => {};
      const way = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      await olivia.route(/people\.csv/, async (route) => {
        await way;
        await route.continue();
      });
      await field(olivia).setInputFiles(file('people.csv'));
      await sees(olivia, 'Uploading…');
      await press(olivia, 'Send Invitation');
      await sees(olivia, 'A file is still being uploaded. Send the form when it is there.');
      arrive();
      await sees(olivia, '29 bytes');
      await press(olivia, 'Send Invitation');
      await dialog(olivia).waitFor({ state: 'detached' });
      expect(sent).toEqual([['people.csv']]);
    }));

  test('says why it takes no more, and keeps what it had', () =>
    withBrowser(async (scene, olivia) => {
      const sent = await asksForFiles(scene, olivia);
      await press(olivia, 'Send Invitation');
      await sees(olivia, 'Please complete this required field.');
      await dialog(olivia).getByLabel('Message').fill('Welcome!');
      await field(olivia).setInputFiles(file('large.csv', Buffer.alloc(10 * 1024 ** 2 + 1, 'x')));
      await sees(olivia, 'large.csv has 10.1 MB; a file may have 10 MB at most.');
      await field(olivia).setInputFiles(file('a.csv'));
      await sees(olivia, 'a.csv');
      await field(olivia).setInputFiles([file('b.csv'), file('c.csv')]);
      await sees(olivia, 'This field takes 2 files at most.');
      expect(await dialog(olivia).getByLabel('Message').inputValue()).toBe('Welcome!');
      await press(olivia, 'Send Invitation');
      await dialog(olivia).waitFor({ state: 'detached' });
      expect(sent).toEqual([['a.csv']]);
    }));
});

describe('A message with files, in a real browser', () => {
  test('has a card to download each by, and shows images with their description', () =>
    withBrowser(async ({ bot, slack }, mia) => {
      const channel_id = 'C0GENERAL1';
      const send = bot.client.filesUploadV2.bind(bot.client);
      await send({ channel_id, filename: 'people.csv', title: 'People of Acme', content: csv });
      await send({ channel_id, filename: 'chart.svg', content: chart, alt_text: 'Invitations rose' });
      await mia.goto(`${slack.url}/#/as/mia`);
      await sees(mia, 'CSV · 29 bytes');
      const downloading = mia.waitForEvent('download');
      await mia.getByRole('link', { name: 'Download People of Acme' }).click();
      const downloaded = await downloading;
      expect(downloaded.suggestedFilename()).toBe('people.csv');
      expect(await readFile(await downloaded.path(), 'utf8')).toBe(csv);
      const image = mia.getByRole('img', { name: 'Invitations rose' });
      await image.waitFor();
      await mia.waitForFunction(
        'document.querySelector(\'img[alt="Invitations rose"]\').naturalWidth === 480',
      );
      const [shown] = slack.as('mia').messages('general').slice(-1);
      await bot.client.files.delete({ file: shown?.files[0]?.id ?? '' });
      await sees(mia, 'This file was deleted.');
    }));

  test('may show an image of a file between its blocks', () =>
    withBrowser(async ({ bot, slack }, olivia) => {
      const answer = await bot.client.filesUploadV2({ filename: 'chart.svg', content: chart });
      const id = answer.files[0]?.files?.[0]?.id ?? '';
      const image = { type: 'image' as const, alt_text: 'A chart', slack_file: { id } };
      await bot.client.chat.postMessage({ channel: 'C0GENERAL1', text: 'A chart', blocks: [image] });
      await olivia.goto(slack.url);
      await olivia.waitForFunction('document.querySelector(\'img[alt="A chart"]\')?.naturalWidth === 480');
    }));
});
