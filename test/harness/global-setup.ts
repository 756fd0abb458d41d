import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.ts';
import { migrate } from '../../src/database/migrate.ts';

declare global {
  var stopTestCluster: (() => Promise<void>) | undefined;
}

/** One PostgreSQL for the whole run, with a database at the newest version that each test file gets a copy of. */
export default async function globalSetup() {
  const folder = await mkdtemp(join(tmpdir(), 'fluxera-test-'));
  const cluster = await startEmbeddedPostgres(folder, randomBytes(16).toString('hex'));
  globalThis.stopTestCluster = async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
    if (cluster.relocatedTo) await rm(cluster.relocatedTo, { recursive: true, force: true });
  };
  const client = new pg.Client({ connectionString: cluster.databaseUrl });
  await client.connect();
  // What is lost in a power cut is of no interest here.
  await client.query('ALTER SYSTEM SET fsync = off');
  await client.query('ALTER SYSTEM SET synchronous_commit = off');
  await client.query('SELECT pg_reload_conf()');
  await client.query('CREATE DATABASE fluxera_template');
  const template = new URL(cluster.databaseUrl);
  template.pathname = '/fluxera_template';
  await migrate(template.href);
  await runMigrations({ connectionString: template.href });
  // A database that somebody is connected to cannot be copied.
  await client.query('ALTER DATABASE fluxera_template ALLOW_CONNECTIONS false');
  await client.end();
  process.env.TEST_CLUSTER_URL = cluster.databaseUrl;
}
