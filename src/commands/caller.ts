import { Refusal } from '../errors.ts';
import type { Actor } from '../roles/permitted.ts';
import { type AccessEnd, accessIsOver } from '../users/access-end.ts';
import { findAdmins } from '../users/find-admins.ts';
import { findSlackUser, type SlackUser } from '../users/find-slack-user.ts';
import { linkSlackPerson } from '../users/link-slack-person.ts';
import { requireActive } from '../users/require-active.ts';
import type { Request } from './boundary.ts';
import type { SlackEdge } from './edge.ts';
import { findSlackOwners, type SlackPerson } from './slack-person.ts';

/**
 * Who acts, by the team and user of the payload, looked up at this moment. Refuses people without an active account,
 * and tells them whom to ask. Somebody whose confirmed address is a user's is linked to that user on the way.
 */
export async function requireCaller(edge: SlackEdge, request: Pick<Request, 'person'>): Promise<Actor> {
  const { user, access } = await accountOf(edge, request);
  const { db, now } = edge.deps;
  if (access.accessUntil && accessIsOver(access, now())) {
    const admins = await findAdmins(db, user.workspaceId);
    throw new Refusal('ACCESS_ENDED', { accessUntil: access.accessUntil, admins });
  }
  await requireActive(db, user);
  return user;
}

/** The same for somebody who may still have to verify their address, or is deactivated. */
export async function requireAccount(edge: SlackEdge, request: Pick<Request, 'person'>): Promise<Actor> {
  return (await accountOf(edge, request)).user;
}

interface Account {
  user: Actor;
  access: AccessEnd;
}

async function accountOf(edge: SlackEdge, { person }: Pick<Request, 'person'>): Promise<Account> {
  const { db } = edge.deps;
  if (person.homeTeamId && person.homeTeamId !== person.slackTeamId) throw new Refusal('OUTSIDER', {});
  const [profile, found] = await Promise.all([
    edge.findSlackPerson(person.slackTeamId, person.slackUserId),
    findSlackUser(db, person),
  ]);
  if (!profile.isMember) throw new Refusal('OUTSIDER', {});
  if (!found) throw await notSetUp(edge, profile);
  const { user, access } = found.user ? found : await linkedByAddress(edge, person, profile, found);
  if (!user) throw new Refusal('NO_ACCOUNT', { admins: await findAdmins(db, found.workspace.id) });
  return { user, access };
}

/** Looked up again whether it was linked here or not: another request of the same person may have been faster. */
async function linkedByAddress(
  edge: SlackEdge,
  person: Request['person'],
  { confirmedEmail, slackUserId }: SlackPerson,
  unlinked: SlackUser,
): Promise<SlackUser> {
  if (!confirmedEmail) return unlinked;
  const workspaceId = unlinked.workspace.id;
  const hasLeft = async (id: string) => (await edge.findSlackPerson(person.slackTeamId, id)).hasLeft;
  await linkSlackPerson(edge.deps, { workspaceId, slackUserId, email: confirmedEmail, hasLeft });
  return (await findSlackUser(edge.deps.db, person)) ?? unlinked;
}

async function notSetUp(edge: SlackEdge, { isSlackAdmin, slackUserId }: SlackPerson): Promise<Refusal> {
  const callerMaySetUp = isSlackAdmin || slackUserId === edge.ownerSlackUserId;
  return new Refusal('WORKSPACE_NOT_SET_UP', {
    callerMaySetUp,
    slackOwnerIds: callerMaySetUp ? [] : await findSlackOwners(edge.slack),
  });
}
