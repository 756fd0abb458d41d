import type { Tx } from '../deps.ts';
import type { Contact } from '../errors.ts';
import type { Permission } from '../generated/prisma/client.ts';
import { fullName } from './full-name.ts';

interface Wanted {
  except?: string;
  permission?: Permission;
  atMost?: number;
  /** Only those who can be written to in Slack. */
  inSlack?: boolean;
}

/** People to turn to: the Owner first, then others who may invite, or whatever else is asked for; longest-standing first. */
export async function findAdmins(
  tx: Tx,
  workspaceId: string,
  { except, permission = 'INVITE_USERS', atMost = 3, inSlack = false }: Wanted = {},
): Promise<Contact[]> {
  const users = await tx.user.findMany({
    where: {
      workspaceId,
      status: 'ACTIVE',
      ...(except && { id: { not: except } }),
      ...(inSlack && { slackUserId: { not: null } }),
      role: { permissions: { some: { permission } } },
    },
    select: { firstName: true, lastName: true, email: true, slackUserId: true },
    orderBy: [{ roleKind: 'asc' }, { createdAt: 'asc' }],
    take: atMost,
  });
  return users.map((user) => ({ name: fullName(user), slackUserId: user.slackUserId }));
}
