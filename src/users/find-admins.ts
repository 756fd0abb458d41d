import type { Tx } from '../deps.ts';
import type { Contact } from '../errors.ts';
import type { Permission } from '../generated/prisma/client.ts';
import { fullName } from './full-name.ts';

/** People to turn to: the Owner first, then others who may invite, or whatever else is asked for; longest-standing first. */
export async function findAdmins(
  tx: Tx,
  workspaceId: string,
  { except, permission = 'INVITE_USERS' }: { except?: string; permission?: Permission } = {},
): Promise<Contact[]> {
  const users = await tx.user.findMany({
    where: {
      workspaceId,
      status: 'ACTIVE',
      ...(except && { id: { not: except } }),
      role: { permissions: { some: { permission } } },
    },
    select: { firstName: true, lastName: true, email: true, slackUserId: true },
    orderBy: [{ roleKind: 'asc' }, { createdAt: 'asc' }],
    take: 3,
  });
  return users.map((user) => ({ name: fullName(user), slackUserId: user.slackUserId }));
}
