import type { TestWorkspace, World } from './world.ts';

/**
 * The record of a busy workspace: mostly sign-ins, and now and then something that Home tells of. Written past the triggers,
 * which are not what takes long here.
 */
export async function addMuchActivity(
  { pool }: Pick<World, 'pool'>,
  { workspaceId, ownerId }: Pick<TestWorkspace, 'workspaceId' | 'ownerId'>,
  count: number,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET session_replication_role = 'replica'");
    const indexes = await client.query<{ name: string; definition: string }>(
      `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
       FROM pg_index WHERE indrelid = 'activity'::regclass AND NOT indisprimary`,
    );
    for (const { name } of indexes.rows) await client.query(`DROP INDEX ${name}`);
    await client.query(
      `INSERT INTO activity (workspace_id, at, action, actor_id, subject_type, subject_id, source)
       SELECT $1, now() - n * interval '1 second',
              CASE n % 30 WHEN 0 THEN 'user.activated' WHEN 1 THEN 'invitation.canceled' ELSE 'user.signed-in' END,
              $2, CASE n % 30 WHEN 1 THEN 'invitation' ELSE 'user' END,
              CASE n % 30 WHEN 1 THEN coalesce((SELECT id FROM invitation WHERE workspace_id = $1 LIMIT 1), $2) ELSE $2 END, 'PORTAL'
       FROM generate_series(1, $3::int) AS n`,
      [workspaceId, ownerId, count],
    );
    for (const { definition } of indexes.rows) await client.query(definition);
    await client.query("SET session_replication_role = 'origin'");
    await client.query('VACUUM ANALYZE activity');
  } finally {
    client.release();
  }
}
