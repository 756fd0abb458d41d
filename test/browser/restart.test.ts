import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import { type } from './local-slack.ts';
import { createPeople, sees } from './people.ts';

test('a page of the local Slack outlives a restart: it says what is wrong, and goes on with what was written', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const start = (port: number) =>
    startSandbox({ port, dataDir, outboxDir: join(dataDir, 'outbox'), botUrl: () => 'http://localhost:1' });
  const people = await createPeople();
  const first = await start(0);
  const page = await people.newPerson();
  await page.goto(first.url);
  await type(page, 'Good morning');
  await sees(page, 'Good morning');

  await first.stop();
  await sees(page, /The local Slack does not answer\. .+ start it again/);
  await type(page, 'Is anybody there?');
  await sees(page, /nothing was sent/);
  const second = await start(Number(new URL(first.url).port));
  await page.getByText('this page goes on by itself').waitFor({ state: 'detached' });
  await sees(page, 'Good morning');
  expect(await page.getByRole('textbox', { name: /^Message / }).inputValue()).toBe('Is anybody there?');
  // A browser complains of every try.
  expect(people.complaints().filter((words) => !words.includes('net::ERR_'))).toEqual([]);

  await people.close();
  await second.stop();
  await rm(dataDir, { recursive: true });
}, 30_000);
