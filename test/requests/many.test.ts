import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Tx } from '../../src/deps.ts';
import { countOpenRequests } from '../../src/requests/count-open-requests.ts';
import { listRequests, type RequestQuery } from '../../src/requests/list-requests.ts';
import { type Actor, readActor } from '../../src/roles/permitted.ts';
import { createWorld, type World } from '../harness/world.ts';

/** Pages of 8 KiB that a list may look at: its rows, and the ways through the indexes to them. */
const BLOCKS = 300;

let world: World;
let owner: Actor;

beforeAll(async () => {
  world = await createWorld();
  const { workspaceId, ownerId } = await world.createWorkspace();
  await world.pool.query(
    `INSERT INTO invitation_request (workspace_id, id, requester_id, emails, role_id, role_kind, created_at, status, decided_by_id, decided_at)
     SELECT r.workspace_id, gen_random_uuid(), $2::uuid, ARRAY['person' || n || '@example.com'], r.id, r.kind, now() - n * interval '1 minute',
            (CASE WHEN n % 10 = 0 THEN 'PENDING' ELSE 'DENIED' END)::request_status,
            CASE WHEN n % 10 = 0 THEN NULL ELSE $2::uuid END, CASE WHEN n % 10 = 0 THEN NULL ELSE now() - n * interval '1 second' END
     FROM role r, generate_series(1, 200000) AS n WHERE r.workspace_id = $1::uuid AND r.kind = 'VIEWER'`,
    [workspaceId, ownerId],
  );
  await world.pool.query('ANALYZE invitation_request');
  // It would look at the table between the two counts of a test.
  await world.pool.query('ALTER TABLE invitation_request SET (autovacuum_enabled = false)');
  const actor = await readActor(world.db, { workspaceId, userId: ownerId });
  if (!actor) throw new Error('no Owner');
  owner = actor;
}, 60_000);
afterAll(() => world.close());

/** How often the table and its indexes were looked at, by PostgreSQL's own count. */
async function looks() {
  const { rows } = await world.pool.query(
    `SELECT (heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read)::int AS blocks, seq_scan::int AS scans
     FROM pg_statio_user_tables JOIN pg_stat_user_tables USING (relid, relname) WHERE relname = 'invitation_request'`,
  );
  return z.object({ blocks: z.number(), scans: z.number() }).parse(rows[0]);
}

/** What somebody's work looked at; PostgreSQL counts it when the transaction ends. */
async function looksOf<Found>(work: (tx: Tx) => Promise<Found>) {
  const before = await looks();
  const found = await world.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_stat_force_next_flush()::text`;
    return work(tx);
  });
  const after = await looks();
  return { found, blocks: after.blocks - before.blocks, scans: after.scans - before.scans };
}

const older = (filter: RequestQuery['filter'], days: number): RequestQuery => ({
  filter,
  from: {
    position: {
      at: new Date(Date.now() - days * 86_400_000).toISOString(),
      id: '00000000-0000-7000-8000-000000000000',
    },
    direction: 'older',
  },
});

const requester = () => ({ ...owner, permissions: [] });

test.each<[string, () => Actor, RequestQuery]>([
  ['the open ones', () => owner, { filter: 'OPEN' }],
  ['the decided ones', () => owner, { filter: 'DECIDED' }],
  ['a later page of the open ones', () => owner, older('OPEN', 60)],
  ['a later page of the decided ones', () => owner, older('DECIDED', 1)],
  ['somebody’s own open ones', requester, { filter: 'OPEN' }],
  ['somebody’s own decided ones', requester, { filter: 'DECIDED' }],
])('among 200,000 requests, a page of %s is found by an index, in few looks', async (_what, actor, query) => {
  const { found, blocks, scans } = await looksOf((tx) => listRequests(tx, actor(), query));
  expect(found.requests).toHaveLength(8);
  expect(scans).toBe(0);
  expect(blocks).toBeGreaterThan(0);
  expect(blocks).toBeLessThan(BLOCKS);
});

test('the open ones are counted no further than Home tells', async () => {
  const { found, blocks } = await looksOf((tx) => countOpenRequests(tx, owner.workspaceId));
  expect(found).toEqual({ count: 99, isMore: true });
  expect(blocks).toBeGreaterThan(0);
  expect(blocks).toBeLessThan(BLOCKS);
});
