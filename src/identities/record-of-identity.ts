import { type Origin, recordActivity } from '../activity/record-activity.ts';
import type { Deps, JobPayload, Tx } from '../deps.ts';
import { enqueueAll } from '../queue/enqueue.ts';
import { usersWithAccess } from '../users/active-users-of.ts';

/** What is recorded of a sign-in, and what its owner is told of it: nobody else knows whether they did it. */
const notices = {
  'identity.password-set': 'PASSWORD_SET',
  'identity.second-factor-on': 'SECOND_FACTOR_ON',
  'identity.second-factor-off': 'SECOND_FACTOR_OFF',
  'identity.backup-codes-made': 'BACKUP_CODES_MADE',
  'identity.backup-code-used': 'BACKUP_CODE_USED',
  'identity.codes-refused': 'CODES_REFUSED',
  // Those who are signed out see that.
  'identity.sessions-ended': null,
} as const satisfies Record<`identity.${string}`, JobPayload<'mail-user-notice'>['what'] | null>;

interface IdentityEntry {
  identityId: string;
  action: keyof typeof notices;
  origin: Origin;
  /** The first password is nothing to be warned of. */
  isTold?: boolean;
}

/**
 * Records what happened to somebody's sign-in in each workspace where they have access, or will have when they have
 * verified their address, and tells them: by one mail, and in each Slack.
 */
export async function recordOfIdentity(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  { identityId, action, origin, isTold = true }: IdentityEntry,
): Promise<void> {
  const users = await usersWithAccess(deps, tx, identityId, ['ACTIVE', 'UNVERIFIED']);
  await recordActivity(
    deps,
    tx,
    users.map(({ workspaceId, id }) => ({
      workspaceId,
      action,
      // Who enters wrong codes is not known.
      actorId: action === 'identity.codes-refused' ? null : id,
      subject: { type: 'user' as const, id },
      origin,
    })),
  );
  const what = notices[action];
  if (!isTold || !what) return;
  const told = users.map(({ workspaceId, id }) => ({
    ...{ workspaceId, userId: id, actorId: null, changed: [] },
    ...{ what, revision: deps.now().getTime() },
  }));
  await enqueueAll(tx, 'mail-user-notice', told.slice(0, 1));
  await enqueueAll(tx, 'post-user-notice', told);
}
