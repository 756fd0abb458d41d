import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { accessIsOver } from './access-end.ts';
import { findAdmins } from './find-admins.ts';

/** Why somebody who has shown who they are is kept out, and whom they can turn to. */
export async function inactiveRefusal(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { email }: { email: string },
): Promise<Refusal> {
  const user = await db.user.findFirst({
    where: { email, OR: [{ status: 'INACTIVE' }, { accessUntil: { not: null } }] },
    select: { workspaceId: true, accessUntil: true, workspace: { select: { timeZone: true } } },
    orderBy: { deactivatedAt: { sort: 'desc', nulls: 'last' } },
  });
  if (!user) return new Refusal('ACCOUNT_INACTIVE', { admins: [] });
  const { workspaceId, accessUntil, workspace } = user;
  const admins = await findAdmins(db, workspaceId);
  return accessUntil && accessIsOver({ accessUntil, ...workspace }, now())
    ? new Refusal('ACCESS_ENDED', { accessUntil, admins })
    : new Refusal('ACCOUNT_INACTIVE', { admins });
}
