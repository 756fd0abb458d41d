import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/activity/activity-flaws.ts';
import { sealActivity } from '../../src/activity/seal-activity.ts';
import { verifyActivity } from '../../src/activity/verify-activity.ts';
import { sealNewActivity } from '../../src/jobs/seal-activity.ts';
import type { Log } from '../../src/log.ts';
import { createWorld, TEST_SECRET, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
});
afterAll(() => world.close());

const waiting = () => world.db.unsealedActivity.count();

/** The ids of what is sealed, in the order of the chain. */
const chain = async () =>
  (await world.db.activitySeal.findMany({ orderBy: { position: 'asc' } })).map(
    ({ activityId }) => activityId,
  );

async function verified() {
  const findings: Finding[] = [];
  const workspaces = await verifyActivity(world.deps, (finding) => findings.push(finding));
  return { findings: findings.slice(0, 5), workspaces };
}

const insert = `INSERT INTO activity (workspace_id, at, action, subject_type, subject_id, source)
  SELECT id, now(), 'user.signed-in', 'user', owner_id, 'JOB' FROM workspace LIMIT 1 RETURNING id`;

/** In one statement, as an import writes them. */
const addSignIns = (count: number) =>
  world.pool.query(
    `${insert.replace(/FROM workspace.*/, '')} FROM (SELECT * FROM workspace LIMIT 1) AS one, generate_series(1, $1)`,
    [count],
  );

describe('What is recorded is sealed', () => {
  test('in the order of sealing: what commits late comes behind what was given a later id', async () => {
    await sealActivity(world.deps);
    const slow = await world.pool.connect();
    try {
      await slow.query('BEGIN');
      const early = BigInt((await slow.query(insert)).rows[0].id);
      const late = BigInt((await world.pool.query(insert)).rows[0].id);
      expect(early < late).toBe(true);
      await sealActivity(world.deps);
      expect((await chain()).at(-1)).toBe(late);
      await slow.query('COMMIT');
      await sealActivity(world.deps);
      expect((await chain()).slice(-2)).toEqual([late, early]);
    } finally {
      slow.release();
    }
    expect(await verified()).toMatchObject({ findings: [], workspaces: [{ waiting: 0 }] });
  });

  test('what is taken back is not', async () => {
    const before = (await chain()).length;
    await world.db
      .$transaction(async (tx) => {
        await tx.$executeRawUnsafe(insert);
        throw new Error('changed my mind');
      })
      .catch(() => {});
    expect(await waiting()).toBe(0);
    expect(await sealActivity(world.deps)).toEqual([]);
    expect(await chain()).toHaveLength(before);
  });

  test('once, by whichever of several replicas comes first', async () => {
    await addSignIns(5000);
    await Promise.all([1, 2, 3].map(() => sealActivity(world.deps)));
    await sealActivity(world.deps);
    const sealed = await chain();
    expect(new Set(sealed).size).toBe(sealed.length);
    expect(sealed).toHaveLength(await world.db.activity.count());
  });

  test('each workspace in a chain of its own, and the log keeps the newest link of each', async () => {
    const other = await world.createWorkspace({ ownerEmail: 'oscar@contoso.example' });
    await workspace.invite('jane@example.com');
    const lines: unknown[][] = [];
    const keep = (...parts: unknown[]) => void lines.push(parts);
    const log: Log = {
      ...{ trace: keep, debug: keep, info: keep, warn: keep, error: keep, fatal: keep },
      isLevelEnabled: () => true,
    };
    await sealNewActivity({ deps: world.deps, log });
    const { workspaces } = await verified();
    const anchors = workspaces.map(({ workspaceId, head }) => [
      { workspaceId, anchor: `${head?.position}:${head?.mac}` },
      'activity sealed',
    ]);
    expect(lines).toHaveLength(2);
    expect(lines).toEqual(expect.arrayContaining(anchors));
    expect(workspaces.find(({ workspaceId }) => workspaceId === other.workspaceId)?.head?.position).toBe(1n);
    expect(JSON.stringify(lines)).not.toContain(TEST_SECRET);
  });

  test('a hundred thousand at once, in few pages of memory, while others go on writing', async () => {
    await addSignIns(100_000);
    const before = process.memoryUsage().rss;
    let isDone = false;
    const sealing = sealActivity(world.deps).finally(() => {
      isDone = true;
    });
    let meanwhile = 0;
    let most = 0;
    while (!isDone) {
      await world.pool.query(insert);
      if (!isDone) meanwhile += 1;
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    await sealing;
    expect(meanwhile).toBeGreaterThan(5);
    expect(most).toBeLessThan(300 * 1024 * 1024);
    await sealActivity(world.deps);
    expect(await waiting()).toBe(0);
    expect((await verified()).findings).toEqual([]);
  }, 90_000);
});
