import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { findAsset } from '../assets/find-asset.ts';
import type { AssetQuery } from '../assets/list-assets.ts';
import { type Actor, requirePermitted } from '../roles/permitted.ts';
import { newAssetModal } from '../views/asset-form.modal.ts';
import { ASSET_DETAILS_ACTION, assetsList } from '../views/assets-list.modal.ts';
import { SEARCH_MAX_LENGTH } from '../views/search-field.ts';
import { commandText } from '../views/typed-text.ts';
import { assetsView, assetView } from './asset-views.ts';
import { onButton, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { showInModal, showOnTop } from './invitation-views.ts';
import { onSubmission } from './submission.ts';
import { importForm } from './thing-imports.ts';

export function registerAssets(app: App, edge: SlackEdge) {
  onSubmission(app, edge, assetsList.kind, async (request) => {
    const query = assetsList.readSearch(request.view.state.values);
    return { response_action: 'update', view: await listFor(edge, request, query) };
  });
  for (const action of assetsList.pageActions) {
    onButton(app, edge, action, (request) =>
      showInModal(edge, request, () => listFor(edge, request, assetsList.readQuery(request.value))),
    );
  }
  onButton(app, edge, assetsList.filterAction, (request) => {
    const filter = assetsList.filterNamed(request.value) ?? 'ALL';
    const search = request.modal ? assetsList.readQuery(request.modal.metadata).search : '';
    return showInModal(edge, request, () => listFor(edge, request, { filter, search }));
  });
  onButton(app, edge, ASSET_DETAILS_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    const below = request.modal;
    await showOnTop(edge, request, await assetView(edge, caller, { id: request.value, below }));
  });
}

/** `/fluxera assets [available|assigned|in repair|retired|all] [text]`, `/fluxera assets new`, `/fluxera assets import`, and, for whoever sees no list, `/fluxera assets LT-0042`. */
export async function openAssets(edge: SlackEdge, request: Request, text: string): Promise<void> {
  const view = await viewFor(edge, await requireCaller(edge, request), text);
  await edge.slack.views.open({ trigger_id: request.triggerId, view });
}

async function viewFor(edge: SlackEdge, caller: Actor, text: string): Promise<ModalView> {
  const { db } = edge.deps;
  const typed = commandText(text);
  if (typed.toLowerCase() === 'new') {
    await requirePermitted(db, caller, caller, 'CREATE_ASSETS');
    return newAssetModal({ onTop: false });
  }
  if (typed.toLowerCase() === 'import') return importForm(edge, caller, 'ASSETS', false);
  if (typed && changesUnseen(caller)) return assetView(edge, caller, await findAsset(db, caller, typed));
  return assetsView(edge, caller, readAssetLine(text));
}

function changesUnseen({ permissions }: Actor): boolean {
  if (permissions.includes('VIEW_ASSETS')) return false;
  return permissions.includes('EDIT_ASSETS') || permissions.includes('DELETE_ASSETS');
}

/** "available laptop": what stands behind the command. */
function readAssetLine(text: string): AssetQuery {
  const typed = commandText(text).replace(/^in repair\b/i, 'in_repair');
  const [first = '', ...rest] = typed.split(/\s+/);
  const filter = assetsList.filterNamed(first);
  const search = (filter ? rest.join(' ') : typed).slice(0, SEARCH_MAX_LENGTH);
  return { filter: filter ?? 'ALL', search };
}

async function listFor(edge: SlackEdge, request: Pick<Request, 'person'>, query: AssetQuery) {
  return assetsView(edge, await requireCaller(edge, request), query);
}
