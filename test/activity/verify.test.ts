import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sealActivity } from '../../src/activity/seal-activity.ts';
import { projectRoot } from '../../src/project-root.ts';
import { tellOfActivity } from '../../src/tell-of-activity.ts';
import { emptyDatabase } from '../harness/empty-database.ts';
import { liveFully } from '../harness/full-life.ts';
import { type PortalWorld, startPortal } from '../harness/portal-server.ts';
import { cleanUp, type Ended, runProgram, startProgram, temporaryFolder } from '../harness/program.ts';
import { databaseOf, query } from '../harness/program-database.ts';
import { startTampering, type Tampering } from '../harness/tampering.ts';
import { until } from '../harness/until.ts';
import { TEST_SECRET, type TestWorkspace } from '../harness/world.ts';

const main = join(projectRoot, 'dist', 'src', 'activity-verify.js');
let portal: PortalWorld;
let workspace: TestWorkspace;
let other: TestWorkspace;
let tampering: Tampering;

beforeAll(async () => {
  portal = await startPortal();
  workspace = await portal.createWorkspace();
  other = await portal.createWorkspace({ name: 'Contoso', ownerEmail: 'oscar@contoso.example' });
  for (let n = 0; n < 5; n += 1) await other.invite(`person${n}@contoso.example`);
  // Everything in the order of the product's clock, which the life of a workspace moves.
  await sealActivity(portal.deps);
  await liveFully(portal, workspace);
  await sealActivity(portal.deps);
  tampering = await startTampering(portal);
}, 60_000);
afterEach(() => tampering.restore());
afterAll(async () => {
  await portal.close();
  await cleanUp();
});

const environment = () => ({ DATABASE_URL: portal.databaseUrl, APP_SECRET: TEST_SECRET });

/** What the command does, without a process around it. */
async function look(args: string[] = []): Promise<Pick<Ended, 'code' | 'stdout'>> {
  let stdout = '';
  const code = await tellOfActivity(args, environment(), (line) => {
    stdout += `${line}\n`;
  });
  return { code, stdout };
}

/** Runs the command as an operator does. */
function verify(args: string[] = [], env: Record<string, string> = {}): Promise<Ended> {
  return runProgram({
    main,
    args,
    env: { ...environment(), ...env },
  });
}

/** The id of an entry of Northwind, by how many stand before it. */
async function entry(index: number): Promise<string> {
  const { workspaceId } = workspace;
  const found = await portal.db.activity.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } });
  return String(found[index]?.id);
}

/** Every line about an entry, as "id: words". */
function told({ stdout }: Pick<Ended, 'stdout'>): string[] {
  return stdout.split('\n').flatMap((line) => {
    const [, id, words] = /entry (\d+)[^:]*(?:T[\d:.]+Z)?[^:]*: (.*)$/.exec(line) ?? [];
    return id && words ? [`${id}: ${words}`] : [];
  });
}

test('nothing is wrong where nobody touched anything: it counts, and prints an anchor of each workspace', async () => {
  const ended = await verify();
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const count = await portal.db.activity.count({ where: { workspaceId: other.workspaceId } });
  expect(ended.stdout).toMatch(/^Northwind \(\S+\): \d+ entries, \d+ sealed\. Anchor: \d+:[0-9a-f]{64}$/m);
  expect(ended.stdout).toMatch(
    new RegExp(
      `^Contoso \\(${other.workspaceId}\\): ${count} entries, ${count} sealed\\. Anchor: ${count}:[0-9a-f]{64}$`,
      'm',
    ),
  );
  expect(ended.stdout).toContain('Nothing was changed, removed or slipped in.\n');
});

describe('It names the entry', () => {
  test('in which somebody changed any of its columns', async () => {
    const changes = [
      `at = at + interval '1 millisecond'`,
      `action = 'user.edited'`,
      'actor_id = gen_random_uuid()',
      'actor_id = NULL',
      `subject_type = 'nothing'`,
      'subject_id = gen_random_uuid()',
      `before = '{}'`,
      `after = after || '{"more": 1}'`,
      `reason = ''`,
      `source = 'COMMAND_LINE'`,
      `ip_address = '198.51.100.1'`,
    ];
    const { rows } = await portal.pool.query(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'activity' ORDER BY 1`,
    );
    const changed = new Set(changes.map((change) => change.split(' ')[0]));
    expect(rows.map(({ name }) => name)).toEqual([...changed, 'id', 'workspace_id'].toSorted());
    const { workspaceId } = workspace;
    const sent = await portal.db.activity.findMany({
      where: { workspaceId, action: 'invitation.sent' },
      orderBy: { id: 'asc' },
      take: changes.length,
    });
    await tampering.tamper(
      ...changes.map((change, index) => `UPDATE activity SET ${change} WHERE id = ${sent[index]?.id}`),
    );
    const ended = await verify();
    expect(ended.code).toBe(1);
    const words = 'it is not what was sealed: it, or the link before it, was changed.';
    expect(told(ended)).toEqual(sent.map(({ id }) => `${id}: ${words}`));
    const last = sent.at(-1);
    expect(ended.stdout).toContain(
      `Northwind (${workspaceId}): entry ${last?.id} of ${last?.at.toISOString()}, invitation.sent (position `,
    );
  });

  test('that somebody gave to another workspace: gone here, and slipped in there', async () => {
    const id = await entry(8);
    await tampering.tamper(`UPDATE activity SET workspace_id = '${other.workspaceId}' WHERE id = ${id}`);
    const ended = await look();
    expect(ended.code).toBe(1);
    expect(told(ended)).toEqual([
      `${id}: it was removed.`,
      `${id}: it was slipped in behind entries that came later.`,
    ]);
  });

  test('that has another id', async () => {
    const id = await entry(8);
    await tampering.tamper(`UPDATE activity SET id = 999999 WHERE id = ${id}`);
    expect(told(await look())).toEqual([
      `${id}: it was removed.`,
      '999999: it was slipped in behind entries that came later.',
    ]);
  });

  test('that somebody removed', async () => {
    const id = await entry(8);
    await tampering.tamper(`DELETE FROM activity WHERE id = ${id}`);
    const ended = await look();
    expect(ended.code).toBe(1);
    expect(told(ended)).toEqual([`${id}: it was removed.`]);
  });

  test('behind which one is gone with its seal', async () => {
    const [gone, next] = [await entry(8), await entry(9)];
    await tampering.tamper(
      `DELETE FROM activity WHERE id = ${gone}`,
      `DELETE FROM activity_seal WHERE activity_id = ${gone}`,
    );
    expect(told(await look())).toEqual([`${next}: what was sealed before it was removed.`]);
  });

  test('behind which one is gone with its seal, although the others were numbered anew', async () => {
    const [gone, next] = [await entry(8), await entry(9)];
    await tampering.tamper(
      `DELETE FROM activity WHERE id = ${gone}`,
      `DELETE FROM activity_seal WHERE activity_id = ${gone}`,
      `UPDATE activity_seal SET position = position + 999999 WHERE workspace_id = '${workspace.workspaceId}' AND activity_id > ${gone}`,
      'UPDATE activity_seal SET position = position - 1000000 WHERE position > 999999',
    );
    const ended = await look();
    expect(ended.code).toBe(1);
    expect(told(ended)[0]).toBe(
      `${next}: it is not what was sealed: it, or the link before it, was changed.`,
    );
  });

  test('of which only the seal is gone', async () => {
    const [id, next] = [await entry(8), await entry(9)];
    await tampering.tamper(`DELETE FROM activity_seal WHERE activity_id = ${id}`);
    expect(told(await look())).toEqual([
      `${next}: what was sealed before it was removed.`,
      `${id}: it was slipped in behind entries that came later.`,
    ]);
  });

  test('that somebody wrote as if it had been there', async () => {
    const id = await entry(8);
    await tampering.tamper(
      `INSERT INTO activity SELECT workspace_id, 999999, at, action, actor_id, subject_type, subject_id, before, after, reason, source, ip_address
       FROM activity WHERE id = ${id}`,
    );
    expect(told(await look())).toEqual(['999999: it was slipped in behind entries that came later.']);
  });

  test('that somebody wrote in the ordinary way, but with a time long past: it is sealed, and found all the same', async () => {
    const { rows } = await portal.pool.query(
      `INSERT INTO activity (workspace_id, at, action, subject_type, subject_id, source)
       VALUES ($1, now() - interval '2 days', 'user.deactivated', 'user', $2, 'SLACK') RETURNING id`,
      [workspace.workspaceId, workspace.ownerId],
    );
    await sealActivity(portal.deps);
    expect(told(await look())).toEqual([`${rows[0].id}: it was slipped in behind entries that came later.`]);
  });

  test('that changed places with another', async () => {
    const [one, two] = [await entry(8), await entry(9)];
    await tampering.tamper(
      `UPDATE activity SET id = CASE id WHEN ${one} THEN -${two} ELSE -${one} END WHERE id IN (${one}, ${two})`,
      'UPDATE activity SET id = -id WHERE id < 0',
    );
    const ended = await look();
    expect(ended.code).toBe(1);
    expect(told(ended).map((line) => line.split(':')[0])).toEqual([one, two]);
  });

  test('that changed places with another, together with their seals', async () => {
    const [one, two] = [await entry(8), await entry(9)];
    await tampering.tamper(
      `UPDATE activity_seal s SET position = o.position + 1000000 FROM activity_seal o
       WHERE s.activity_id IN (${one}, ${two}) AND o.activity_id IN (${one}, ${two}) AND s.activity_id <> o.activity_id`,
      'UPDATE activity_seal SET position = position - 1000000 WHERE position > 1000000',
    );
    expect(told(await look())).toContain(`${two}: it was sealed in another place of the order.`);
  });

  test('from which on a chain is another workspace’s', async () => {
    await tampering.tamper(
      `DELETE FROM activity_seal WHERE workspace_id = '${workspace.workspaceId}'`,
      `DELETE FROM activity WHERE workspace_id = '${workspace.workspaceId}'`,
      `UPDATE activity SET workspace_id = '${workspace.workspaceId}' WHERE workspace_id = '${other.workspaceId}'`,
      `UPDATE activity_seal SET workspace_id = '${workspace.workspaceId}' WHERE workspace_id = '${other.workspaceId}'`,
    );
    const ended = await look();
    expect(ended.code).toBe(1);
    const first = (await portal.db.activity.findFirstOrThrow({ orderBy: { id: 'asc' } })).id;
    expect(told(ended)[0]).toBe(
      `${first}: it is not what was sealed: it, or the link before it, was changed.`,
    );
  });

  test('that was written a moment ago and removed before it was sealed', async () => {
    await workspace.invite('gone@example.com');
    const { id } = await portal.db.activity.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await tampering.tamper(`DELETE FROM activity WHERE id = ${id}`);
    const ended = await look();
    expect(ended.code).toBe(1);
    expect(told(ended)).toEqual([`${id}: it was removed before it was sealed.`]);
  });

  test('that nobody seals although the product runs; while it is stopped, entries wait', async () => {
    await tampering.tamper('DELETE FROM activity_seal', 'DELETE FROM unsealed_activity');
    await tampering.tamper(
      `UPDATE activity SET at = now() - interval '1 hour'`,
      'INSERT INTO unsealed_activity SELECT workspace_id, id FROM activity',
    );
    const stopped = await look();
    expect(stopped).toMatchObject({ code: 0 });
    expect(stopped.stdout).toMatch(/Contoso \(\S+\): (\d+) entries, 0 sealed, \1 to be sealed\.\n/);
    await portal.pool.query(`INSERT INTO worker_lease VALUES ('one', now() + interval '1 minute')`);
    const running = await look();
    await portal.pool.query('DELETE FROM worker_lease');
    expect(running.code).toBe(1);
    expect(told(running)[0]).toBe(
      `${await entry(0)}: it is not sealed, although it is more than ten minutes old.`,
    );
    expect(running.stdout).toMatch(/^And \d+ more\.$/m);
  });
});

describe('The newest entries', () => {
  const cutOff = (count: number) => {
    const newest = `SELECT activity_id FROM activity_seal WHERE workspace_id = '${other.workspaceId}' ORDER BY position DESC LIMIT ${count}`;
    return tampering.tamper(
      `DELETE FROM activity WHERE id IN (${newest})`,
      `DELETE FROM activity_seal WHERE activity_id IN (${newest})`,
    );
  };

  test('can be cut off with their seals, and whoever kept an anchor finds out', async () => {
    const [, anchor = ''] = /Contoso .* Anchor: (\S+)/.exec((await look()).stdout) ?? [];
    expect((await look(['--anchor', anchor])).code).toBe(0);
    await cutOff(2);
    expect((await look()).code).toBe(0);
    const ended = await look(['--anchor', anchor]);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain(`Anchor ${anchor}: no chain has this link any more.\n`);
    expect(ended.stdout).not.toContain('Nothing was changed');
  });

  test('are missed as well when others have come in their place', async () => {
    const [, anchor = ''] = /Contoso .* Anchor: (\S+)/.exec((await look()).stdout) ?? [];
    await cutOff(1);
    await other.invite('instead@contoso.example');
    await sealActivity(portal.deps);
    expect((await look()).code).toBe(0);
    expect((await look(['--anchor', anchor])).code).toBe(1);
  });
});

describe('Where it cannot look, it says why and ends with 2', () => {
  test('with another APP_SECRET', async () => {
    const ended = await verify([], { APP_SECRET: 'another secret, of more than 32 characters' });
    expect(ended.code).toBe(2);
    expect(told(ended)[0]).toMatch(
      /: it was sealed with another APP_SECRET, and cannot be checked with this one\.$/,
    );
  });

  test('with a database that does not answer', async () => {
    const ended = await verify([], { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/none' });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^The database at 127\.0\.0\.1:1\/none cannot be reached/);
  });

  test('with a database of an earlier version, which stays as it is', async () => {
    const database = await emptyDatabase();
    const ended = await verify([], { DATABASE_URL: database.url });
    expect(ended).toMatchObject({
      code: 2,
      stderr: 'The database is of an earlier version: start this version of the program first.\n',
    });
    const tables = await database.query(`SELECT FROM pg_tables WHERE schemaname = 'public'`);
    expect(tables).toEqual([]);
    await database.drop();
  });

  test('without any data', async () => {
    const dataDir = await temporaryFolder();
    const ended = await runProgram({ main, env: { DATA_DIR: dataDir } });
    expect(ended).toMatchObject({
      code: 2,
      stderr: `There is no data in ${dataDir}: set DATA_DIR, or DATABASE_URL and APP_SECRET.\n`,
    });
  });

  test.each([
    [['--anchor', '12'], /^An anchor looks like 1200:9f86d0…/],
    [['--ancor', '12'], /'--ancor'/],
  ])('with %j', async (args, words) => {
    const ended = await verify(args);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).toContain('Usage: npm run activity:verify -- [--anchor position:mac]');
  });
});

test('the embedded database is checked while the product runs and after it has stopped, and is left as it was', async () => {
  const dataDir = await temporaryFolder();
  const env = { DATA_DIR: dataDir };
  const program = await startProgram({ env });
  await query(
    await databaseOf(dataDir),
    `BEGIN;
     INSERT INTO identity (id, email, name) VALUES (gen_random_uuid(), 'o@a.example', 'O');
     INSERT INTO workspace (id, slack_team_id, name, owner_id) VALUES (gen_random_uuid(), 'T1', 'Acme', gen_random_uuid());
     INSERT INTO role (workspace_id, id, kind, name) SELECT id, gen_random_uuid(), 'OWNER', 'Owner' FROM workspace;
     INSERT INTO "user" (workspace_id, id, identity_id, email, role_id, role_kind, status)
       SELECT w.id, w.owner_id, i.id, i.email, r.id, r.kind, 'ACTIVE' FROM workspace w, identity i, role r;
     INSERT INTO activity (workspace_id, at, action, subject_type, subject_id, source)
       SELECT id, now(), 'workspace.set-up', 'workspace', id, 'SLACK' FROM workspace;
     COMMIT`,
  );
  const running = await runProgram({ main, env });
  expect(running).toMatchObject({ code: 0, stderr: '' });
  expect(running.stdout).toMatch(/^Acme \(\S+\): 1 entries, 0 sealed, 1 to be sealed\.$/m);
  expect((await program.stop()).code).toBe(0);
  expect(await databaseOf(dataDir)).toBeUndefined();
  expect((await runProgram({ main, env })).code).toBe(0);
  expect(await databaseOf(dataDir)).toBeUndefined();
  // Whoever starts it again has what was left over sealed at once.
  const again = await startProgram({ env });
  const sealed = async () => (await query(await databaseOf(dataDir), 'SELECT FROM activity_seal')).length;
  await until('the entry is sealed', async () => (await sealed()) === 1);
  expect((await runProgram({ main, env })).stdout).toMatch(/1 sealed\. Anchor: 1:/);
  await again.stop();
}, 60_000);
