import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { forgetUnsentImports } from '../../src/imports/forget-imports.ts';
import { importPeople, reviewFile } from '../harness/import-people.ts';
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
  await forgetUnsentImports(world.deps);
  const count = (importId: string) => world.db.bulkImportRow.count({ where: { importId } });
  expect([await count(unsent.importId), await count(sent.importId)]).toEqual([1, 1]);
  world.passTime(2000);
  await forgetUnsentImports(world.deps);
  expect([await count(unsent.importId), await count(sent.importId)]).toEqual([0, 1]);
  expect(await world.db.bulkImportFile.count()).toBe(1);
});
