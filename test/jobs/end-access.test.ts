import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { endAccesses } from '../../src/jobs/end-access.ts';
import { describeError } from '../../src/log.ts';
import { createWorld, DAY_MS, type World } from '../harness/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** Somebody whose last day was so many days ago. */
async function leaver(workspaceId: string, name: string, days: number) {
  const email = `${name.toLowerCase()}@acme.example`;
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'MEMBER' } });
  const identity = await world.db.identity.create({ data: { email, name, emailVerified: true } });
  await world.db.user.create({
    data: {
      ...{ workspaceId, identityId: identity.id, email, firstName: name },
      ...{ roleId: role.id, roleKind: 'MEMBER', status: 'ACTIVE' },
      accessUntil: new Date(Date.now() - days * DAY_MS),
    },
  });
}

const inactive = async () =>
  (await world.db.user.findMany({ where: { status: 'INACTIVE' }, orderBy: { accessUntil: 'asc' } })).map(
    ({ firstName }) => firstName,
  );

/** What the schedule does every five minutes. */
const sweep = () => endAccesses(world);

test('one account that cannot be ended keeps nobody else in, and is ended when that is over', async () => {
  const { workspaceId } = await world.createWorkspace();
  for (const [name, days] of [
    ['Ada', 5],
    ['Bea', 4],
    ['Cem', 3],
  ] as const) {
    await leaver(workspaceId, name, days);
  }
  await world.db.$executeRaw`
    ALTER TABLE "user" ADD CONSTRAINT ada_stays CHECK (first_name <> 'Ada' OR status = 'ACTIVE')`;
  const failure = await sweep().catch((error: unknown) => error);
  expect(await inactive()).toEqual(['Bea', 'Cem']);
  expect(JSON.stringify(describeError(failure))).toMatch(/"failed for 1".*"user [0-9a-f-]{36}".*ada_stays/);
  await world.db.$executeRaw`ALTER TABLE "user" DROP CONSTRAINT ada_stays`;
  await sweep();
  expect(await inactive()).toEqual(['Ada', 'Bea', 'Cem']);
});
