import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { until } from './until.ts';

export interface ProgramDatabase {
  url: string;
  /** Of PostgreSQL's own parent process. */
  pid: number;
}

/** The embedded PostgreSQL behind a data folder; undefined where none runs, or was cut off. */
export async function databaseOf(dataDir: string): Promise<ProgramDatabase | undefined> {
  const password = await passwordIn(dataDir);
  if (!password) return undefined;
  for (const home of homesOf(dataDir, password)) {
    const file = await readFile(join(home, 'postgres', 'postmaster.pid'), 'utf8').catch(() => undefined);
    const [pid, , , port] = file?.split('\n') ?? [];
    if (!pid || !port) continue;
    return { pid: Number(pid), url: `postgresql://fluxera:${password}@127.0.0.1:${port}/postgres` };
  }
  return undefined;
}

/** One query, as an administrator of the database would run it. */
export async function query(database: ProgramDatabase | undefined, sql: string) {
  if (!database) throw new Error('no database is running');
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Keeps everybody else from reading a table until the returned function is called. */
export async function holdTable(database: ProgramDatabase | undefined, table: string) {
  if (!database) throw new Error('no database is running');
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`BEGIN; LOCK TABLE ${table}`);
  return () => client.end();
}

/** Stops the database behind a data folder if it still runs, and removes root's part of the data. */
export async function endDatabases(dataDir: string): Promise<void> {
  const running = await databaseOf(dataDir);
  if (running) {
    process.kill(running.pid, 'SIGINT');
    await until('the database has ended', async () => !(await databaseOf(dataDir)));
  }
  const password = await passwordIn(dataDir);
  if (password) await rm(rootsHome(password), { recursive: true, force: true });
}

async function passwordIn(dataDir: string): Promise<string | undefined> {
  const text = await readFile(join(dataDir, 'secrets.json'), 'utf8').catch(() => '');
  return /"databasePassword": "([^"]+)"/.exec(text)?.[1];
}

function homesOf(dataDir: string, password: string): string[] {
  return [dataDir, rootsHome(password)];
}

/** Where a program that root started keeps its database (src/database/postgres-account.ts). */
function rootsHome(password: string): string {
  const key = createHash('sha256').update(`fluxera/place\n${password}`).digest('hex').slice(0, 12);
  return join('/var/lib/fluxera', key);
}
