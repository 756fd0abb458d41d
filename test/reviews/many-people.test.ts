import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { finishReview } from '../../src/reviews/finish-review.ts';
import { keepPerson } from '../../src/reviews/keep-person.ts';
import { readReview } from '../../src/reviews/read-review.ts';
import { readSummary } from '../../src/reviews/read-summary.ts';
import { startReview } from '../../src/reviews/start-review.ts';
import { until } from '../harness/until.ts';
import { createWorld, type World } from '../harness/world.ts';

let world: World;
const origin = { source: 'SLACK' } as const;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function workspaceOf(people: number, ownerEmail: string) {
  const { workspaceId, ownerId: userId } = await world.createWorkspace({ ownerEmail });
  await world.pool.query(
    `WITH made AS (INSERT INTO identity (id, email, name, email_verified)
       SELECT gen_random_uuid(), 'p' || n || '@' || $1, 'P', true FROM generate_series(1, $3::int) AS n RETURNING id, email)
     INSERT INTO "user" (workspace_id, id, identity_id, email, first_name, role_id, role_kind, status, activated_at)
     SELECT r.workspace_id, gen_random_uuid(), made.id, made.email, 'P', r.id, r.kind, 'ACTIVE', now()
     FROM made, role r WHERE r.kind = 'MEMBER' AND r.workspace_id = $2`,
    [ownerEmail.split('@')[1], workspaceId, people],
  );
  return { workspaceId, userId };
}

test('2,000 people are walked through page by page, and signed off when the last is decided about', async () => {
  const { deps, db } = world;
  const actor = await workspaceOf(1999, 'olivia@many.example');
  await startReview(deps, { actor, origin });
  const first = await readReview(db, actor);
  expect(first).toMatchObject({ total: 2000, decided: 0, start: 1, next: 7 });
  const reviewId = first?.id ?? '';
  const seen = new Set<string>();
  for (let start: number | undefined = 1; start && seen.size < 60; ) {
    const page = await readReview(db, actor, start);
    for (const { id } of page?.people ?? []) seen.add(id);
    start = page?.next;
  }
  expect(seen.size).toBe(60);
  expect(await readReview(db, actor, 1999)).toMatchObject({ previous: 1993, next: undefined });
  await world.pool.query(
    `UPDATE access_review_person SET decision = 'KEPT', decided_at = now(), decided_by_id = $1 WHERE position <> 1234`,
    [actor.userId],
  );
  await expect(finishReview(deps, { actor, reviewId, origin })).rejects.toMatchObject({
    code: 'REVIEW_UNDECIDED',
    facts: { left: 1 },
  });
  const page = await readReview(db, actor);
  expect(page).toMatchObject({ decided: 1999, start: 1231 });
  const left = page?.people.find(({ decision }) => !decision);
  await keepPerson(deps, { actor, reviewId, userId: left?.id ?? '', origin });
  await finishReview(deps, { actor, reviewId, origin });
  const rows = (await readSummary(db, actor, reviewId))?.rows ?? [];
  expect(rows).toHaveLength(2000);
  // Nobody else manages people there, and whoever reads the file sees that.
  expect(rows.filter(({ isOwnDecision }) => isOwnDecision).map(({ email }) => email)).toEqual([
    'olivia@many.example',
  ]);
});

test('another workspace’s review can neither be decided in, nor finished, nor read', async () => {
  const { deps, db } = world;
  const owner = await workspaceOf(1, 'olivia@one.example');
  const stranger = await workspaceOf(1, 'oscar@other.example');
  await startReview(deps, { actor: owner, origin });
  const page = await readReview(db, owner);
  const reviewId = page?.id ?? '';
  const userId = page?.people[0]?.id ?? '';
  await expect(keepPerson(deps, { actor: stranger, reviewId, userId, origin })).rejects.toMatchObject({
    code: 'REVIEW_UNKNOWN',
  });
  await expect(finishReview(deps, { actor: stranger, reviewId, origin })).rejects.toMatchObject({
    code: 'REVIEW_UNKNOWN',
  });
  expect(await readReview(db, stranger)).toBeUndefined();
  expect(await readSummary(db, stranger, reviewId)).toBeUndefined();
  expect(await readReview(db, owner)).toMatchObject({ decided: 0 });
});

test('a review in which somebody is asked about again, just before it is signed off, is not', async () => {
  const { deps, db, pool } = world;
  const actor = await workspaceOf(1, 'olivia@again.example');
  await startReview(deps, { actor, origin });
  const { id: reviewId } = await db.accessReview.findFirstOrThrow({
    where: { workspaceId: actor.workspaceId },
  });
  await pool.query(
    `UPDATE access_review_person SET decision = 'KEPT', decided_at = now(), decided_by_id = $1 WHERE review_id = $2`,
    [actor.userId, reviewId],
  );
  const rival = await pool.connect();
  try {
    await rival.query('BEGIN');
    await rival.query('SELECT id FROM access_review WHERE id = $1 FOR SHARE', [reviewId]);
    await rival.query(
      `UPDATE access_review_person SET decision = NULL, decided_at = NULL, decided_by_id = NULL
       WHERE review_id = $1 AND position = 1`,
      [reviewId],
    );
    const finished = finishReview(deps, { actor, reviewId, origin }).catch((error: unknown) => error);
    await until('the signing off waits', async () => {
      const { rows } = await pool.query(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows[0].n > 0;
    });
    await rival.query('COMMIT');
    expect(await finished).toMatchObject({ code: 'REVIEW_UNDECIDED', facts: { left: 1 } });
  } finally {
    await rival.query('ROLLBACK');
    rival.release();
  }
  expect(await db.accessReview.findFirst({ where: { id: reviewId } })).toMatchObject({ finishedAt: null });
});
