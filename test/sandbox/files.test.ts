import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { until } from '../harness/until.ts';
import { withSlack } from './helpers/with-slack.ts';

const general = 'C0GENERAL1';
const random = 'C0RANDOM01';
const csv = 'Email,Role\njane@x.com,Member\n';

interface Uploader {
  bot: { client: WebClient };
}

/** Announces a file and sends its bytes; what an app does before it completes the upload. */
async function upload({ bot }: Uploader, content: string | FormData = csv, length = csv.length) {
  const answer = await bot.client.files.getUploadURLExternal({ filename: 'people.csv', length });
  const url = answer.upload_url ?? '';
  const posted = await fetch(url, { method: 'POST', body: content });
  return { id: answer.file_id ?? '', url, status: posted.status, words: await posted.text() };
}

const download = (url = '', token?: string) =>
  fetch(url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

const answered = z.looseObject({
  ok: z.literal(true),
  upload_url: z.string().default(''),
  file_id: z.string().default(''),
});

const text = async (file?: { read(): Promise<Uint8Array> }) =>
  Buffer.from((await file?.read()) ?? '').toString();

describe('A file that the app uploads', () => {
  test('is in the channel with its comment, for everybody there to open', () =>
    withSlack(async ({ bot, slack }) => {
      const { files } = await bot.client.filesUploadV2({
        channel_id: general,
        initial_comment: 'The people of *Acme*',
        filename: 'people.csv',
        title: 'People',
        content: csv,
      });
      const message = await slack.as('adam').waitForMessage('general', 'The people of Acme');
      expect(message.files).toMatchObject([{ name: 'people.csv', title: 'People', size: csv.length }]);
      expect(await text(message.files[0])).toBe(csv);
      // Slack shares a file after it has answered.
      expect(files[0]?.files?.[0]).toMatchObject({ mimetype: 'text/csv', filetype: 'csv', shares: {} });
      const { file } = await bot.client.files.info({ file: files[0]?.files?.[0]?.id ?? '' });
      expect(file).toMatchObject({
        size: csv.length,
        channels: [general],
        is_public: true,
        shares: { public: { [general]: [{ ts: message.ts, channel_name: 'general' }] } },
      });
    }));

  test('may be one of several in a message, a reply, or stand between blocks', () =>
    withSlack(async (scene) => {
      const { bot, slack } = scene;
      const [one, two] = [await upload(scene), await upload(scene)];
      await bot.client.files.completeUploadExternal({
        files: [
          { id: one.id, title: 'Here' },
          { id: two.id, title: '' },
        ],
        channel_id: general,
        blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Two lists' } }],
      });
      const message = await slack.as('mia').waitForMessage('general', 'Two lists');
      expect(message.files.map(({ title }) => title)).toEqual(['Here', 'people.csv']);
      const reply = await upload(scene);
      await bot.client.files.completeUploadExternal({
        files: [{ id: reply.id, title: 'Reply' }],
        channel_id: general,
        thread_ts: message.ts,
      });
      const { file } = await bot.client.files.info({ file: reply.id });
      expect(file?.shares?.public?.[general]).toMatchObject([{ thread_ts: message.ts }]);
    }));

  test('goes to a person, and nobody else can open it', () =>
    withSlack(async (scene) => {
      const { bot, slack } = scene;
      const { id } = await upload(scene);
      await bot.client.apiCall('files.completeUploadExternal', {
        files: [{ id }],
        channels: slack.as('mia').id,
      });
      expect(await text((await slack.as('mia').waitForMessage('dm', 'people.csv')).files[0])).toBe(csv);
      const opened = (name: string) => fetch(`${slack.url}/sandbox/as/${name}/files/${id}/people.csv`);
      expect((await opened('mia')).status).toBe(200);
      expect((await opened('adam')).status).toBe(404);
      expect((await bot.client.files.info({ file: id })).file).toMatchObject({
        is_public: false,
        channels: [],
      });
    }));

  test('is private where no channel is named', () =>
    withSlack(async (scene) => {
      const { id } = await upload(scene);
      await scene.bot.client.files.completeUploadExternal({ files: [{ id, title: 'Mine' }] });
      expect(scene.slack.as('olivia').messages('general')).toEqual([]);
      expect((await scene.bot.client.files.info({ file: id })).file).toMatchObject({
        title: 'Mine',
        shares: {},
      });
    }));

  test('is announced and completed in JSON as well, and sent as a form or as it is', () =>
    withSlack(async ({ slack }) => {
      const call = async (method: string, body: object) => {
        const response = await fetch(`${slack.apiUrl}${method}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        return answered.parse(await response.json());
      };
      const form = new FormData();
      form.append('comment', 'no file');
      form.append('filename', new Blob([csv]), 'people.csv');
      for (const body of [form, csv]) {
        const { upload_url, file_id } = await call('files.getUploadURLExternal', {
          filename: 'people.csv',
          length: csv.length,
        });
        const posted = await fetch(upload_url, { method: 'POST', body });
        expect([posted.status, await posted.text()]).toEqual([200, `OK - ${csv.length}`]);
        const done = { files: [{ id: file_id }], channel_id: general, initial_comment: 'In JSON' };
        expect(await call('files.completeUploadExternal', done)).toMatchObject({ ok: true });
      }
      const messages = slack.as('olivia').messages('general');
      expect(await Promise.all(messages.map(({ files }) => text(files[0])))).toEqual([csv, csv]);
    }));

  test('stays with a message that is updated, and leaves a stone where the app deletes it', () =>
    withSlack(async (scene) => {
      const { bot, slack } = scene;
      const { id } = await upload(scene);
      await bot.client.files.completeUploadExternal({
        files: [{ id, title: 'x' }],
        channel_id: general,
        initial_comment: 'Look',
      });
      const { ts } = await slack.as('adam').waitForMessage('general', 'Look');
      const update = (text: string) => bot.client.chat.update({ channel: general, ts, text });
      expect((await update('Look here')).message).toMatchObject({ files: [{ id, name: 'people.csv' }] });
      await bot.client.files.delete({ file: id });
      expect((await update('Look away')).message).toMatchObject({ files: [{ id, mode: 'tombstone' }] });
      expect((await slack.as('adam').waitForMessage('general', 'Look away')).files).toEqual([]);
      await expect(bot.client.files.info({ file: id })).rejects.toThrow('file_deleted');
      await expect(bot.client.files.delete({ file: id })).rejects.toThrow('file_deleted');
      await expect(bot.client.files.delete({ file: 'F404' })).rejects.toThrow('file_not_found');
    }));
});

describe('An upload that Slack would not take', () => {
  test('goes to no channel that the app is not in, and can be completed elsewhere', () =>
    withSlack(async (scene) => {
      const { id } = await upload(scene);
      const complete = (channel_id: string) =>
        scene.bot.client.files.completeUploadExternal({ files: [{ id, title: 'x' }], channel_id });
      await expect(complete(random)).rejects.toThrow('not_in_channel');
      await expect(complete('C404')).rejects.toThrow('channel_not_found');
      await expect(complete('general')).rejects.toThrow('channel_not_found');
      await expect(complete(scene.slack.as('mia').id)).rejects.toThrow('channel_not_found');
      await complete(general);
      await expect(complete(general)).rejects.toThrow('file_not_found');
    }));

  test('has other bytes than it announced, or none', () =>
    withSlack(async (scene) => {
      const { client } = scene.bot;
      for (const length of [csv.length - 1, csv.length + 1]) {
        const { id, status, words } = await upload(scene, csv, length);
        expect([status, words]).toEqual([400, `The bytes are not the ${length} that were announced.`]);
        await expect(client.files.completeUploadExternal({ files: [{ id, title: 'x' }] })).rejects.toThrow(
          'file_not_found',
        );
      }
      const { file_id = '' } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 1 });
      await expect(
        client.files.completeUploadExternal({ files: [{ id: file_id, title: 'x' }] }),
      ).rejects.toThrow('file_not_found');
      expect((await upload(scene, new FormData())).status).toBe(400);
    }));

  test('goes where nothing was announced, or twice to the same place', () =>
    withSlack(async (scene) => {
      const { url } = await upload(scene);
      const again = (to: string) => fetch(to, { method: 'POST', body: csv });
      expect((await again(url)).status).toBe(404);
      expect((await again(`${scene.slack.url}/upload/v1/made-up`)).status).toBe(404);
    }));

  test('is announced as empty, as larger than 1 GB, or with a description that is too long', () =>
    withSlack(async ({ bot }) => {
      const announce = (length: number, alt_text = '') =>
        bot.client.files.getUploadURLExternal({ filename: 'a.png', length, alt_text });
      const gigabyte = 1024 ** 3;
      await expect(announce(0)).rejects.toThrow('missing_argument');
      await announce(gigabyte);
      await expect(announce(gigabyte + 1)).rejects.toThrow('file_upload_size_restricted');
      await announce(1, 'x'.repeat(1000));
      await expect(announce(1, 'x'.repeat(1001))).rejects.toThrow('alt_txt_too_large');
      await expect(bot.client.apiCall('files.getUploadURLExternal', { length: 1 })).rejects.toThrow(
        'invalid_arguments',
      );
    }));

  test('meets a fault that was asked for', () =>
    withSlack(async (scene) => {
      scene.slack.faults.inject({ fault: 'server_error', method: 'upload_url', status: 503 });
      expect((await upload(scene)).status).toBe(503);
      expect(scene.slack.calls('upload_url').map(({ response }) => response)).toEqual([
        { ok: false, error: 'http_503' },
      ]);
      expect((await upload(scene)).status).toBe(200);
    }));

  test('names more than a hundred channels', () =>
    withSlack(async (scene) => {
      const { id } = await upload(scene);
      const complete = (count: number) =>
        scene.bot.client.apiCall('files.completeUploadExternal', {
          files: [{ id }],
          channels: Array.from({ length: count }, () => random).join(','),
        });
      await expect(complete(101)).rejects.toThrow('channels_limit_exceeded');
      await expect(complete(100)).rejects.toThrow('not_in_channel');
    }));

  test('comes from an app without the scopes', () =>
    withSlack(
      async ({ bot }) => {
        const announce = bot.client.files.getUploadURLExternal({ filename: 'a', length: 1 });
        await expect(announce).rejects.toMatchObject({
          data: { error: 'missing_scope', needed: 'files:write' },
        });
        await expect(bot.client.files.info({ file: 'F1' })).rejects.toMatchObject({
          data: { error: 'missing_scope', needed: 'files:read' },
        });
      },
      { manifest: { scopes: ['chat:write'] } },
    ));
});

describe('Who downloads a file', () => {
  test('with the bot token gets its bytes, and without it a page to sign in on, with status 200', () =>
    withSlack(async (scene) => {
      const { id } = await upload(scene);
      await scene.bot.client.files.completeUploadExternal({ files: [{ id, title: 'x' }] });
      const { file } = await scene.bot.client.files.info({ file: id });
      for (const url of [file?.url_private, file?.url_private_download]) {
        const got = await download(url, scene.slack.botToken);
        expect(got.headers.get('content-type')).toBe('text/csv; charset=utf-8');
        expect(await got.text()).toBe(csv);
        for (const token of [undefined, 'xoxb-wrong', scene.slack.appToken]) {
          const refused = await download(url, token);
          expect([refused.status, refused.headers.get('content-type')]).toEqual([
            200,
            'text/html; charset=utf-8',
          ]);
          expect(await refused.text()).toContain('Sign in to Acme');
        }
      }
      const attached = await download(file?.url_private_download, scene.slack.botToken);
      expect(attached.headers.get('content-disposition')).toBe('attachment; filename=people.csv');
      expect(attached.headers.get('content-security-policy')).toContain('sandbox');
      expect((await download(file?.url_private?.replace(id, 'F404'), scene.slack.botToken)).status).toBe(404);
    }));
});

/** Runs with a sandbox that remembers, as often as `start` is called. */
async function withDataDir(
  test: (start: () => Promise<Uploader & { slack: Sandbox }>, files: string) => Promise<void>,
) {
  const folder = await mkdtemp(path.join(tmpdir(), 'files-'));
  const dataDir = path.join(folder, 'data');
  const started: Sandbox[] = [];
  const start = async () => {
    const slack = await startSandbox({ port: 0, dataDir, outboxDir: folder, botUrl: () => '' });
    started.push(slack);
    return { slack, bot: { client: new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl }) } };
  };
  try {
    await test(start, path.join(dataDir, 'files'));
  } finally {
    for (const slack of started) await slack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

describe('The files of a sandbox that remembers', () => {
  test('are on disk while they are still coming', () =>
    withDataDir(async (start, files) => {
      const { bot } = await start();
      const half = Buffer.alloc(5 * 1024 ** 2, 'x');
      const announced = await bot.client.files.getUploadURLExternal({
        filename: 'large.csv',
        length: 2 * half.length,
      });
      const file = path.join(files, announced.file_id ?? '');
      const onDisk = async () => ((await stat(file).catch(() => undefined))?.size ?? 0) >= half.length;
      async function* bytes() {
        yield half;
        await until('the first half is on disk', onDisk);
        yield half;
      }
      const body = Readable.toWeb(Readable.from(bytes()));
      const posted = await fetch(announced.upload_url ?? '', { method: 'POST', body, duplex: 'half' });
      expect(await posted.text()).toBe(`OK - ${2 * half.length}`);
    }));

  test('are there after a restart where they were completed, and nothing is left of the others', () =>
    withDataDir(async (start, files) => {
      const first = await start();
      const { id } = await upload(first);
      await upload(first);
      await first.bot.client.files.completeUploadExternal({
        files: [{ id, title: 'Kept' }],
        channel_id: general,
        initial_comment: 'Look',
      });
      await first.slack.stop();
      expect(await readdir(files)).toEqual([id]);
      const { slack } = await start();
      const message = await slack.as('adam').waitForMessage('general', 'Look');
      expect(message.files).toMatchObject([{ title: 'Kept' }]);
      expect(await text(message.files[0])).toBe(csv);
    }));
});
