import { Refusal } from '../errors.ts';
import type { Actor } from '../roles/permitted.ts';
import { findAdmins } from '../users/find-admins.ts';
import { findSlackUser } from '../users/find-slack-user.ts';
import { linkSlackPerson } from '../users/link-slack-person.ts';
import type { Request } from './boundary.ts';
import type { SlackEdge } from './edge.ts';
import { findSlackOwners, findSlackPerson } from './slack-person.ts';

/**
 * Who acts, by the team and user of the payload, looked up at this moment. Refuses people without an account, and tells
 * them whom to ask. Somebody whose confirmed address is a user's is linked to that user on the way.
 */
export async function requireCaller(edge: SlackEdge, { person }: Pick<Request, 'person'>): Promise<Actor> {
  const { db } = edge.deps;
  if (person.homeTeamId && person.homeTeamId !== person.slackTeamId) throw new Refusal('OUTSIDER', {});
  const found = await findSlackUser(db, person);
  if (!found) throw await notSetUp(edge, person);
  if (!found.user && (await linkByAddress(edge, person, found.workspace.id)))
    return requireCaller(edge, { person });
  if (!found.user) throw new Refusal('NO_ACCOUNT', { admins: await findAdmins(db, found.workspace.id) });
  if (found.user.status === 'INACTIVE') {
    throw new Refusal('ACCOUNT_INACTIVE', { admins: await findAdmins(db, found.workspace.id) });
  }
  return found.user;
}

async function linkByAddress(
  edge: SlackEdge,
  person: Request['person'],
  workspaceId: string,
): Promise<boolean> {
  const profile = await findSlackPerson(edge.slack, person.slackTeamId, person.slackUserId);
  if (!profile.isMember) throw new Refusal('OUTSIDER', {});
  if (!profile.confirmedEmail) return false;
  return linkSlackPerson(edge.deps, {
    workspaceId,
    slackUserId: person.slackUserId,
    email: profile.confirmedEmail,
  });
}

async function notSetUp(edge: SlackEdge, { slackTeamId, slackUserId }: Request['person']): Promise<Refusal> {
  const profile = await findSlackPerson(edge.slack, slackTeamId, slackUserId);
  if (!profile.isMember) return new Refusal('OUTSIDER', {});
  const callerMaySetUp = profile.isSlackAdmin || slackUserId === edge.ownerSlackUserId;
  return new Refusal('WORKSPACE_NOT_SET_UP', {
    callerMaySetUp,
    slackOwnerIds: callerMaySetUp ? [] : await findSlackOwners(edge.slack),
  });
}
