import { chmod, cp, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../src/project-root.ts';
import { mayRun, nobody } from './harness/accounts.ts';
import { cleanUp, runProgram, startProgram, temporaryFolder } from './harness/program.ts';
import { databaseOf, holdTable, query } from './harness/program-database.ts';
import { signedCommand } from './harness/signed-command.ts';
import { until } from './harness/until.ts';

afterAll(cleanUp, 30_000);

const isRoot = process.getuid?.() === 0;
const rootTest = isRoot ? test : test.skip;
const ordinaryTest = isRoot && (await mayRun(nobody)) ? test : test.skip;
const waiting = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'workspace'::regclass`;
const applied = 'SELECT migration_name, finished_at FROM _prisma_migrations ORDER BY 1';

describe('Whoever starts it with nothing but Node', () => {
  test('gets a server, a local Slack and probes that answer; the next start finds the data of this one', async () => {
    const DATA_DIR = join(await temporaryFolder(), 'data');
    const first = await startProgram({ env: { DATA_DIR } });
    expect(first.lines).toContain(`Fluxera is running at ${first.url}.`);
    expect(await answerOf(`${first.url}/healthz`)).toEqual([200, 'alive\n']);
    expect(await answerOf(`${first.url}/readyz`)).toEqual([200, 'ready\n']);
    const [status, metrics] = await answerOf(`${first.url}/metrics`);
    expect([status, metrics]).toEqual([200, expect.stringContaining('fluxera_job_seconds')]);
    expect((await answerOf(first.sandboxUrl))[0]).toBe(200);
    const migrations = await query(await databaseOf(DATA_DIR), applied);
    const secrets = await readFile(join(DATA_DIR, 'secrets.json'), 'utf8');
    expect((await stat(join(DATA_DIR, 'secrets.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(DATA_DIR)).mode & 0o777).toBe(0o700);
    expect(await first.stop()).toMatchObject({ code: 0, stderr: '' });
    expect(await databaseOf(DATA_DIR)).toBeUndefined();

    const second = await startProgram({ env: { DATA_DIR } });
    expect(await query(await databaseOf(DATA_DIR), applied)).toEqual(migrations);
    expect(await readFile(join(DATA_DIR, 'secrets.json'), 'utf8')).toBe(secrets);
    expect((await second.stop()).code).toBe(0);
  }, 40_000);

  test('loses nothing when it is killed: the next start takes the running database over', async () => {
    const DATA_DIR = await temporaryFolder();
    const first = await startProgram({ env: { DATA_DIR } });
    const database = await databaseOf(DATA_DIR);
    expect((await first.kill9()).signal).toBe('SIGKILL');
    expect(await query(database, applied)).not.toEqual([]);
    const second = await startProgram({ env: { DATA_DIR } });
    expect(await databaseOf(DATA_DIR)).toEqual(database);
    expect((await second.stop()).code).toBe(0);
    expect(await databaseOf(DATA_DIR)).toBeUndefined();
  }, 40_000);

  test('may stop it in the midst of a request: that request is answered first, and half a request holds nothing up', async () => {
    const DATA_DIR = await temporaryFolder();
    const program = await startProgram({ env: { DATA_DIR } });
    const half = connect(Number(new URL(program.url).port), '127.0.0.1');
    half.on('error', () => {}).write('POST /slack/events HTTP/1.1\r\n');
    const database = await databaseOf(DATA_DIR);
    const release = await holdTable(database, 'workspace');
    const answer = signedCommand(program, DATA_DIR, { command: '/users', text: '' });
    await until('the request waits for the table', async () => (await query(database, waiting)).length > 0);
    program.signal('SIGTERM');
    await until('it takes no new requests', () => fetch(`${program.url}/healthz`).then(no, yes));
    await release();
    expect(await answer).toMatchObject({ status: 200 });
    expect(await program.exit).toMatchObject({ code: 0, stderr: '' });
    half.destroy();
  }, 40_000);

  test('may stop it twice, not to wait for what is under way', async () => {
    const DATA_DIR = await temporaryFolder();
    const program = await startProgram({ env: { DATA_DIR } });
    const database = await databaseOf(DATA_DIR);
    const release = await holdTable(database, 'workspace');
    // Cut off, or acknowledged by then: its work has not ended either way.
    const answer = signedCommand(program, DATA_DIR, { command: '/users', text: '' }).then(yes, no);
    await until('the request waits for the table', async () => (await query(database, waiting)).length > 0);
    program.signal('SIGTERM');
    await until('it takes no new requests', () => fetch(`${program.url}/healthz`).then(no, yes));
    expect(await query(database, waiting)).not.toHaveLength(0);
    expect(await program.stop()).toMatchObject({ code: 1, stderr: '' });
    await answer;
    await release();
  }, 40_000);
});

describe('Whoever starts it where it cannot run reads one sentence, and nothing stays behind', () => {
  test.each([
    ['a bad variable', { PORT: 'eighty' }, /^PORT must be a port, from 0 to 65535\.\n$/],
    [
      'a database that does not answer',
      { DATABASE_URL: 'postgresql://u:hunter2@127.0.0.1:1/db', APP_SECRET: 's'.repeat(32) },
      /^The database at 127\.0\.0\.1:1\/db cannot be reached \(ECONNREFUSED\): check DATABASE_URL and that it runs\.\n$/,
    ],
  ])(
    '%s',
    async (_what, env, sentence) => {
      const DATA_DIR = await temporaryFolder();
      const ended = await runProgram({ env: { DATA_DIR, ...env } });
      expect(ended).toEqual({ code: 1, signal: null, stdout: '', stderr: expect.stringMatching(sentence) });
      expect(await databaseOf(DATA_DIR)).toBeUndefined();
    },
    20_000,
  );

  test('a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const address = server.address();
    const taken = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const DATA_DIR = await temporaryFolder();
    const ended = await runProgram({ env: { DATA_DIR, PORT: String(taken) } });
    // The local Slack takes the port after; by chance that one may be taken too.
    const sentence = new RegExp(`^(Port ${taken} is taken|The local Slack needs port ${taken + 1}).+\n$`);
    expect(ended).toEqual({ code: 1, signal: null, stdout: '', stderr: expect.stringMatching(sentence) });
    await new Promise((resolve) => server.close(resolve));
  }, 20_000);

  test('a data folder that is a file', async () => {
    const DATA_DIR = join(await temporaryFolder(), 'file');
    await writeFile(DATA_DIR, '');
    expect(await runProgram({ env: { DATA_DIR } })).toMatchObject({
      code: 1,
      stderr: `DATA_DIR ${DATA_DIR} cannot be written: choose another folder or its owner.\n`,
    });
  }, 20_000);

  ordinaryTest('a data folder of somebody else', async () => {
    const DATA_DIR = await temporaryFolder();
    expect(await runProgram({ env: { DATA_DIR }, account: nobody })).toMatchObject({
      code: 1,
      stderr: `DATA_DIR ${DATA_DIR} cannot be written: choose another folder or its owner.\n`,
    });
  });

  test.each(['{"appSecret": "cut off', '{"appSecret": "short"}', ''])(
    'secrets that are damaged: %j',
    async (content) => {
      const DATA_DIR = await temporaryFolder();
      await writeFile(join(DATA_DIR, 'secrets.json'), content);
      expect(await runProgram({ env: { DATA_DIR } })).toMatchObject({
        code: 1,
        stderr: `${DATA_DIR}/secrets.json is damaged: restore it from a backup; without it the links in sent mails are lost.\n`,
      });
    },
    20_000,
  );
});

describe('Whichever account starts it', () => {
  rootTest(
    'root, in a home that nobody else may enter, gets a running product and reads where the data is',
    async () => {
      const home = await temporaryFolder();
      await chmod(home, 0o700);
      for (const part of ['package.json', 'manifest.yml', 'dist', 'prisma/migrations']) {
        await cp(join(projectRoot, part), join(home, part), { recursive: true });
      }
      await symlink(join(projectRoot, 'node_modules'), join(home, 'node_modules'));
      const DATA_DIR = join(home, '.data');
      const program = await startProgram({
        cwd: home,
        main: join(home, 'dist/src/main.js'),
        env: { DATA_DIR },
      });
      expect(program.lines[0]).toMatch(
        /^PostgreSQL will not run as root: it runs as "postgres", with its data in \/var\/lib\/fluxera\/\w+\.$/,
      );
      expect(program.lines[1]).toBe(
        `That folder is outside of ${DATA_DIR}: to remove everything, delete both.`,
      );
      expect(await answerOf(`${program.url}/readyz`)).toEqual([200, 'ready\n']);
      expect((await program.stop()).code).toBe(0);
    },
    40_000,
  );

  ordinaryTest(
    'an ordinary user, with packages that root installed, has the data in the data folder',
    async () => {
      const DATA_DIR = await temporaryFolder(nobody);
      const program = await startProgram({ account: nobody, env: { DATA_DIR, HOME: DATA_DIR } });
      expect(program.lines[0]).toMatch(/^Fluxera is running at /);
      expect(await answerOf(`${program.url}/readyz`)).toEqual([200, 'ready\n']);
      expect((await stat(join(DATA_DIR, 'postgres'))).uid).toBe(nobody.uid);
      expect((await program.stop()).code).toBe(0);
    },
    40_000,
  );
});

async function answerOf(url: string): Promise<[number, string]> {
  const response = await fetch(url);
  return [response.status, await response.text()];
}

const yes = () => true;
const no = () => false;
