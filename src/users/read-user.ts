import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Permission, RoleKind, UserStatus } from '../generated/prisma/client.ts';
import { permissionsInSentence } from '../roles/permission-words.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { fullName } from './full-name.ts';
import { type UserHistoryEntry, userHistory } from './user-history.ts';

export interface UserDetails {
  id: string;
  revision: number;
  /** What to call them. */
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  department: string;
  jobTitle: string;
  role: { id: string; kind: RoleKind; name: string; permissions: Permission[] };
  /** What the role allows, as the end of a sentence; empty: nothing. */
  abilities: string;
  status: UserStatus;
  slackUserId: string | null;
  createdAt: Date;
  activatedAt: Date | null;
  deactivatedAt: Date | null;
  lastSignInAt: Date | null;
  /** The newest first. */
  history: UserHistoryEntry[];
}

/** A person of the workspace with everything that happened to them. */
export async function readUser(tx: Tx, actor: ActorRef, id: string): Promise<UserDetails> {
  await requirePermission(tx, actor, 'VIEW_USERS');
  const { workspaceId } = actor;
  const user = await tx.user.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: {
      ...{ id: true, revision: true, firstName: true, lastName: true, email: true },
      ...{ phone: true, department: true, jobTitle: true, status: true, slackUserId: true },
      ...{ createdAt: true, activatedAt: true, deactivatedAt: true, lastSignInAt: true },
      role: { select: { id: true, kind: true, name: true, permissions: { select: { permission: true } } } },
    },
  });
  if (!user) throw new Refusal('USER_UNKNOWN', { slackUserId: null });
  const { role, ...details } = user;
  const permissions = role.permissions.map(({ permission }) => permission);
  return {
    ...details,
    name: fullName(user),
    role: { ...role, permissions },
    abilities: permissionsInSentence(permissions),
    history: await userHistory(tx, { workspaceId, id, email: user.email }),
  };
}
