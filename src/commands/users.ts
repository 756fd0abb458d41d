import type { App } from '@slack/bolt';
import { listUsers, type UserFilter, type UserQuery } from '../users/list-users.ts';
import { HOME_PEOPLE_ACTION } from '../views/app-home.home.ts';
import { commandText } from '../views/typed-text.ts';
import {
  readUserQuery,
  USERS_FIRST_ACTION,
  USERS_NEWER_ACTION,
  USERS_OLDER_ACTION,
  USERS_REFRESH_ACTION,
  usersListMessage,
  usersListModal,
} from '../views/users-list.message.ts';
import { type CommandRequest, type Message, onButton, onCommand, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { asksForHelp, help } from './help.ts';
import { showInModal } from './invitation-views.ts';

export function registerUsers(app: App, edge: SlackEdge) {
  onCommand(app, edge, 'users', (request) => users(edge, request, request.text));
  for (const action of [USERS_FIRST_ACTION, USERS_NEWER_ACTION, USERS_OLDER_ACTION, USERS_REFRESH_ACTION]) {
    onButton(app, edge, action, async (request) => {
      const query = readUserQuery(request.value);
      const { page, facts } = await usersPage(edge, request, query);
      if (request.modal) await showInModal(edge, request, async () => usersListModal(page, query, facts));
      else await request.respond({ ...usersListMessage(page, query, facts), replace_original: true });
    });
  }
  onButton(app, edge, HOME_PEOPLE_ACTION, (request) =>
    showInModal(edge, request, async () => {
      const query = { filter: 'ALL' as const, search: '' };
      const { page, facts } = await usersPage(edge, request, query);
      return usersListModal(page, query, facts);
    }),
  );
}

/** `/users [active|unverified|inactive|all] [text]` */
export async function users(edge: SlackEdge, request: CommandRequest, text: string): Promise<Message> {
  if (asksForHelp(text)) return help(edge, request);
  const typed = commandText(text);
  const [first = '', ...rest] = typed.split(/\s+/);
  const filter = filters.get(first.toLowerCase());
  const search = (filter ? rest.join(' ') : typed).slice(0, 200);
  const query = { filter: filter ?? 'ALL', search };
  const { page, facts } = await usersPage(edge, request, query);
  return usersListMessage(page, query, facts);
}

const filters = new Map<string, UserFilter>([
  ['active', 'ACTIVE'],
  ['unverified', 'UNVERIFIED'],
  ['inactive', 'INACTIVE'],
  ['all', 'ALL'],
]);

async function usersPage(edge: SlackEdge, request: Pick<Request, 'person'>, query: UserQuery) {
  const { db } = edge.deps;
  const caller = await requireCaller(edge, request);
  const page = await db.$transaction((tx) => listUsers(tx, caller, query));
  const { name } = await db.workspace.findUniqueOrThrow({
    where: { id: caller.workspaceId },
    select: { name: true },
  });
  return { page, facts: { workspaceName: name } };
}
