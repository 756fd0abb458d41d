import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listUsers } from '../../src/users/list-users.ts';
import { explaining } from '../harness/explained.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

const PEOPLE = 200_000;
/** Pages of 8 KiB: who looked at everybody would need some hundred times as many. */
const MOST_BLOCKS = 4_000;

let world: World;
let workspace: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  await pastTriggers(
    `WITH made AS (
       INSERT INTO identity (id, email, name, email_verified)
       SELECT gen_random_uuid(), 'person' || n || '@many.example', '', true FROM generate_series(1, ${PEOPLE}) AS n
       RETURNING id, email)
     INSERT INTO "user" (workspace_id, id, identity_id, email, role_id, role_kind, status, created_at)
     SELECT r.workspace_id, gen_random_uuid(), made.id, made.email, r.id, r.kind, 'ACTIVE', now() - random() * interval '900 days'
     FROM made, role r WHERE r.kind = 'MEMBER'`,
  );
}, 120_000);
afterAll(() => world.close());

/** What triggers check is not what takes long here. */
async function pastTriggers(sql: string): Promise<void> {
  const client = await world.pool.connect();
  try {
    await client.query("SET session_replication_role = 'replica'");
    await client.query(sql);
    await client.query("SET session_replication_role = 'origin'");
    await client.query('VACUUM ANALYZE identity');
    await client.query('VACUUM ANALYZE "user"');
  } finally {
    client.release();
  }
}

test.each([
  ['nobody', 'false', { on: 0, off: 200 }],
  ['very few', "email LIKE 'person7777%'", { on: 11, off: 200 }],
  ['every second person', "email LIKE '%2@%' OR email LIKE '%4@%'", { on: 200, off: 200 }],
  ['all but very few', "email NOT LIKE 'person7777%'", { on: 200, off: 11 }],
])(
  'where %s has a second factor, those who do and those who do not are found without looking at everybody',
  async (_who, sql, expected) => {
    await pastTriggers(
      `UPDATE identity SET has_second_factor = (${sql}) WHERE has_second_factor <> (${sql})`,
    );
    const actor = { workspaceId: workspace.workspaceId, userId: workspace.ownerId };
    for (const [filter, count] of [
      ['SECOND_FACTOR_ON', expected.on],
      ['SECOND_FACTOR_OFF', expected.off],
    ] as const) {
      const { tx, plans } = explaining(world);
      const { matching, rows } = await listUsers(tx, actor, { filter, search: '' });
      expect(matching.count).toBe(count);
      expect(rows).toHaveLength(Math.min(10, matching.count));
      expect(Math.max(...plans.map(({ blocks }) => blocks))).toBeLessThan(MOST_BLOCKS);
    }
  },
  60_000,
);
