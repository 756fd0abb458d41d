import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { wholeWish } from '../../src/exports/export-wish.ts';
import { readExport } from '../../src/exports/read-export.ts';
import { requestExport } from '../../src/exports/request-export.ts';
import { walkExport } from '../../src/exports/walk-export.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  const { workspaceId, ownerId } = workspace;
  const now = world.deps.now();
  const asset = { workspaceId, id: world.deps.newId(), tag: 'LT-1', name: 'Laptop', createdAt: now };
  await world.db.asset.create({ data: asset });
  const license = { workspaceId, id: world.deps.newId(), name: 'Figma', seats: 2, createdAt: now };
  await world.db.license.create({ data: license });
  const given = { workspaceId, userId: ownerId, assignedById: ownerId, assignedAt: now };
  await world.db.assetAssignment.create({ data: { ...given, assetId: asset.id } });
  await world.db.licenseAssignment.create({ data: { ...given, licenseId: license.id } });
});
afterAll(() => world.close());

test.each(['ASSETS', 'ASSET_HISTORY', 'LICENSE_HISTORY'] as const)(
  'who has what is in the file of %s by name; with the address for whoever sees people, and nobody else',
  async (kind) => {
    const { workspaceId, ownerId: userId } = workspace;
    const submission = `V-${kind}`;
    const origin = { source: 'SLACK' } as const;
    await requestExport(world.deps, {
      actor: { workspaceId, userId },
      submission,
      wish: wholeWish(kind),
      origin,
    });
    const { id: exportId } = await world.db.export.findFirstOrThrow({ where: { submission } });
    const asked = await readExport(world.deps, { workspaceId, exportId });
    const rows = async () => {
      const all: unknown[] = [];
      await walkExport(world.deps, asked, async (chunk) => void all.push(...chunk.rows));
      return all;
    };
    const { email } = await world.db.user.findFirstOrThrow({ where: { workspaceId, id: userId } });
    expect(await rows()).toMatchObject([{ holderEmail: email }]);
    const seeing = { workspaceId, permission: 'VIEW_USERS' as const };
    const given = await world.db.rolePermission.findMany({ where: seeing });
    await world.db.rolePermission.deleteMany({ where: seeing });
    expect(await rows()).toMatchObject([{ holder: expect.any(String), holderEmail: null }]);
    await world.db.rolePermission.createMany({ data: given });
  },
);
