import type { TestWorkspace, World } from './world.ts';

/** The record of a busy workspace: mostly sign-ins, and now and then something that Home tells of. */
export async function addMuchActivity(
  { pool }: Pick<World, 'pool'>,
  { workspaceId, ownerId }: Pick<TestWorkspace, 'workspaceId' | 'ownerId'>,
  count: number,
): Promise<void> {
  await pool.query(
    `INSERT INTO activity (workspace_id, at, action, actor_id, subject_type, subject_id, source)
     SELECT $1, now() - n * interval '1 second',
            CASE n % 30 WHEN 0 THEN 'user.activated' WHEN 1 THEN 'invitation.canceled' ELSE 'user.signed-in' END,
            $2, CASE n % 30 WHEN 1 THEN 'invitation' ELSE 'user' END,
            CASE n % 30 WHEN 1 THEN coalesce((SELECT id FROM invitation WHERE workspace_id = $1 LIMIT 1), $2) ELSE $2 END, 'PORTAL'
     FROM generate_series(1, $3::int) AS n`,
    [workspaceId, ownerId, count],
  );
  await pool.query('VACUUM ANALYZE activity');
}
