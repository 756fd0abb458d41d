import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createAsset } from '../../src/assets/create-asset.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
});
afterAll(() => world.close());

const create = (tag: string, name: string) =>
  createAsset(world.deps, {
    actor: { workspaceId: workspace.workspaceId, userId: workspace.ownerId },
    submission: `${tag} ${name}`,
    fields: { tag, name, category: '', serial: '', status: 'IN_SERVICE', purchasedOn: null },
    origin: { source: 'SLACK' },
  });

test.each(['A_1', 'A%', 'back\\', "o'clock"])(
  'whoever takes the tag %s again hears which asset has it, however it is written',
  async (tag) => {
    await create(tag.replace(/[_%\\']/g, 'B'), 'Another one');
    await create(tag, `The one with ${tag}`);
    await expect(create(tag.toLowerCase(), 'Second')).rejects.toMatchObject({
      code: 'ASSET_TAG_TAKEN',
      facts: { name: `The one with ${tag}` },
    });
  },
);
