import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allPermissions, builtInRoles, permissionTable } from '../../src/roles/permission-table.ts';
import { startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { setUpWithRoles } from '../harness/permission-cast.ts';
import { permissionDeeds } from '../harness/permission-deeds.ts';

let fluxera: TestFluxera;
const holders = { OWNER: 'olivia', ADMIN: 'adam', MEMBER: 'mia', VIEWER: 'victor' } as const;

const deeds = permissionDeeds(() => fluxera);

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUpWithRoles(fluxera);
}, 60_000);
afterAll(() => fluxera.stop());

const cells = allPermissions().flatMap((permission) => {
  const row = permissionTable[permission];
  const deed = deeds[permission];
  return builtInRoles.map(({ kind, name }) => {
    return { deed, kind, name, words: row.words, verb: row[kind] ? 'can' : 'cannot' };
  });
});

describe('the table of permissions, whatever somebody’s screen offers', () => {
  test.each(cells)('a person with the role $name $verb $words', async ({ deed, kind, name, verb, words }) => {
    const { db } = fluxera.database;
    const byThem = async () => {
      const { id } = await db.user.findFirstOrThrow({
        where: { slackUserId: fluxera.slack.as(holders[kind]).id },
      });
      return db.activity.count({ where: { actorId: id } });
    };
    const before = await byThem();
    const { told, isDone } = await deed({ name: holders[kind], label: kind.toLowerCase() });
    expect(isDone).toBe(verb === 'can');
    if (verb === 'can') return;
    expect(told).toContain(`Your role, ${name}, cannot ${words}. Ask `);
    expect(await byThem()).toBe(before);
  });
});
