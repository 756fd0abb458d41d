import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { recordRefused } from '../../src/activity/record-refused.ts';
import { Refusal } from '../../src/errors.ts';
import { wholeWish } from '../../src/exports/export-wish.ts';
import { readExport } from '../../src/exports/read-export.ts';
import { requestExport } from '../../src/exports/request-export.ts';
import { walkExport } from '../../src/exports/walk-export.ts';
import { createWorld, type World } from '../harness/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const origin = { source: 'SLACK' } as const;

test('whoever gets their own part of the activity reads what they were refused, and not what others were of them', async () => {
  const { workspaceId, ownerId } = await world.createWorkspace();
  const email = 'mia@northwind.example';
  const identity = await world.db.identity.create({ data: { email, name: 'Mia' } });
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'ADMIN' } });
  const mia = { workspaceId, userId: world.deps.newId() };
  await world.db.user.create({
    data: {
      ...{ workspaceId, id: mia.userId, identityId: identity.id, email, firstName: 'Mia' },
      ...{ roleId: role.id, roleKind: 'ADMIN', status: 'ACTIVE' },
    },
  });
  await world.db.rolePermission.deleteMany({
    where: { workspaceId, roleId: role.id, permission: 'MANAGE_USERS' },
  });
  const refused = (userId: string, aboutUserId: string) =>
    recordRefused(world.deps, {
      actor: { workspaceId, userId },
      refusal: new Refusal('USER_IS_OWNER', { userId: aboutUserId, name: 'Somebody' }).asUnion(),
      request: 'user_status',
      origin,
    });
  await refused(ownerId, mia.userId);
  await refused(mia.userId, ownerId);
  const submission = 'VOWN';
  await requestExport(world.deps, { actor: mia, submission, wish: wholeWish('ACTIVITY'), origin });
  const { id: exportId } = await world.db.export.findFirstOrThrow({ where: { submission } });
  const asked = await readExport(world.deps, { workspaceId, exportId });
  const rows: unknown[] = [];
  await walkExport(world.deps, asked, async (chunk) => void rows.push(...chunk.rows));
  const entries = z.array(z.object({ action: z.string(), actorId: z.string().nullable() })).parse(rows);
  expect(entries.filter(({ action }) => action === 'access.refused')).toEqual([
    { action: 'access.refused', actorId: mia.userId },
  ]);
});
