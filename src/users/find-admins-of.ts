import type { Deps } from '../deps.ts';
import type { Contact } from '../errors.ts';
import { findAdmins } from './find-admins.ts';

/** Whom somebody who is deactivated can turn to. */
export async function findAdminsOf(
  { db }: Pick<Deps, 'db'>,
  { email }: { email: string },
): Promise<Contact[]> {
  const user = await db.user.findFirst({
    where: { email, status: 'INACTIVE' },
    select: { workspaceId: true },
    orderBy: { deactivatedAt: 'desc' },
  });
  return user ? findAdmins(db, user.workspaceId) : [];
}
