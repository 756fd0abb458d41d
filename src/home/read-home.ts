import { assetsOf, type HeldAsset } from '../assets/assets-of.ts';
import type { Deps, Tx } from '../deps.ts';
import type { Permission } from '../generated/prisma/client.ts';
import { type HeldLicense, licensesOf } from '../licenses/licenses-of.ts';
import { countOpenRequests, type OpenRequests } from '../requests/count-open-requests.ts';
import { permissionsInSentence } from '../roles/permission-words.ts';
import type { Actor } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { countSeats } from '../workspaces/seats.ts';
import { countWaiting, type Waiting } from './attention.ts';
import { type RecentActivity, recentActivity } from './recent-activity.ts';

/** A plan with more seats is not counted for Home: it tells only whether it is nearly full. */
const SEATS_COUNTED = 2000;

/** What whoever may invite sees of their workspace. */
export interface Inviting extends Waiting {
  /** null: the plan has no limit. `taken` null: they are too many to count here. */
  seats: { limit: number; taken: number | null; warned: number } | null;
  /** How many requests wait to be decided. */
  requests: OpenRequests;
  recent: RecentActivity[];
}

/** What App Home shows to one person. */
export interface Home {
  workspaceName: string;
  person: { name: string; email: string };
  roleName: string;
  permissions: Permission[];
  /** What the role may do, as the end of a sentence; empty: nothing. */
  abilities: string;
  /** What they have themselves. */
  assets: HeldAsset[];
  licenses: HeldLicense[];
  /** Absent for people who may not invite. */
  inviting: Inviting | undefined;
}

/** `inviting`: where many Homes are made at once, what they share. */
export async function readHome(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  actor: Actor,
  inviting = () => readInviting(deps, tx, actor.workspaceId),
): Promise<Home> {
  const { workspaceId, userId, permissions } = actor;
  const user = await tx.user.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: userId } },
    select: { firstName: true, lastName: true, email: true, workspace: { select: { name: true } } },
  });
  const mayInvite = permissions.includes('INVITE_USERS');
  return {
    workspaceName: user.workspace.name,
    person: { name: fullName(user), email: user.email },
    roleName: actor.roleName,
    permissions,
    abilities: permissionsInSentence(permissions),
    licenses: (await licensesOf(tx, { workspaceId, userId })).held,
    assets: (await assetsOf(tx, { workspaceId, userId })).held,
    inviting: mayInvite ? await inviting() : undefined,
  };
}

export async function readInviting(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  workspaceId: string,
): Promise<Inviting> {
  return {
    ...(await countWaiting(tx, workspaceId, now())),
    seats: await readSeats(tx, workspaceId, now()),
    requests: await countOpenRequests(tx, workspaceId),
    recent: await recentActivity(tx, workspaceId),
  };
}

async function readSeats(tx: Tx, workspaceId: string, now: Date): Promise<Inviting['seats']> {
  const { seatLimit: limit, seatsWarned: warned } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { seatLimit: true, seatsWarned: true },
  });
  if (limit === null) return null;
  const taken = limit <= SEATS_COUNTED ? (await countSeats(tx, workspaceId, now)).taken : null;
  return { limit, taken, warned };
}
