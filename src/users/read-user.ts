import { type AssetsOf, assetsOf } from '../assets/assets-of.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Permission, RoleKind, UserStatus } from '../generated/prisma/client.ts';
import { type LicensesOf, licensesOf } from '../licenses/licenses-of.ts';
import { readOffer, type SeenOffer } from '../ownership/read-offer.ts';
import { permissionsInSentence } from '../roles/permission-words.ts';
import { type Actor, type ActorRef, mayGrant, requireOneOf } from '../roles/permitted.ts';
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
  /** They are linked to a Slack account, and nothing says that it was deactivated. */
  isInSlack: boolean;
  createdAt: Date;
  activatedAt: Date | null;
  deactivatedAt: Date | null;
  lastSignInAt: Date | null;
  /** On the web; null: whoever looks does not manage them. */
  hasSecondFactor: boolean | null;
  /** The last day of their access; null: it does not end. */
  accessUntil: Date | null;
  /** What they have and had; null: whoever looks may not see such things. */
  assets: AssetsOf | null;
  licenses: LicensesOf | null;
  /** The newest first. */
  history: UserHistoryEntry[];
  /** What whoever looks may do about them. */
  mayEdit: boolean;
  mayDecide: boolean;
  /** They look at themselves. */
  isSelf: boolean;
  /** That they made or got, where they look at themselves. */
  offer: SeenOffer | null;
}

/** A person of the workspace with everything that happened to them. */
export async function readUser(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  actor: ActorRef,
  id: string,
): Promise<UserDetails> {
  const viewer = await requireOneOf(tx, actor, ['VIEW_USERS', 'MANAGE_USERS']);
  const { workspaceId } = actor;
  const user = await tx.user.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: {
      ...{ id: true, revision: true, firstName: true, lastName: true, email: true, pendingEmail: true },
      ...{ phone: true, department: true, jobTitle: true, status: true, slackUserId: true },
      ...{ createdAt: true, activatedAt: true, deactivatedAt: true, lastSignInAt: true },
      accessUntil: true,
      identity: { select: { hasSecondFactor: true } },
      departures: { where: { status: { in: ['OPEN', 'KEPT'] } }, select: { id: true }, take: 1 },
      role: { select: { id: true, kind: true, name: true, permissions: { select: { permission: true } } } },
    },
  });
  if (!user) throw new Refusal('USER_UNKNOWN', { slackUserId: null });
  const seesLicenses = viewer.permissions.includes('VIEW_LICENSES');
  const seesAssets = viewer.permissions.includes('VIEW_ASSETS');
  const { role, identity, departures, ...details } = user;
  const permissions = role.permissions.map(({ permission }) => permission);
  const isSelf = actor.userId === id;
  const may = whatViewerMay(viewer, { id, kind: role.kind, permissions });
  const offer = isSelf ? await readOffer(deps, tx, workspaceId) : null;
  return {
    ...details,
    name: fullName(user),
    isInSlack: user.slackUserId !== null && departures.length === 0,
    role: { ...role, permissions },
    abilities: permissionsInSentence(permissions),
    licenses: seesLicenses ? await licensesOf(tx, { workspaceId, userId: id }) : null,
    assets: seesAssets ? await assetsOf(tx, { workspaceId, userId: id }) : null,
    history: await userHistory(tx, { workspaceId, id }),
    isSelf,
    offer: offer && [offer.fromId, offer.toId].includes(id) ? offer : null,
    hasSecondFactor: isSelf || may.mayEdit ? identity.hasSecondFactor : null,
    ...may,
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
