import type { Tx } from '../deps.ts';
import type { DepartureStatus } from '../generated/prisma/client.ts';
import { fullName } from '../users/full-name.ts';

/** What people see of somebody's leaving Slack. */
export interface SeenDeparture {
  id: string;
  userId: string;
  name: string;
  email: string;
  roleName: string;
  isOwner: boolean;
  /** When they joined the workspace. */
  joinedAt: Date;
  leftAt: Date;
  status: DepartureStatus;
  /** null: nobody, or nobody yet. */
  settledBy: string | null;
  settledAt: Date | null;
  /** Where the card is; undefined: there is none yet. */
  card: { channel: string; ts: string } | undefined;
}

export async function readDeparture(
  tx: Tx,
  { workspaceId, departureId }: { workspaceId: string; departureId: string },
): Promise<SeenDeparture | undefined> {
  const row = await tx.slackDeparture.findUnique({
    where: { workspaceId_id: { workspaceId, id: departureId } },
    include: { user: { include: { role: { select: { name: true } } } }, settledBy: true },
  });
  if (!row) return undefined;
  const { id, userId, user, leftAt, status, settledBy, settledAt, slackChannelId, ts } = row;
  return {
    ...{ id, userId, leftAt, status, settledAt },
    name: fullName(user),
    email: user.email,
    roleName: user.role.name,
    isOwner: user.roleKind === 'OWNER',
    joinedAt: user.activatedAt ?? user.createdAt,
    settledBy: settledBy && fullName(settledBy),
    card: slackChannelId && ts ? { channel: slackChannelId, ts } : undefined,
  };
}
