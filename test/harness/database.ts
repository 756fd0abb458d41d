import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Database, openDatabaseAsItIs } from '../../src/database/open-database.ts';

export interface TestDatabase extends Database {
  url: string;
}

/** A database of its own at the newest version; `close` drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = process.env.TEST_CLUSTER_URL;
  if (!cluster) throw new Error('the tests run through jest, whose global setup starts PostgreSQL');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await query(cluster, `CREATE DATABASE ${name} TEMPLATE fluxera_template`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  const database = await openDatabaseAsItIs(url.href);
  return {
    ...database,
    url: url.href,
    close: async () => {
      await database.close();
      await query(cluster, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Another worker may be copying the template at this moment.
    await client.query('SELECT pg_advisory_lock(1)');
    await client.query(sql);
  } finally {
    await client.end();
  }
}
