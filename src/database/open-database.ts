import { PrismaPg } from '@prisma/adapter-pg';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { StartupError } from '../errors.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { migrate } from './migrate.ts';

export interface Database {
  db: PrismaClient;
  /** For what speaks SQL itself: the queue and the rate limits. */
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Milliseconds: a database that hangs must not make everything hang. */
const patience = { connectionTimeoutMillis: 10_000, statement_timeout: 60_000, keepAlive: true };

/** Connects, brings the database to the newest version, and opens the pools. */
export async function openDatabase(databaseUrl: string): Promise<Database> {
  await requireReachable(databaseUrl);
  await migrate(databaseUrl);
  await runMigrations({ connectionString: databaseUrl });
  return openPools(databaseUrl);
}

/** Connects to a database as it is, for whoever only looks. */
export async function openDatabaseAsItIs(databaseUrl: string): Promise<Database> {
  await requireReachable(databaseUrl);
  return openPools(databaseUrl);
}

function openPools(databaseUrl: string): Database {
  const pool = new pg.Pool({ ...patience, connectionString: databaseUrl, max: 15 });
  // A connection that breaks while idle is replaced; whoever uses a broken one gets the error.
  const ignore = () => {};
  pool.on('error', ignore);
  pool.on('connect', (connection) => connection.on('error', ignore));
  const db = new PrismaClient({
    adapter: new PrismaPg({ ...patience, connectionString: databaseUrl, max: 12 }),
  });
  return {
    db,
    pool,
    close: async () => {
      await db.$disconnect();
      await pool.end();
    },
  };
}

async function requireReachable(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
  } catch (cause) {
    const { hostname, port, pathname } = new URL(databaseUrl);
    const place = `${hostname}:${port || '5432'}${pathname}`;
    const why = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new StartupError(
      `The database at ${place} cannot be reached${why}: check DATABASE_URL and that it runs.`,
      { cause },
    );
  } finally {
    await client.end().catch(() => {});
  }
}
