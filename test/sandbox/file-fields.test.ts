import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { inviteForm, plain } from './helpers/views.ts';
import { type Scene, withSlack } from './helpers/with-slack.ts';

const csv = 'Email,Role\njane@x.com,Member\n';
const mostBytes = 10 * 1024 ** 2;

const fileField = (element: object = {}, extra: object = {}) => ({
  type: 'input' as const,
  block_id: 'file',
  label: plain('CSV File'),
  element: { type: 'file_input' as const, action_id: 'value', filetypes: ['csv'], ...element },
  ...extra,
});

const received = z.object({
  file: z.object({
    value: z.strictObject({
      type: z.literal('file_input'),
      files: z.array(z.looseObject({ id: z.string(), name: z.string(), url_private_download: z.string() })),
    }),
  }),
});
type Received = z.infer<typeof received>['file']['value']['files'];

/** Opens a form with a file field on /invite, and keeps the files that come of it. */
function asksForFiles({ bot }: Scene, field = fileField()): Received[] {
  const came: Received[] = [];
  bot.command('/invite', async ({ ack, client, command }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: inviteForm({ blocks: [field] }) });
  });
  bot.view('invite', async ({ ack, view }) => {
    came.push(received.parse(view.state.values).file.value.files);
    await ack();
  });
  return came;
}

async function formOf({ slack }: Scene, name = 'olivia') {
  const person = slack.as(name);
  await person.run('/invite');
  return person.form();
}

describe('A person with a file', () => {
  test('sends it with the form, and the app reads what was in it', () =>
    withSlack(async (scene) => {
      const came = asksForFiles(scene);
      const form = await formOf(scene);
      await form.attach({ 'CSV File': { name: 'people.csv', content: csv } });
      expect(form.values()).toEqual({ 'CSV File': ['people.csv'] });
      expect(await form.submit()).toEqual({ closed: true });
      const [file] = came[0] ?? [];
      expect(file).toMatchObject({
        name: 'people.csv',
        title: 'people.csv',
        mimetype: 'text/csv',
        size: csv.length,
        user: scene.slack.as('olivia').id,
        mode: 'hosted',
      });
      const { client } = scene.bot;
      expect((await client.files.info({ file: file?.id ?? '' })).file).toMatchObject({ size: csv.length });
      const headers = { authorization: `Bearer ${scene.slack.botToken}` };
      expect(await (await fetch(file?.url_private_download ?? '', { headers })).text()).toBe(csv);
      await expect(client.files.delete({ file: file?.id ?? '' })).rejects.toThrow('cant_delete_file');
    }));

  test('may add several, of any type, one after the other', () =>
    withSlack(async (scene) => {
      const came = asksForFiles(scene);
      const form = await formOf(scene);
      await form.attach({ 'CSV File': { name: 'a.csv', content: csv } });
      await form.attach({ 'CSV File': [1, 2].map((at) => ({ name: `${at}.png`, content: 'no table' })) });
      await form.submit();
      expect(came[0]?.map(({ name, filetype }) => [name, filetype])).toEqual([
        ['a.csv', 'csv'],
        ['1.png', 'png'],
        ['2.png', 'png'],
      ]);
    }));

  test('hears from Slack that one is needed', () =>
    withSlack(async (scene) => {
      asksForFiles(scene);
      expect(await (await formOf(scene)).submit()).toEqual({
        errors: { 'CSV File': 'Please complete this required field.' },
      });
    }));

  test('may leave an optional field as it is', () =>
    withSlack(async (scene) => {
      const came = asksForFiles(scene, fileField({}, { optional: true }));
      expect(await (await formOf(scene)).submit()).toEqual({ closed: true });
      expect(came).toEqual([[]]);
    }));

  test('reads why Slack does not take it, before anything is sent', () =>
    withSlack(async (scene) => {
      asksForFiles(scene, fileField({ max_files: 2 }));
      const form = await formOf(scene);
      const attach = (...files: { name: string; content: string | Uint8Array }[]) =>
        form.attach({ 'CSV File': files });
      await attach({ name: 'large.csv', content: new Uint8Array(mostBytes) });
      await expect(attach({ name: 'larger.csv', content: new Uint8Array(mostBytes + 1) })).rejects.toThrow(
        'larger.csv has 10.1 MB; a file may have 10 MB at most. Choose a smaller one, or split it.',
      );
      await expect(attach({ name: 'none.csv', content: '' })).rejects.toThrow('none.csv is empty.');
      const two = [1, 2].map((at) => ({ name: `${at}.csv`, content: csv }));
      await expect(attach(...two)).rejects.toThrow('This field takes 2 files at most.');
      expect(form.values()).toEqual({ 'CSV File': ['large.csv'] });
    }));
});

describe('A field for files', () => {
  test('stands in the input block of a modal and nowhere else', () =>
    withSlack(async ({ bot, slack }) => {
      const refused = async (method: string, call: object, at: string) => {
        await expect(bot.client.apiCall(method, { ...call })).rejects.toMatchObject({
          data: { response_metadata: { messages: [`[ERROR] unsupported type [json-pointer:${at}]`] } },
        });
      };
      const { element } = fileField();
      const post = (...blocks: object[]) => ({ channel: 'C0GENERAL1', text: 'x', blocks });
      await refused('chat.postMessage', post(fileField()), '/blocks/0/element/type');
      const section = { type: 'section', text: plain('x'), accessory: element };
      await refused('chat.postMessage', post(section), '/blocks/0/accessory/type');
      const home = { user_id: slack.as('mia').id, view: { type: 'home', blocks: [fileField()] } };
      await refused('views.publish', home, '/view/blocks/0/element/type');
      const actions = { type: 'actions', elements: [element] };
      const open = { trigger_id: 'unused', view: inviteForm({ blocks: [actions] } as never) };
      await refused('views.open', open, '/view/blocks/0/elements/0/type');
    }));

  test('takes one file at least', () =>
    withSlack(async ({ bot }) => {
      const view = inviteForm({ blocks: [fileField({ max_files: 0 })] });
      await expect(bot.client.views.open({ trigger_id: 'unused', view })).rejects.toMatchObject({
        data: {
          response_metadata: {
            messages: ['[ERROR] must be at least 1 [json-pointer:/view/blocks/0/element/max_files]'],
          },
        },
      });
    }));

  test('is only for apps that may read files', () =>
    withSlack(
      async (scene) => {
        const view = inviteForm({ blocks: [fileField()] });
        await expect(scene.bot.client.views.open({ trigger_id: 'unused', view })).rejects.toMatchObject({
          data: { error: 'missing_scope', needed: 'files:read' },
        });
      },
      { manifest: { scopes: ['commands'] } },
    ));
});
