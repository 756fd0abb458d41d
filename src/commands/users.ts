import type { App } from '@slack/bolt';
import { Refusal } from '../errors.ts';
import { readEmailAddress } from '../invitations/email-address.ts';
import type { Actor } from '../roles/permitted.ts';
import { findUser } from '../users/find-user.ts';
import type { UserQuery } from '../users/list-users.ts';
import { HOME_PEOPLE_ACTION } from '../views/app-home.home.ts';
import { USER_DETAILS_ACTION, usersList } from '../views/users-list.modal.ts';
import { type CommandRequest, type Message, onButton, onCommand, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { asksForHelp, help } from './help.ts';
import { showInModal, showOnTop } from './invitation-views.ts';
import { onSubmission } from './submission.ts';
import { usersView, userView } from './user-views.ts';
import { readUserLine, type UserLine } from './users-line.ts';

export function registerUsers(app: App, edge: SlackEdge) {
  onCommand(app, edge, 'users', (request) => users(edge, request, request.text));
  onSubmission(app, edge, usersList.kind, async (request) => {
    const query = usersList.readSearch(request.view.state.values);
    return { response_action: 'update', view: await listFor(edge, request, query) };
  });
  for (const action of usersList.pageActions) {
    onButton(app, edge, action, (request) =>
      showInModal(edge, request, () => listFor(edge, request, usersList.readQuery(request.value))),
    );
  }
  onButton(app, edge, usersList.filterAction, (request) => {
    const filter = usersList.filterNamed(request.value) ?? 'ALL';
    const search = request.modal ? usersList.readQuery(request.modal.metadata).search : '';
    return showInModal(edge, request, () => listFor(edge, request, { filter, search }));
  });
  onButton(app, edge, HOME_PEOPLE_ACTION, (request) =>
    showInModal(edge, request, () => listFor(edge, request, { filter: 'ALL', search: '' })),
  );
  onButton(app, edge, USER_DETAILS_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    const below = request.modal;
    await showOnTop(edge, request, await userView(edge, caller, { id: request.value, below }));
  });
}

/** `/users [active|unverified|inactive|all] [text]`, or one person: `/users jane@example.com`, `/users @jane`. */
export async function users(
  edge: SlackEdge,
  request: CommandRequest,
  text: string,
): Promise<Message | undefined> {
  if (asksForHelp(text)) return help(edge, request);
  const caller = await requireCaller(edge, request);
  const line = readUserLine(text);
  const id = await personMeant(edge, request, caller, line);
  const view = id
    ? await userView(edge, caller, { id })
    : await usersView(edge, caller, { filter: line.filter, search: line.search });
  await edge.slack.views.open({ trigger_id: request.triggerId, view });
  return undefined;
}

/** The one person whom somebody means; undefined: they look for people. */
async function personMeant(
  edge: SlackEdge,
  { person }: CommandRequest,
  caller: Actor,
  { slackUserId, search }: UserLine,
): Promise<string | undefined> {
  const { db } = edge.deps;
  if (!slackUserId) {
    const address = readEmailAddress(search);
    return address.ok ? (await findUser(db, caller, { email: address.email }))?.id : undefined;
  }
  const linked = await findUser(db, caller, { slackUserId });
  if (linked) return linked.id;
  // Whoever has not used Slack here yet is known by the address that Slack has confirmed.
  const { confirmedEmail, isMember } = await edge.findSlackPerson(person.slackTeamId, slackUserId);
  const known = confirmedEmail && isMember && (await findUser(db, caller, { email: confirmedEmail }));
  if (!known) throw new Refusal('USER_UNKNOWN', { slackUserId });
  return known.id;
}

async function listFor(edge: SlackEdge, request: Pick<Request, 'person'>, query: UserQuery) {
  return usersView(edge, await requireCaller(edge, request), query);
}
