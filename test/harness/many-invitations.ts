import type { TestWorkspace, World } from './world.ts';

/**
 * Very many invitations, as a busy workspace has them after some years: a tenth of them open, the others expired
 * and canceled, among names and domains that many share. Written past the triggers, which are not what takes long here.
 */
export async function addManyInvitations(
  { pool }: Pick<World, 'pool'>,
  { workspaceId, ownerId }: Pick<TestWorkspace, 'workspaceId' | 'ownerId'>,
  count: number,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET session_replication_role = 'replica'");
    const indexes = await client.query<{ name: string; definition: string }>(
      `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
       FROM pg_index WHERE indrelid = 'invitation'::regclass AND NOT indisprimary`,
    );
    for (const { name } of indexes.rows) await client.query(`DROP INDEX ${name}`);
    await client.query(
      `INSERT INTO invitation (workspace_id, id, email, first_name, last_name, role_id, role_kind, inviter_id,
                               status, delivery, sent_at, expires_at, settled_at)
       SELECT $1, gen_random_uuid(), 'person' || n || '@' || (ARRAY['acme','globex','initech','umbrella'])[1 + n / 10 % 4] || '.example',
              'First' || n % 5000, 'Last' || n % 7919, role.id, role.kind, $2,
              (CASE WHEN n % 10 = 0 THEN 'PENDING' WHEN n % 10 < 4 THEN 'EXPIRED' ELSE 'CANCELED' END)::invitation_status,
              'DELIVERED', sent, sent + interval '7 days', CASE WHEN n % 10 = 0 THEN NULL ELSE now() END
       FROM generate_series(1, $3::int) AS n
       CROSS JOIN (SELECT id, kind FROM role WHERE workspace_id = $1 AND kind = 'MEMBER') AS role,
       LATERAL (SELECT now() - n * (CASE WHEN n % 10 = 0 THEN interval '6 days' ELSE interval '1000 days' END) / $3::int) AS at(sent)`,
      [workspaceId, ownerId, count],
    );
    for (const { definition } of indexes.rows) await client.query(definition);
    await client.query("SET session_replication_role = 'origin'");
    await client.query('VACUUM ANALYZE invitation');
  } finally {
    client.release();
  }
}
