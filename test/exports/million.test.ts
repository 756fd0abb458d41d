import { readdirSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { wholeWish } from '../../src/exports/export-wish.ts';
import { requestExport } from '../../src/exports/request-export.ts';
import { sendExport } from '../../src/jobs/send-export.ts';
import { createLog } from '../../src/log.ts';
import { forgetfulSlack } from '../harness/forgetful-slack.ts';
import { addMuchActivity } from '../harness/much-activity.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
const MEGABYTE = 1024 * 1024;
/** A third of what is read, written and sent: whoever held it all would need more. */
const MOST_MEGABYTES = 60;

let world: World;
let workspace: TestWorkspace;
let folder: string;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  folder = await mkdtemp(join(tmpdir(), 'fluxera-exports-'));
  await addMuchActivity(world, workspace, 1_000_000);
}, 240_000);
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

test('a million entries become one file in bounded memory, and a message that changes says how far it is', async () => {
  const memory = () => {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  let most = 0;
  let looks = 0;
  const lying = new Set<string>();
  const look = () => {
    looks += 1;
    for (const name of readdirSync(folder)) lying.add(name);
    if (looks % 500 === 0) most = Math.max(most, memory());
  };
  const slack = await forgetfulSlack({ onBytes: look });
  const actor = { workspaceId: workspace.workspaceId, userId: workspace.ownerId };
  await requestExport(world.deps, {
    ...{ actor, submission: 'V1', wish: wholeWish('ACTIVITY'), origin: { source: 'SLACK' } },
  });
  const { id: exportId } = await world.db.export.findFirstOrThrow();
  const before = memory();
  most = before;
  const watching = setInterval(() => {
    most = Math.max(most, memory());
  }, 1000);
  try {
    const edge = { deps: world.deps, slack: slack.client, log: createLog('warn'), exportsFolder: folder };
    await sendExport(edge, { workspaceId: actor.workspaceId, exportId });
  } finally {
    clearInterval(watching);
    slack.close();
  }
  const { rowCount, status } = await world.db.export.findFirstOrThrow();
  expect(status).toBe('SENT');
  expect(rowCount).toBeGreaterThan(1_000_000);
  const { lines, bytes, announced } = slack.seen();
  expect(lines).toBe((rowCount ?? 0) + 1);
  expect(bytes).toBe(announced);
  expect(bytes).toBeGreaterThan(100 * MEGABYTE);
  expect((most - before) / MEGABYTE).toBeLessThan(MOST_MEGABYTES);
  // The first one is posted, all others change it; the file comes between the last two.
  const methods = slack.posted.map(({ method }) => method);
  expect(methods[0]).toBe('chat.postMessage');
  expect(methods.slice(-2)).toEqual(['files.completeUploadExternal', 'chat.update']);
  expect(methods.slice(1, -2).filter((method) => method !== 'chat.update')).toEqual([]);
  const texts = slack.posted.map(({ text }) => text);
  expect(texts[0]).toMatch(/^\*Exporting\* · [\d,]+ entries of the activity are written so far\./);
  const count = rowCount?.toLocaleString('en-US');
  expect(texts.at(-2)).toBe(
    `Here is your export: ${count} entries of the activity. Times in the file are UTC.`,
  );
  expect(texts.at(-1)).toBe(`*Done* · ${count} entries of the activity are in the file below.`);
  // Nothing lies there that a crash could leave behind.
  expect([...lying, ...(await readdir(folder))]).toEqual([]);
}, 240_000);
