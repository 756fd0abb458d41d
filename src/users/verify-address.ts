import type { Origin } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { User } from '../generated/prisma/client.ts';
import { isGenuine, readLinkToken } from '../links/link-token.ts';
import { accessIsOver } from './access-end.ts';
import { activateUsers } from './activate-users.ts';
import { findAdmins } from './find-admins.ts';

type LinkDeps = Pick<Deps, 'db' | 'now' | 'linkKey'>;

/** What a verification link is worth at this moment. `expired` ones can be exchanged for a new mail. Reads only. */
export async function findVerification(
  { db, now, linkKey }: LinkDeps,
  { token }: { token: string },
): Promise<{ user: User; state: 'OPEN' | 'EXPIRED' | 'VERIFIED' }> {
  const claim = readLinkToken(token);
  const [workspaceId, id] = claim.ids;
  const user = await db.user.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    include: { workspace: { select: { timeZone: true } } },
  });
  const genuine = isGenuine(linkKey, 'verification', claim, user?.email ?? '');
  if (!user || !genuine || !claim.expiresAt) throw new Refusal('LINK_INVALID', {});
  const { accessUntil, workspace } = user;
  if (accessUntil && accessIsOver({ accessUntil, ...workspace }, now())) {
    throw new Refusal('ACCESS_ENDED', { accessUntil, admins: await findAdmins(db, workspaceId) });
  }
  if (user.status === 'INACTIVE') {
    throw new Refusal('ACCOUNT_INACTIVE', { admins: await findAdmins(db, workspaceId) });
  }
  if (user.status === 'ACTIVE') return { user, state: 'VERIFIED' };
  return { user, state: claim.expiresAt > now() ? 'OPEN' : 'EXPIRED' };
}

/**
 * Verifies the address and activates the person's users. `identityId` is given to the one request that did it, so that
 * only that one may be signed in.
 */
export async function verifyAddress(
  deps: Deps,
  { token, origin }: { token: string; origin: Origin },
): Promise<{ identityId: string | undefined }> {
  const { user, state } = await findVerification(deps, { token });
  if (state === 'EXPIRED') throw new Refusal('LINK_EXPIRED', {});
  const { identityId } = user;
  const changed = await inTransaction(deps.db, (tx) => activateUsers(deps, tx, { identityId, origin }));
  return { identityId: changed > 0 ? identityId : undefined };
}
