import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database without tables, in the PostgreSQL of the test run. */
export async function emptyDatabase() {
  const cluster = process.env.TEST_CLUSTER_URL;
  if (!cluster) throw new Error('the tests run through jest, whose global setup starts PostgreSQL');
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await once(cluster, `CREATE DATABASE ${name}`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    query: (sql: string) => once(url.href, sql),
    drop: () => once(cluster, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function once(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
