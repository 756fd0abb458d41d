// npm run migration -- name-of-the-change
// Writes prisma/migrations/<time>_<name>/migration.sql: what changed in prisma/schema.prisma since the newest migration
// was committed. What Prisma's language cannot say is added to it by hand.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/database/embedded-postgres.ts';
import { schemaChange } from './schema-change.ts';

const schemaFile = 'prisma/schema.prisma';
const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9-]*$/.test(name))
  throw new Error('Say what changes: npm run migration -- name-of-the-change');

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
const commit = git('log', '-1', '--format=%H', '--', 'prisma/migrations');
const before = git('show', `${commit}:${schemaFile}`);
const sql = await withDatabase(async (url) => schemaChange(url, before, await readFile(schemaFile, 'utf8')));

const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = join('prisma/migrations', `${time}_${name.replaceAll('-', '_')}`);
await mkdir(folder);
await writeFile(join(folder, 'migration.sql'), `${sql}\n`);
process.stdout.write(`${folder}/migration.sql\n`);

/** The engine wants a database to talk to, even where it compares two schemas. */
async function withDatabase<Result>(use: (url: string) => Promise<Result>): Promise<Result> {
  const data = await mkdtemp(join(tmpdir(), 'fluxera-migration-'));
  const { databaseUrl, relocatedTo, stop } = await startEmbeddedPostgres(
    data,
    randomBytes(16).toString('hex'),
  );
  try {
    return await use(databaseUrl);
  } finally {
    await stop();
    for (const place of [data, relocatedTo]) if (place) await rm(place, { recursive: true, force: true });
  }
}
