import { type AssetsOf, assetsOf } from '../assets/assets-of.ts';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Permission, RoleKind, UserStatus } from '../generated/prisma/client.ts';
import { type LicensesOf, licensesOf } from '../licenses/licenses-of.ts';
import { permissionsInSentence } from '../roles/permission-words.ts';
import { type Actor, type ActorRef, mayGrant, requirePermission } from '../roles/permitted.ts';
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
  /** Waits to be verified. */
  pendingEmail: string | null;
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
  /** What they have and had; null: whoever looks may not see such things. */
  assets: AssetsOf | null;
  licenses: LicensesOf | null;
  /** The newest first. */
  history: UserHistoryEntry[];
  /** What whoever looks may do about them. */
  mayEdit: boolean;
  mayDecide: boolean;
}

/** A person of the workspace with everything that happened to them. */
export async function readUser(tx: Tx, actor: ActorRef, id: string): Promise<UserDetails> {
  const viewer = await requirePermission(tx, actor, 'VIEW_USERS');
  const { workspaceId } = actor;
  const user = await tx.user.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: {
      ...{ id: true, revision: true, firstName: true, lastName: true, email: true, pendingEmail: true },
      ...{ phone: true, department: true, jobTitle: true, status: true, slackUserId: true },
      ...{ createdAt: true, activatedAt: true, deactivatedAt: true, lastSignInAt: true },
      role: { select: { id: true, kind: true, name: true, permissions: { select: { permission: true } } } },
    },
  });
  if (!user) throw new Refusal('USER_UNKNOWN', { slackUserId: null });
  const seesLicenses = viewer.permissions.includes('VIEW_LICENSES');
  const seesAssets = viewer.permissions.includes('VIEW_ASSETS');
  const { role, ...details } = user;
  const permissions = role.permissions.map(({ permission }) => permission);
  return {
    ...details,
    name: fullName(user),
    role: { ...role, permissions },
    abilities: permissionsInSentence(permissions),
    licenses: seesLicenses ? await licensesOf(tx, { workspaceId, userId: id }) : null,
    assets: seesAssets ? await assetsOf(tx, { workspaceId, userId: id }) : null,
    history: await userHistory(tx, { workspaceId, id }),
    ...whatViewerMay(viewer, { id, kind: role.kind, permissions }),
  };
}

/** For the buttons alone: each is checked again by what it does. */
function whatViewerMay(
  viewer: Actor,
  user: { id: string; kind: RoleKind; permissions: Permission[] },
): Pick<UserDetails, 'mayEdit' | 'mayDecide'> {
  const mayManage = viewer.permissions.includes('MANAGE_USERS');
  const isSelf = viewer.userId === user.id;
  const mayDecide = mayManage && !isSelf && mayGrant(viewer, user);
  return { mayEdit: mayDecide || (mayManage && isSelf), mayDecide };
}
