import type { TestDatabase } from './database.ts';

const tables = ['activity', 'activity_seal', 'unsealed_activity'];

export interface Tampering {
  /** Runs statements as somebody who owns the database does: no trigger and no key hinders them. */
  tamper(...statements: string[]): Promise<void>;
  /** Puts everything back as it was when this began. */
  restore(): Promise<void>;
}

/** Remembers the activity and its seals as they are. */
export async function startTampering({ pool }: Pick<TestDatabase, 'pool'>): Promise<Tampering> {
  for (const table of tables) await pool.query(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
  const tamper = async (...statements: string[]) => {
    const client = await pool.connect();
    try {
      await client.query('SET session_replication_role = replica');
      for (const sql of statements) await client.query(sql);
    } finally {
      await client.query('RESET session_replication_role');
      client.release();
    }
  };
  const restore = () =>
    tamper(
      ...tables.flatMap((table) => [
        `DELETE FROM ${table}`,
        `INSERT INTO ${table} SELECT * FROM kept_${table}`,
      ]),
    );
  return { tamper, restore };
}
