import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { accessory, cell, dataTable, feedbackButtons, iconButton, input, picture } from './helpers/limit.ts';
import { limits } from './helpers/limits-table.ts';
import { button, inviteForm, plain } from './helpers/views.ts';
import { silent, withSlack } from './helpers/with-slack.ts';

/** A field for whole numbers. */
const number = (extra: object) => ({ type: 'number_input', is_decimal_allowed: false, ...extra });

const delivered = z.object({ trigger_id: z.string(), response_url: z.string() });

let slack: Sandbox;
let client: WebClient;
let folder: string;
let time = Date.now();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'limits-'));
  const outboxDir = path.join(folder, 'outbox');
  slack = await startSandbox({
    port: 0,
    outboxDir,
    botUrl: () => 'http://127.0.0.1:1',
    now: () => new Date(time),
  });
  client = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logger: silent,
  });
});
afterAll(async () => {
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What Slack gives a bot with a command; that nobody hears of this one does not matter. */
async function trigger(): Promise<string> {
  await slack.as('olivia').run('/invite');
  return delivered.parse(slack.deliveries('command').at(-1)?.body).trigger_id;
}

async function send(payload: ReturnType<(typeof limits)[number]['make']>) {
  if ('message' in payload) {
    const { message: blocks } = payload;
    return client.apiCall('chat.postMessage', { channel: 'C0GENERAL1', text: 'x', blocks });
  }
  if ('home' in payload)
    return client.apiCall('views.publish', { user_id: slack.as('olivia').id, view: payload.home });
  return client.apiCall('views.open', { trigger_id: await trigger(), view: payload.modal });
}

const refused = (error: string, ...messages: string[]) => ({
  data: {
    error,
    ...(messages.length > 0
      ? { response_metadata: { messages: messages.map((one) => `[ERROR] ${one}`) } }
      : {}),
  },
});

describe('Slack takes', () => {
  const words = {
    characters: (most: number) => `must be less than ${most + 1} characters`,
    items: (most: number) => `no more than ${most} items allowed`,
    number: (most: number) => `must be at most ${most}`,
  };

  test.each(limits)('$most $unit for $of, and not one more', async ({ most, unit, at, make }) => {
    expect(await send(make(most))).toMatchObject({ ok: true });
    const error = 'message' in make(most) ? 'invalid_blocks' : 'invalid_arguments';
    await expect(send(make(most + 1))).rejects.toMatchObject(
      refused(error, `${words[unit](most)} [json-pointer:${at}]`),
    );
  });

  test('a view of 250 KB, and not one byte more', async () => {
    const most = 250 * 1024;
    expect(JSON.stringify(viewOf(most))).toHaveLength(most);
    expect(await send({ modal: viewOf(most) })).toMatchObject({ ok: true });
    await expect(send({ modal: viewOf(most + 1) })).rejects.toMatchObject(refused('view_too_large'));
  });

  test('three views on top of each other, and not a fourth', async () => {
    const push = async () => client.views.push({ trigger_id: await trigger(), view: inviteForm() });
    await client.views.open({ trigger_id: await trigger(), view: inviteForm() });
    await push();
    await push();
    await expect(push()).rejects.toMatchObject(refused('push_limit_reached'));
  });

  test('a trigger for three seconds, and once', async () => {
    const open = (trigger_id: string) => client.views.open({ trigger_id, view: inviteForm() });
    const [intime, late] = [await trigger(), await trigger()];
    time += 3000;
    await open(intime);
    await expect(open(intime)).rejects.toMatchObject(refused('exchanged_trigger_id'));
    time += 1;
    await expect(open(late)).rejects.toMatchObject(refused('expired_trigger_id'));
    await expect(open('none')).rejects.toMatchObject(refused('invalid_trigger_id'));
  });

  test('a response URL five times, for thirty minutes', async () => {
    await slack.as('olivia').run('/invite');
    await slack.as('olivia').run('/invite');
    const [first, second] = slack
      .deliveries('command')
      .slice(-2)
      .map(({ body }) => delivered.parse(body).response_url);
    const use = async (url = '') => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(url, { method: 'POST', headers, body: '{"text":"x"}' })).text();
    };
    for (let at = 0; at < 5; at += 1) expect(await use(first)).toBe('ok');
    expect(await use(first)).toContain('used_url');
    time += 30 * 60_000;
    expect(await use(second)).toBe('ok');
    time += 1;
    expect(await use(second)).toContain('expired_url');
  });

  test('five messages at once in a channel, then one a second', () => {
    let seconds = 0;
    return withSlack(
      async ({ slack: limited, bot }) => {
        const post = (channel: string) =>
          fetch(`${limited.apiUrl}chat.postMessage`, {
            method: 'POST',
            headers: { authorization: `Bearer ${limited.botToken}` },
            body: new URLSearchParams({ channel, text: 'x' }),
          });
        for (let at = 0; at < 5; at += 1) expect((await post('C0GENERAL1')).status).toBe(200);
        const refusal = await post('#general');
        expect([refusal.status, refusal.headers.get('retry-after')]).toEqual([429, '1']);
        expect(await refusal.json()).toEqual({ ok: false, error: 'ratelimited' });
        expect((await post(limited.as('mia').id)).status).toBe(200);
        await bot.client.auth.test();
        seconds = 1;
        expect((await post('C0GENERAL1')).status).toBe(200);
        expect((await post('C0GENERAL1')).status).toBe(429);
        expect(limited.as('mia').messages('general')).toHaveLength(6);
      },
      { rateLimits: true, now: () => new Date(1_800_000_000_000 + seconds * 1000) },
    );
  });

  test('the hash of a view until the view has changed', async () => {
    const { view } = await client.views.open({ trigger_id: await trigger(), view: inviteForm() });
    const update = () =>
      client.views.update({ view_id: view?.id ?? '', hash: view?.hash ?? '', view: inviteForm() });
    await update();
    await expect(update()).rejects.toMatchObject(refused('hash_conflict'));
    const { view: home } = await client.views.publish({ user_id: 'U0ADAM0000', view: emptyHome });
    const publish = () =>
      client.views.publish({ user_id: 'U0ADAM0000', hash: home?.hash ?? '', view: emptyHome });
    await publish();
    await expect(publish()).rejects.toMatchObject(refused('hash_conflict'));
  });

  test('a form only with a submit button', async () => {
    const { submit: _, ...mute } = inviteForm();
    expect(await send({ modal: { ...inviteForm() } })).toMatchObject({ ok: true });
    await expect(send({ modal: mute })).rejects.toMatchObject(
      refused('invalid_arguments', 'missing required field: submit [json-pointer:/view]'),
    );
  });

  test('an id once', async () => {
    const divider = (block_id: string) => ({ type: 'divider', block_id });
    const actions = (...ids: string[]) => ({ type: 'actions', elements: ids.map((id) => button('OK', id)) });
    expect(await send({ message: [divider('a'), divider('b'), actions('a', 'b')] })).toMatchObject({
      ok: true,
    });
    await expect(send({ message: [divider('a'), divider('a')] })).rejects.toMatchObject(
      refused('invalid_blocks', '`block_id` must be unique: a [json-pointer:/blocks/1/block_id]'),
    );
    await expect(send({ message: [actions('a', 'a')] })).rejects.toMatchObject(
      refused('invalid_blocks', '`action_id` must be unique within a block: a [json-pointer:/blocks/0]'),
    );
  });

  test.each([
    ['without a caption', { caption: undefined }, 'missing required field: caption', '/caption'],
    ['of headings only', { rows: [[cell]] }, 'must have at least 2 items', '/rows'],
    [
      'of 21 columns',
      { rows: [Array(21).fill(cell), Array(20).fill(cell)] },
      'no more than 20 items allowed',
      '/rows/0',
    ],
    [
      'of rows that differ',
      { rows: [[cell, cell], [cell]] },
      'all rows must have the same number of cells',
      '/rows/1',
    ],
    [
      'with formatted headings',
      { rows: [[{ type: 'rich_text', elements: [] }], [cell]] },
      'rich_text cannot be a heading',
      '/rows/0/0',
    ],
    [
      'whose row header is no column',
      { row_header_column_index: 1 },
      'must be the index of a column',
      '/row_header_column_index',
    ],
  ])('no data table %s', async (_what, extra, words, at) => {
    await expect(send(dataTable(extra))).rejects.toMatchObject(
      refused('invalid_blocks', `${words} [json-pointer:/blocks/0${at}]`),
    );
  });

  test('a data table of 20 columns, of text, numbers and formatted text', async () => {
    const number = { type: 'raw_number', value: 12.5, text: '12.50 €' };
    const rich = { type: 'rich_text', elements: [] };
    const rows = [Array(20).fill(cell), [number, rich, ...Array(18).fill(cell)]];
    expect(await send(dataTable({ rows, row_header_column_index: 19, page_size: 1 }))).toMatchObject({
      ok: true,
    });
  });

  test.each([
    ['message', { message: [{ type: 'video' }] }, 'invalid_blocks', '/blocks/0/type', 'video'],
    [
      'modal',
      { modal: { type: 'modal', title: plain('Title'), blocks: [{ type: 'card' }] } },
      'invalid_arguments',
      '/view/blocks/0/type',
      'card',
    ],
    [
      'section',
      { message: [{ type: 'section', text: plain('x'), accessory: { type: 'workflow_button' } }] },
      'invalid_blocks',
      '/blocks/0/accessory/type',
      'workflow_button',
    ],
  ])(
    'what the local Slack does not know in a %s is told from a mistake',
    async (_at, payload, error, at, type) => {
      await expect(send(payload)).rejects.toMatchObject(
        refused(
          error,
          `the local Slack does not know the type ${type}, although Slack does [json-pointer:${at}]`,
        ),
      );
    },
  );

  test.each([
    [
      'an unknown field',
      { type: 'divider', colour: 'red' },
      'invalid additional property: colour',
      '/blocks/0',
    ],
    ['an unknown type', { type: 'marquee' }, 'unsupported type', '/blocks/0/type'],
    [
      'an empty text',
      { type: 'header', text: plain('') },
      'must be more than 0 characters',
      '/blocks/0/text/text',
    ],
    [
      'an icon that Slack does not have',
      { type: 'context_actions', elements: [iconButton({ icon: 'rocket' })] },
      'must be one of: trash',
      '/blocks/0/elements/0/icon',
    ],
  ])('nothing with %s', async (_what, block, words, at) => {
    await expect(send({ message: [block] })).rejects.toMatchObject(
      refused('invalid_blocks', `${words} [json-pointer:${at}]`),
    );
  });

  test('one table in a message, and 12,000 characters of markdown in all of its blocks', async () => {
    const table = { type: 'table', rows: [[cell]] };
    await expect(send({ message: [table, { ...table }] })).rejects.toMatchObject(
      refused('invalid_attachments', 'only_one_table_allowed'),
    );
    const markdown = (size: number) => ({ type: 'markdown', text: 'x'.repeat(size) });
    expect(await send({ message: [markdown(6000), markdown(6000)] })).toMatchObject({ ok: true });
    await expect(send({ message: [markdown(6000), markdown(6001)] })).rejects.toMatchObject(
      refused(
        'invalid_blocks',
        'markdown blocks must be less than 12001 characters together [json-pointer:/blocks]',
      ),
    );
  });

  test.each([
    ['a button', accessory({ ...button('OK', 'a'), url: 'fluxera' }), 'invalid url', 'accessory/url'],
    ['a script', accessory({ ...button('OK', 'a'), url: 'javascript:x()' }), 'invalid url', 'accessory/url'],
    [
      'a picture on this machine',
      accessory({ ...picture, image_url: 'http://localhost:3000/x.png' }),
      'downloading image failed',
      'accessory/image_url',
    ],
    [
      'a picture at no address',
      { message: [{ ...picture, image_url: '/x.png' }] },
      'downloading image failed',
      'image_url',
    ],
  ])('no address that leads nowhere: %s', async (_what, payload, words, at) => {
    await expect(send(payload)).rejects.toMatchObject(
      refused('invalid_blocks', `${words} [json-pointer:/blocks/0/${at}]`),
    );
  });

  test.each([
    [
      'a least length above the most',
      { min_length: 5, max_length: 4 },
      'must be at most max_length',
      'min_length',
    ],
    ['a word for a number', number({ initial_value: 'one' }), 'must be a number', 'initial_value'],
    [
      'a least number above the most',
      number({ min_value: '5', max_value: '4' }),
      'must be at most max_value',
      'min_value',
    ],
    [
      'a first number below the least',
      number({ min_value: '5', initial_value: '4' }),
      'must be at least min_value',
      'initial_value',
    ],
    [
      'a first number above the most',
      number({ max_value: '4', initial_value: '5' }),
      'must be at most max_value',
      'initial_value',
    ],
    [
      'a fraction where none is wanted',
      number({ initial_value: '1.5' }),
      'must be an integer',
      'initial_value',
    ],
  ])('no field with %s', async (_what, element, words, at) => {
    await expect(send(input({}, element))).rejects.toMatchObject(
      refused('invalid_arguments', `${words} [json-pointer:/view/blocks/0/element/${at}]`),
    );
  });

  test.each([
    ['an alert', 'modal', { type: 'alert', text: plain('Careful') }],
    ['markdown', 'message', { type: 'markdown', text: '# Hello' }],
    ['a table', 'message', { type: 'table', rows: [[cell]] }],
    ['a data table', 'message', { type: 'data_table', caption: 'Names', rows: [[cell], [cell]] }],
    ['context actions', 'message', { type: 'context_actions', elements: [feedbackButtons()] }],
  ])('%s in a %s only', async (_name, only, block) => {
    const payloads = {
      message: { message: [block] },
      modal: { modal: { type: 'modal', title: plain('Title'), blocks: [block] } },
      home: { home: { type: 'home', blocks: [block] } },
    };
    for (const [place, payload] of Object.entries(payloads)) {
      const root = place === 'message' ? '/blocks' : '/view/blocks';
      const error = place === 'message' ? 'invalid_blocks' : 'invalid_arguments';
      if (place === only) expect(await send(payload)).toMatchObject({ ok: true });
      else
        await expect(send(payload)).rejects.toMatchObject(
          refused(error, `unsupported type [json-pointer:${root}/0/type]`),
        );
    }
  });
});

const emptyHome = { type: 'home' as const, blocks: [] };

/** A modal whose JSON is that long. */
function viewOf(bytes: number) {
  const view = (lengths: number[]) => ({
    type: 'modal',
    title: plain('Title'),
    blocks: lengths.map((length) => ({ type: 'section', text: plain('x'.repeat(length)) })),
  });
  const lengths = Array.from({ length: 90 }, () => 1);
  let missing = bytes - JSON.stringify(view(lengths)).length;
  return view(
    lengths.map((length) => {
      const more = Math.min(missing, 2999);
      missing -= more;
      return length + more;
    }),
  );
}
