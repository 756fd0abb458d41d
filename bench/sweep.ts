import { expireInvitations } from '../src/jobs/expire-invitations.ts';
import { createWorld, type World } from '../test/harness/world.ts';
import { type Measurement, timed } from './measure.ts';

const LAPSED = 100_000;

/** Row 6: the sweep of a hundred thousand invitations, against the same rows updated and recorded by hand. */
export async function measureSweep(): Promise<Measurement[]> {
  const own = await lapsed((world) => expireInvitations(world));
  const other = await lapsed(({ pool }) =>
    pool.query(
      `WITH expired AS (
         UPDATE invitation SET status = 'EXPIRED', settled_at = now()
         WHERE status = 'PENDING' AND expires_at <= now() RETURNING workspace_id, id)
       INSERT INTO activity (workspace_id, at, action, subject_type, subject_id, source)
       SELECT workspace_id, now(), 'invitation.expired', 'invitation', id, 'JOB' FROM expired`,
    ),
  );
  const work = `expiry of ${LAPSED.toLocaleString('en')} invitations`;
  const comparedWith = 'one UPDATE with their activity';
  return [{ row: 6, work, comparedWith, own, other, ratio: own / other, target: { atMost: 2 } }];
}

/** Milliseconds of the work on a database where so many invitations are over. */
async function lapsed(work: (world: World) => Promise<unknown>): Promise<number> {
  const world = await createWorld();
  const { workspaceId, ownerId } = await world.createWorkspace();
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'MEMBER' } });
  await world.pool.query(
    `INSERT INTO invitation (workspace_id, id, email, role_id, role_kind, inviter_id, sent_at, expires_at)
     SELECT $1, gen_random_uuid(), 'person' || n || '@example.com', $2, 'MEMBER', $3, now() - interval '8 days', now() - interval '1 day'
     FROM generate_series(1, $4::int) AS n`,
    [workspaceId, role.id, ownerId, LAPSED],
  );
  await world.pool.query('VACUUM ANALYZE invitation');
  const ms = await timed(() => work(world));
  await world.close();
  return ms;
}
