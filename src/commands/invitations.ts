import type { App } from '@slack/bolt';
import type { InvitationQuery } from '../invitations/list-invitations.ts';
import { resendMatching } from '../invitations/resend-matching.ts';
import { HOME_INVITATIONS_ACTION } from '../views/home-attention.ts';
import { resentAllText } from '../views/invitation-outcome.ts';
import {
  INVITATIONS_FILTER_ACTION,
  INVITATIONS_LIST,
  RESEND_ALL_ACTION,
  readInvitationSearch,
} from '../views/invitations-list.modal.ts';
import { filterNamed, INVITATIONS_PAGE_ACTIONS, readInvitationQuery } from '../views/invitations-query.ts';
import { commandText } from '../views/typed-text.ts';
import {
  type ActionRequest,
  type CommandRequest,
  type Message,
  onButton,
  onCommand,
  type Request,
} from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { asksForHelp, help } from './help.ts';
import { listView, noticeOf, showInModal } from './invitation-views.ts';
import { showOrTell } from './show-done.ts';
import { onSubmission } from './submission.ts';
import { updateModal } from './update-modal.ts';

export function registerInvitations(app: App, edge: SlackEdge) {
  onCommand(app, edge, 'invitations', (request) => invitations(edge, request, request.text));
  onSubmission(app, edge, INVITATIONS_LIST, async (request) => {
    const query = readInvitationSearch(request.view.state.values);
    return { response_action: 'update', view: await listFor(edge, request, query) };
  });
  for (const action of INVITATIONS_PAGE_ACTIONS) {
    onButton(app, edge, action, (request) =>
      showInModal(edge, request, () => listFor(edge, request, readInvitationQuery(request.value))),
    );
  }
  onButton(app, edge, INVITATIONS_FILTER_ACTION, (request) => {
    const filter = filterNamed(request.value) ?? 'PENDING';
    const search = request.modal ? readInvitationQuery(request.modal.metadata).search : '';
    return showInModal(edge, request, () => listFor(edge, request, { filter, search }));
  });
  onButton(app, edge, HOME_INVITATIONS_ACTION, (request) =>
    showInModal(edge, request, () =>
      listFor(edge, request, { filter: filterNamed(request.value) ?? 'PENDING', search: '' }),
    ),
  );
  onButton(app, edge, RESEND_ALL_ACTION, (request) => resendAll(edge, request));
}

/** What became of it stands in the list, or is told by a message where they closed that: it may take seconds. */
async function resendAll(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const actor = await requireCaller(edge, request);
  const search = readInvitationQuery(request.value);
  const asked = { actor, search, origin: { source: 'SLACK' } } as const;
  const notice = await noticeOf(edge, request, async () =>
    resentAllText(await resendMatching(edge.deps, asked)),
  );
  const { modal } = request;
  await showOrTell(edge, request, notice.text, async () =>
    modal ? updateModal(edge, modal.id, await listView(edge, actor, search, notice)) : false,
  );
}

/** `/invitations [pending|expired|accepted|canceled|all] [text]` */
export async function invitations(
  edge: SlackEdge,
  request: CommandRequest,
  text: string,
): Promise<Message | undefined> {
  if (asksForHelp(text)) return help(edge, request);
  const typed = commandText(text);
  const [first = '', ...rest] = typed.split(/\s+/);
  const filter = filterNamed(first);
  const search = (filter ? rest.join(' ') : typed).slice(0, 200);
  // Whoever searches without saying where means everywhere.
  const view = await listFor(edge, request, { filter: filter ?? (search ? 'ALL' : 'PENDING'), search });
  await edge.slack.views.open({ trigger_id: request.triggerId, view });
  return undefined;
}

async function listFor(edge: SlackEdge, request: Pick<Request, 'person'>, query: InvitationQuery) {
  return listView(edge, await requireCaller(edge, request), query);
}
