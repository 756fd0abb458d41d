import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { countOpenRequests } from '../requests/count-open-requests.ts';
import { listRequests, type RequestQuery } from '../requests/list-requests.ts';
import type { Actor } from '../roles/permitted.ts';
import { HOME_REQUESTS_ACTION } from '../views/home-attention.ts';
import {
  REQUESTS_FILTER_ACTION,
  REQUESTS_PAGE_ACTIONS,
  readRequestFilter,
  readRequestQuery,
  requestsListModal,
} from '../views/requests-list.modal.ts';
import { onButton, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { type Notice, showInModal } from './invitation-views.ts';

export function registerRequests(app: App, edge: SlackEdge) {
  for (const action of REQUESTS_PAGE_ACTIONS) {
    onButton(app, edge, action, (request) =>
      showInModal(edge, request, () => listFor(edge, request, readRequestQuery(request.value))),
    );
  }
  onButton(app, edge, HOME_REQUESTS_ACTION, (request) => openRequests(edge, request));
  onButton(app, edge, REQUESTS_FILTER_ACTION, (request) =>
    showInModal(edge, request, () => listFor(edge, request, readRequestFilter(request.value))),
  );
}

/** `/fluxera requests` */
export async function openRequests(edge: SlackEdge, request: Request): Promise<void> {
  const view = await listFor(edge, request, { filter: 'OPEN' });
  await edge.slack.views.open({ trigger_id: request.triggerId, view });
}

async function listFor(edge: SlackEdge, request: Pick<Request, 'person'>, query: RequestQuery) {
  return requestsView(edge, await requireCaller(edge, request), query);
}

/** The list as it is now, for whoever looks at it. */
export async function requestsView(
  { deps: { db } }: SlackEdge,
  caller: Actor,
  query: RequestQuery,
  notice?: Notice,
): Promise<ModalView> {
  return requestsListModal(await listRequests(db, caller, query), query, {
    canDecide: caller.permissions.includes('INVITE_USERS'),
    open: await countOpenRequests(db, caller.workspaceId),
    ...(notice && { notice }),
  });
}
