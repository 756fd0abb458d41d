import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createOutbox } from '../../src/mail/outbox.ts';
import type { Mail } from '../../src/mail/transport.ts';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'outbox-'));
});

afterEach(async () => {
  await rm(parent, { recursive: true });
});

const mail: Mail = {
  key: 'invitation-1-2',
  to: { email: 'jane@guest.example', name: 'Jane' },
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  category: 'invitation',
  customArgs: {},
};

const from = { email: 'mail@fluxera.example', name: 'Fluxera' };
const now = () => new Date('2026-11-23T10:00:00Z');

test('a mail lies in the outbox as one file that only its owner can read', async () => {
  const folder = join(parent, 'outbox');
  const send = createOutbox({ folder, from, now });
  expect(await send([mail])).toEqual([{ key: mail.key, outcome: 'SENT' }]);
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
  await send([mail]);
  await send([mail, { ...mail, key: 'invitation-3-1' }]);
  expect((await readdir(parent)).sort()).toEqual(['invitation-1-2.json', 'invitation-3-1.json']);
});

test('a key cannot lead out of the folder', async () => {
  const send = createOutbox({ folder: parent, from, now });
  await expect(send([{ ...mail, key: '../escape' }])).rejects.toThrow('cannot name a file');
});
