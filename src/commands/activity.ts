import type { App } from '@slack/bolt';
import { z } from 'zod';
import { type ActivityQuery, listActivity } from '../activity/list-activity.ts';
import { readEntry } from '../activity/read-entry.ts';
import { activityEntryModal } from '../views/activity-entry.modal.ts';
import {
  ACTIVITY_DETAILS_ACTION,
  ACTIVITY_LIST,
  ACTIVITY_MENUS,
  ACTIVITY_PAGE_ACTIONS,
  activityListModal,
  readActivityQuery,
  readActivitySearch,
  wholeActivity,
  withChoice,
} from '../views/activity-list.modal.ts';
import { SEARCH_MAX_LENGTH } from '../views/search-field.ts';
import { commandText, withoutReferences } from '../views/typed-text.ts';
import { type CommandRequest, onButton, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { showInModal, showOnTop } from './invitation-views.ts';
import { onSubmission } from './submission.ts';

const entryId = z.string().regex(/^\d{1,18}$/);

export function registerActivity(app: App, edge: SlackEdge) {
  onSubmission(app, edge, ACTIVITY_LIST, async (request) => {
    const shown = readActivityQuery(request.view.private_metadata);
    const query = readActivitySearch(request.view.state.values, shown);
    return { response_action: 'update', view: await listFor(edge, request, query) };
  });
  for (const action of ACTIVITY_PAGE_ACTIONS) {
    onButton(app, edge, action, (request) =>
      showInModal(edge, request, () => listFor(edge, request, readActivityQuery(request.value))),
    );
  }
  for (const menu of ACTIVITY_MENUS) {
    onButton(app, edge, menu, (request) => {
      const shown = request.modal ? readActivityQuery(request.modal.metadata) : wholeActivity;
      return showInModal(edge, request, () => listFor(edge, request, withChoice(shown, menu, request.value)));
    });
  }
  onButton(app, edge, ACTIVITY_DETAILS_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    const entry = await edge.deps.db.$transaction((tx) =>
      readEntry(tx, caller, entryId.parse(request.value)),
    );
    await showOnTop(edge, request, activityEntryModal(entry));
  });
}

/** `/fluxera activity [name or address of whom it is about]` */
export async function openActivity(edge: SlackEdge, request: CommandRequest, text: string): Promise<void> {
  const about = commandText(withoutReferences(text)).slice(0, SEARCH_MAX_LENGTH);
  const view = await listFor(edge, request, { ...wholeActivity, about });
  await edge.slack.views.open({ trigger_id: request.triggerId, view });
}

async function listFor(edge: SlackEdge, request: Pick<Request, 'person'>, query: ActivityQuery) {
  const { deps } = edge;
  const caller = await requireCaller(edge, request);
  const page = await deps.db.$transaction((tx) => listActivity(deps, tx, caller, query));
  return activityListModal(page, query, { mayExport: caller.permissions.includes('EXPORT_DATA') });
}
