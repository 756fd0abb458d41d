import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { forgetImports } from '../../src/imports/forget-imports.ts';
import { readOutcomes } from '../../src/imports/read-outcomes.ts';
import { sendImport } from '../../src/imports/send-import.ts';
import { mailImport } from '../../src/jobs/mail-import.ts';
import type { Mail } from '../../src/mail/transport.ts';
import { startThingImport } from '../../src/thing-imports/start-thing-import.ts';
import { storeThingImport } from '../../src/thing-imports/store-thing-import.ts';
import { importPeople, reviewFile } from '../harness/import-people.ts';
import { receivedMails } from '../harness/received-mails.ts';
import { createWorld, DAY_MS, type World } from '../harness/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test('a file that nobody sent is forgotten after seven days, with everybody in it; one that was sent stays', async () => {
  const workspace = await world.createWorkspace();
  const unsent = await reviewFile(world, workspace, { bytes: Buffer.from('Email\nforgotten@example.com\n') });
  const sent = await importPeople(world, workspace, [['Email'], ['kept@example.com']]);
  world.passTime(7 * DAY_MS - 1000);
  await forgetImports(world.deps);
  const count = (importId: string) => world.db.bulkImportRow.count({ where: { importId } });
  expect([await count(unsent.importId), await count(sent.importId)]).toEqual([1, 1]);
  world.passTime(2000);
  await forgetImports(world.deps);
  expect([await count(unsent.importId), await count(sent.importId)]).toEqual([0, 1]);
  expect(await world.db.bulkImportFile.count()).toBe(1);
});

test('a file of assets is forgotten after seven days, added or not, and what it added stays', async () => {
  const { workspaceId, ownerId: userId } = await world.createWorkspace();
  const actor = { workspaceId, userId };
  const read = async (tag: string) => {
    const file = { name: 'assets.csv', bytes: Buffer.from(`Asset Tag,Name\n${tag},Laptop\n`) };
    return startThingImport(world.deps, { actor, kind: 'ASSETS', submission: world.deps.newId(), file });
  };
  await read('LT-1');
  const { importId } = await read('LT-2');
  await storeThingImport(world.deps, { actor, importId, origin: { source: 'SLACK' } });
  world.passTime(7 * DAY_MS - 1000);
  await forgetImports(world.deps);
  expect(await world.db.thingImportRow.count({ where: { workspaceId } })).toBe(2);
  world.passTime(2000);
  await forgetImports(world.deps);
  expect(await world.db.thingImport.count({ where: { workspaceId } })).toBe(0);
  expect(await world.db.thingImportRow.count({ where: { workspaceId } })).toBe(0);
  expect((await world.db.asset.findMany({ where: { workspaceId } })).map(({ tag }) => tag)).toEqual(['LT-2']);
});

test('the file of an import that has ended is forgotten after ninety days, and what became of everybody stays', async () => {
  const workspace = await world.createWorkspace();
  const { workspaceId, ownerId: userId } = workspace;
  const file = 'Email,First Name,Salary\njane@told.example,Jane,90000\nali@gmial,Ali,80000\n';
  const ref = await reviewFile(world, workspace, { bytes: Buffer.from(file) });
  const actor = { workspaceId, userId };
  await sendImport(world.deps, { ...ref, actor, origin: { source: 'SLACK' } });
  const sendMail = async (mails: Mail[]) =>
    receivedMails(mails).map(({ key }) => ({ key, outcome: 'SENT' as const }));
  await mailImport({ deps: world.deps, sendMail }, ref);
  const told = async () => {
    await forgetImports(world.deps);
    const { header, rows } = await readOutcomes(world.deps, actor, ref);
    const people: string[] = [];
    for await (const { cells, problem, status } of rows) people.push([...cells, problem ?? status].join(' '));
    return { header: header.join(' '), people };
  };
  world.passTime(90 * DAY_MS - 1000);
  expect(await told()).toEqual({
    header: 'Email First Name Salary',
    people: ['jane@told.example Jane 90000 PENDING', 'ali@gmial Ali 80000 EMAIL_MALFORMED'],
  });
  world.passTime(2000);
  expect(await told()).toEqual({
    header: 'Email First Name Last Name Department Job Title',
    people: ['jane@told.example Jane    PENDING', 'ali@gmial     EMAIL_MALFORMED'],
  });
});
