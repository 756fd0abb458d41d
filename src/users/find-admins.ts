import type { Tx } from '../deps.ts';
import type { Contact } from '../errors.ts';
import { fullName } from './full-name.ts';

/**
 * People to turn to: the Owner first, then others who may invite, longest-standing first. `inSlack`: only those who can
 * be written to there.
 */
export async function findAdmins(
  tx: Tx,
  workspaceId: string,
  { except, atMost = 3, inSlack = false }: { except?: string; atMost?: number; inSlack?: boolean } = {},
): Promise<Contact[]> {
  const users = await tx.user.findMany({
    where: {
      workspaceId,
      status: 'ACTIVE',
      ...(except && { id: { not: except } }),
      ...(inSlack && { slackUserId: { not: null } }),
      role: { permissions: { some: { permission: 'INVITE_USERS' } } },
    },
    select: { firstName: true, lastName: true, email: true, slackUserId: true },
    orderBy: [{ roleKind: 'asc' }, { createdAt: 'asc' }],
    take: atMost,
  });
  return users.map((user) => ({ name: fullName(user), slackUserId: user.slackUserId }));
}
