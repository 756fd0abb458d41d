import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { memoryFolder } from './memory-folder.ts';

export interface Cluster {
  url: string;
  stop(): Promise<void>;
}

/** One PostgreSQL of its own, with a database at the newest version that each test gets a copy of. */
export async function startCluster({ isDurable }: { isDurable: boolean }): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'fluxera-test-'));
  const password = randomBytes(16).toString('hex');
  const cluster = await startEmbeddedPostgres(folder, password);
  const client = new pg.Client({ connectionString: cluster.databaseUrl });
  await client.connect();
  // Every test opens connections, and each would hash the password four thousand times.
  await client.query(`SET scram_iterations = 1; ALTER ROLE CURRENT_USER PASSWORD '${password}'`);
  const memory = isDurable ? undefined : await memoryFolder();
  if (!isDurable) {
    await client.query('ALTER SYSTEM SET fsync = off');
    await client.query('ALTER SYSTEM SET synchronous_commit = off');
    await client.query('SELECT pg_reload_conf()');
  }
  if (memory) await client.query(`CREATE TABLESPACE memory LOCATION '${memory}'`);
  // Its copies lie where it lies.
  await client.query(`CREATE DATABASE fluxera_template ${memory ? 'TABLESPACE memory' : ''}`);
  const template = new URL(cluster.databaseUrl);
  template.pathname = '/fluxera_template';
  await migrate(template.href);
  await runMigrations({ connectionString: template.href });
  // A database that somebody is connected to cannot be copied.
  await client.query('ALTER DATABASE fluxera_template ALLOW_CONNECTIONS false');
  await client.end();
  return {
    url: cluster.databaseUrl,
    stop: async () => {
      await cluster.stop();
      for (const place of [folder, cluster.relocatedTo, memory]) {
        if (place) await rm(place, { recursive: true, force: true });
      }
    },
  };
}
