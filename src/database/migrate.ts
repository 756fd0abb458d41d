import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { StartupError } from '../errors.ts';
import { projectRoot } from '../project-root.ts';
import { loadSchemaEngine } from './schema-engine.ts';

const folder = join(projectRoot, 'prisma', 'migrations');

/** Any number: replicas that start together agree on it, and one migrates while the others wait. */
const MIGRATION_LOCK = 7_305_112;

/** Brings the database to the newest migration; returns the names of those that were applied. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const wanted = await migrationNames();
    const done = await appliedNames(client);
    if (wanted.every((name) => done.has(name))) return [];
    return await applyMigrations(databaseUrl, wanted);
  } catch (cause) {
    // A migration is one transaction: of one that failed nothing is left, and the next start may try it again.
    await client
      .query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL')
      .catch(() => {});
    throw new StartupError('The database could not be brought to this version; nothing was changed.', {
      cause,
    });
  } finally {
    await client.end();
  }
}

async function applyMigrations(databaseUrl: string, names: string[]): Promise<string[]> {
  const { engine, close } = await loadSchemaEngine(databaseUrl);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: await migrationList(names),
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    await close();
  }
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function appliedNames(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`,
  );
  if (!rows[0]?.exists) return new Set();
  const applied = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Set(applied.rows.map((row) => row.name));
}

async function migrationList(names: string[]) {
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(join(folder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(join(folder, name, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  };
}
