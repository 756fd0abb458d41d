import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { findLicense } from '../licenses/find-license.ts';
import type { LicenseQuery } from '../licenses/list-licenses.ts';
import { type Actor, requirePermitted } from '../roles/permitted.ts';
import { newLicenseModal } from '../views/license-form.modal.ts';
import { LICENSE_DETAILS_ACTION, licensesList } from '../views/licenses-list.modal.ts';
import { SEARCH_MAX_LENGTH } from '../views/search-field.ts';
import { commandText } from '../views/typed-text.ts';
import { onButton, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { showInModal, showOnTop } from './invitation-views.ts';
import { licensesView, licenseView } from './license-views.ts';
import { onSubmission } from './submission.ts';
import { importForm } from './thing-imports.ts';

export function registerLicenses(app: App, edge: SlackEdge) {
  onSubmission(app, edge, licensesList.kind, async (request) => {
    const query = licensesList.readSearch(request.view.state.values);
    return { response_action: 'update', view: await listFor(edge, request, query) };
  });
  for (const action of licensesList.pageActions) {
    onButton(app, edge, action, (request) =>
      showInModal(edge, request, () => listFor(edge, request, licensesList.readQuery(request.value))),
    );
  }
  onButton(app, edge, licensesList.filterAction, (request) => {
    const filter = licensesList.filterNamed(request.value) ?? 'ALL';
    const search = request.modal ? licensesList.readQuery(request.modal.metadata).search : '';
    return showInModal(edge, request, () => listFor(edge, request, { filter, search }));
  });
  onButton(app, edge, LICENSE_DETAILS_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    const below = request.modal;
    await showOnTop(edge, request, await licenseView(edge, caller, { id: request.value, below }));
  });
}

/** `/fluxera licenses [free|full|expiring|expired|all] [text]`, `/fluxera licenses new`, `/fluxera licenses import`, and, for whoever sees no list, `/fluxera licenses Figma`. */
export async function openLicenses(edge: SlackEdge, request: Request, text: string): Promise<void> {
  const view = await viewFor(edge, await requireCaller(edge, request), text);
  await edge.slack.views.open({ trigger_id: request.triggerId, view });
}

async function viewFor(edge: SlackEdge, caller: Actor, text: string): Promise<ModalView> {
  const { db } = edge.deps;
  const typed = commandText(text);
  if (typed.toLowerCase() === 'new') {
    await requirePermitted(db, caller, caller, 'CREATE_LICENSES');
    return newLicenseModal({ onTop: false });
  }
  if (typed.toLowerCase() === 'import') return importForm(edge, caller, 'LICENSES', false);
  if (typed && changesUnseen(caller)) return licenseView(edge, caller, await findLicense(db, caller, typed));
  const [first = '', ...rest] = typed.split(/\s+/);
  const filter = licensesList.filterNamed(first);
  const search = (filter ? rest.join(' ') : typed).slice(0, SEARCH_MAX_LENGTH);
  return licensesView(edge, caller, { filter: filter ?? 'ALL', search });
}

function changesUnseen({ permissions }: Actor): boolean {
  if (permissions.includes('VIEW_LICENSES')) return false;
  return permissions.includes('EDIT_LICENSES') || permissions.includes('DELETE_LICENSES');
}

async function listFor(edge: SlackEdge, request: Pick<Request, 'person'>, query: LicenseQuery) {
  return licensesView(edge, await requireCaller(edge, request), query);
}
