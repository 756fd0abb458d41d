import { access } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config.ts';
import { StartupError } from '../errors.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { keptSecrets } from './kept-secrets.ts';
import { type Database, openDatabaseAsItIs } from './open-database.ts';

const NAME = 'fluxera-looks';

export interface KeptData extends Pick<Database, 'db' | 'close'> {
  appSecret: string;
}

/** The data of a product that runs or has stopped, for a command beside it. An embedded database stops again afterwards. */
export async function openKeptData(
  config: Pick<Config, 'databaseUrl' | 'appSecret' | 'dataDir'>,
): Promise<KeptData> {
  const { databaseUrl, appSecret, dataDir } = config;
  if (databaseUrl && appSecret) return { ...(await openDatabaseAsItIs(databaseUrl)), appSecret };
  await access(join(dataDir, 'secrets.json')).catch((cause) => {
    throw new StartupError(`There is no data in ${dataDir}: set DATA_DIR, or DATABASE_URL and APP_SECRET.`, {
      cause,
    });
  });
  const kept = await keptSecrets(dataDir);
  const embedded = await startEmbeddedPostgres(dataDir, kept.databasePassword);
  const url = new URL(embedded.databaseUrl);
  url.searchParams.set('application_name', NAME);
  const { db, close } = await openDatabaseAsItIs(url.href);
  return {
    db,
    appSecret: appSecret ?? kept.appSecret,
    close: async () => {
      await close();
      if (!(await othersAreConnected(embedded.databaseUrl))) await embedded.stop();
    },
  };
}

/** Then it is the product's, which was running or has started meanwhile. */
async function othersAreConnected(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, application_name: NAME });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name <> $1 LIMIT 1`,
      [NAME],
    );
    return rowCount !== 0;
  } finally {
    await client.end();
  }
}
