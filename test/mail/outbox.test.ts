import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createOutbox } from '../../src/mail/outbox.ts';
import type { Mail, Recipient } from '../../src/mail/transport.ts';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'outbox-'));
});

afterEach(async () => {
  await rm(parent, { recursive: true });
});

const jane: Recipient = {
  key: 'invitation-1-2',
  to: { email: 'jane@guest.example', name: 'Jane' },
  customArgs: {},
  substitutions: {},
};

function mail(...recipients: Recipient[]): Mail {
  return { subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', category: 'invitation', recipients };
}

const from = { email: 'mail@fluxera.example', name: 'Fluxera' };
const now = () => new Date('2026-11-23T10:00:00Z');

test('a mail lies in the outbox as one file that only its owner can read', async () => {
  const folder = join(parent, 'outbox');
  const send = createOutbox({ folder, from, now });
  expect(await send([mail(jane)])).toEqual([{ key: jane.key, outcome: 'SENT' }]);
  expect(await readdir(folder)).toEqual(['invitation-1-2.json']);
  expect(JSON.parse(await readFile(join(folder, 'invitation-1-2.json'), 'utf8'))).toEqual({
    id: 'invitation-1-2',
    createdAt: '2026-11-23T10:00:00.000Z',
    from,
    to: { email: 'jane@guest.example', name: 'Jane' },
    subject: 'Hello',
    html: '<p>Hello</p>',
    text: 'Hello',
  });
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, 'invitation-1-2.json'))).mode & 0o777).toBe(0o600);
});

test('a repeated job leaves one mail', async () => {
  const send = createOutbox({ folder: parent, from, now });
  await send([mail(jane)]);
  await send([mail(jane), mail({ ...jane, key: 'invitation-3-1' })]);
  expect((await readdir(parent)).sort()).toEqual(['invitation-1-2.json', 'invitation-3-1.json']);
});

test('a key cannot lead out of the folder', async () => {
  const send = createOutbox({ folder: parent, from, now });
  await expect(send([mail({ ...jane, key: '../escape' })])).rejects.toThrow('cannot name a file');
});

test('of one mail to many everybody gets one of their own', async () => {
  const send = createOutbox({ folder: parent, from, now });
  const ali: Recipient = { ...jane, key: 'invitation-2-1', to: { email: 'ali@guest.example' } };
  const sent = await send([
    {
      ...mail(
        { ...jane, substitutions: { '-html-': 'Jane &amp; $&', '-text-': 'Jane & $&' } },
        { ...ali, substitutions: { '-html-': 'Ali', '-text-': 'Ali' } },
      ),
      html: '<p>Hello -html-, -html-</p>',
      text: 'Hello -text-',
    },
  ]);
  expect(sent).toEqual([jane.key, ali.key].map((key) => ({ key, outcome: 'SENT' })));
  const read = async (key: string) => JSON.parse(await readFile(join(parent, `${key}.json`), 'utf8'));
  expect(await read(jane.key)).toMatchObject({
    to: jane.to,
    html: '<p>Hello Jane &amp; $&, Jane &amp; $&</p>',
    text: 'Hello Jane & $&',
  });
  expect(await read(ali.key)).toMatchObject({ to: ali.to, html: '<p>Hello Ali, Ali</p>', text: 'Hello Ali' });
});
