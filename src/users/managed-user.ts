import type { Tx } from '../deps.ts';
import { type Contact, Refusal, type RefusalFacts } from '../errors.ts';
import { type Actor, type ActorRef, keepActor, mayGrant, requirePermission } from '../roles/permitted.ts';
import { findAdmins } from './find-admins.ts';
import { fullName } from './full-name.ts';

/** Somebody's account as whoever changes it saw it. */
export interface SeenUser {
  id: string;
  revision: number;
}

/** What changes the account, and not just what is known of it. */
const changes = [
  'user.edited',
  'user.address-asked',
  'user.address-changed',
  'user.role-changed',
  'user.deactivated',
  'user.reactivated',
  'user.access-end-set',
  'user.second-factor-reset',
];

/**
 * Who changes an account, and whose it is, both as they stay until the transaction ends. Refuses whoever may not manage
 * people, or this one: the Owner is changed by nobody else, and nobody by somebody who can do less than they.
 */
export async function requireManagedUser(tx: Tx, ref: ActorRef, seen: SeenUser) {
  await lockBoth(tx, ref, seen.id);
  await keepActor(tx, ref);
  const actor = await requirePermission(tx, ref, 'MANAGE_USERS');
  const user = await tx.user.findUnique({
    where: { workspaceId_id: { workspaceId: ref.workspaceId, id: seen.id } },
    include: { role: { include: { permissions: true } } },
  });
  if (!user) throw new Refusal('USER_UNKNOWN', { slackUserId: null });
  const isSelf = user.id === ref.userId;
  const permissions = user.role.permissions.map(({ permission }) => permission);
  const whose = { userId: user.id, name: fullName(user) };
  if (!isSelf && user.roleKind === 'OWNER') throw new Refusal('USER_IS_OWNER', whose);
  if (!isSelf && !mayGrant(actor, { kind: user.roleKind, permissions })) {
    throw new Refusal('USER_BEYOND', { ...whose, roleName: user.role.name });
  }
  if (user.revision !== seen.revision) throw await userChanged(tx, ref.workspaceId, seen.id);
  return { actor, user, isSelf };
}

/** In the order of their ids, so that two who change each other do not wait in a circle. */
async function lockBoth(tx: Tx, { workspaceId, userId }: ActorRef, id: string): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM "user" WHERE workspace_id = ${workspaceId}::uuid AND id = ANY(${[userId, id]}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
}

/** For whoever acts on an account that is not any more as they saw it: whose doing that was. */
async function userChanged(tx: Tx, workspaceId: string, id: string): Promise<Refusal> {
  const user = await tx.user.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id } } });
  const last = await tx.activity.findFirst({
    where: { workspaceId, subjectType: 'user', subjectId: id, action: { in: changes } },
    select: { at: true, actorId: true },
    orderBy: { id: 'desc' },
  });
  const by = last?.actorId
    ? await tx.user.findUnique({ where: { workspaceId_id: { workspaceId, id: last.actorId } } })
    : null;
  return new Refusal('USER_CHANGED', {
    name: fullName(user),
    changedBy: by && fullName(by),
    changedAt: last?.at ?? user.createdAt,
  });
}

/** Nobody decides what they themselves may do, or whether they may do it. */
export async function requireAnother(
  tx: Tx,
  actor: Actor,
  isSelf: boolean,
  what: RefusalFacts['OWN_ACCOUNT']['what'],
) {
  if (!isSelf) return;
  const admins: Contact[] = await findAdmins(tx, actor.workspaceId, {
    except: actor.userId,
    permission: 'MANAGE_USERS',
  });
  throw new Refusal('OWN_ACCOUNT', { what, admins });
}
