import type { Deps } from '../deps.ts';
import { activeUsersOf } from '../users/active-users-of.ts';
import { unusedSince } from './keep-session.ts';

/** Where somebody is signed in, as far as it is known. */
export interface OpenSession {
  id: string;
  createdAt: Date;
  lastUsedAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
}

/** So many are told; nobody compares more. */
const MOST = 20;

/** The sessions of a sign-in that still let somebody in, the one last used first. */
export async function openSessions(
  deps: Pick<Deps, 'db' | 'now'>,
  identityId: string,
): Promise<OpenSession[]> {
  const active = await activeUsersOf(deps, deps.db, identityId);
  return deps.db.session.findMany({
    where: {
      identityId,
      expiresAt: { gt: deps.now() },
      lastUsedAt: { gt: await unusedSince(deps, active) },
    },
    select: { id: true, createdAt: true, lastUsedAt: true, ipAddress: true, userAgent: true },
    orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }],
    take: MOST,
  });
}
