import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import { wholeWish } from '../../src/exports/export-wish.ts';
import { requestExport } from '../../src/exports/request-export.ts';
import { sendExport } from '../../src/jobs/send-export.ts';
import { createLog } from '../../src/log.ts';
import { forgetfulSlack } from '../harness/forgetful-slack.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;
let exportsFolder: string;

beforeEach(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  exportsFolder = await mkdtemp(join(tmpdir(), 'fluxera-exports-'));
});
afterEach(async () => {
  await world.close();
  await rm(exportsFolder, { recursive: true, force: true });
});

async function asked() {
  const { workspaceId, ownerId: userId } = workspace;
  const wish = wholeWish('ACTIVITY');
  await requestExport(world.deps, {
    ...{ actor: { workspaceId, userId }, submission: 'V1', wish, origin: { source: 'SLACK' } },
  });
  const { id: exportId } = await world.db.export.findFirstOrThrow();
  return { workspaceId, exportId };
}

const edgeTo = ({ client: slack }: { client: WebClient }) => ({
  ...{ deps: world.deps, slack, log: createLog('silent'), exportsFolder },
});

const sentFiles = (posted: { method: string }[]) =>
  posted.filter(({ method }) => method === 'files.completeUploadExternal');

test('what broke off in the middle of its bytes begins again, as whole as ever, and comes once', async () => {
  const slack = await forgetfulSlack({ breaks: 1 });
  const ref = await asked();
  const edge = edgeTo(slack);
  try {
    await expect(sendExport(edge, ref)).rejects.toThrow();
    expect(await readdir(exportsFolder)).toEqual([]);
    expect(sentFiles(slack.posted)).toEqual([]);
    // More than the file will have, as a process that was killed leaves it behind.
    await writeFile(join(exportsFolder, ref.exportId), 'a row\n'.repeat(10_000));
    await workspace.invite('meanwhile@example.com');
    await sendExport(edge, ref);
    // The queue may run what is done once more.
    await sendExport(edge, ref);
  } finally {
    slack.close();
  }
  expect(sentFiles(slack.posted)).toHaveLength(1);
  const { rowCount } = await world.db.export.findFirstOrThrow();
  expect(rowCount).toBe(await world.db.activity.count({ where: { action: { not: 'export.sent' } } }));
  const { lines, bytes, announced } = slack.seen();
  expect(lines).toBe((rowCount ?? 0) + 1);
  expect(bytes).toBe(announced);
  expect(await readdir(exportsFolder)).toEqual([]);
});

test('whoever may not export any more while the bytes are on their way gets no file, and reads why', async () => {
  const slack = await forgetfulSlack({
    onBytes: async () => {
      await world.db.rolePermission.deleteMany({ where: { permission: 'EXPORT_DATA' } });
    },
  });
  const ref = await asked();
  try {
    await sendExport(edgeTo(slack), ref);
  } finally {
    slack.close();
  }
  expect(slack.seen().bytes).toBeGreaterThan(0);
  expect(sentFiles(slack.posted)).toEqual([]);
  expect(slack.posted.at(-1)?.text).toContain('There is no file');
  expect(await world.db.export.findFirstOrThrow()).toMatchObject({ status: 'NOT_SENT' });
});

test('whose bytes Slack refuses is told so at once, and nothing is tried again', async () => {
  const slack = await forgetfulSlack({ status: 413 });
  const ref = await asked();
  try {
    await sendExport(edgeTo(slack), ref);
  } finally {
    slack.close();
  }
  expect(slack.posted.map(({ text }) => text)).toEqual([expect.stringContaining('Slack did not take it')]);
  expect(await world.db.export.findFirstOrThrow()).toMatchObject({ status: 'NOT_SENT' });
});

test('a file that could not be sent for a day is given up, which is said', async () => {
  const slack = await forgetfulSlack();
  const ref = await asked();
  await world.db.export.updateMany({ data: { createdAt: new Date(Date.now() - 25 * 60 * 60 * 1000) } });
  try {
    await sendExport(edgeTo(slack), ref);
  } finally {
    slack.close();
  }
  expect(slack.posted.map(({ text }) => text)).toEqual([expect.stringContaining('Slack did not take it')]);
  expect(await world.db.export.findFirstOrThrow()).toMatchObject({ status: 'NOT_SENT' });
});
