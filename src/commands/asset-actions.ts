import type { App } from '@slack/bolt';
import { unassignAsset } from '../assets/assign-asset.ts';
import { type AssetDetails, readAsset } from '../assets/read-asset.ts';
import { requirePermitted } from '../roles/permitted.ts';
import {
  ASSIGN_ASSET_ACTION,
  DELETE_ASSET_ACTION,
  EDIT_ASSET_ACTION,
  UNASSIGN_ASSET_ACTION,
} from '../views/asset-details.modal.ts';
import { editAssetModal, newAssetModal } from '../views/asset-form.modal.ts';
import { NEW_ASSET_ACTION } from '../views/assets-list.modal.ts';
import { assignAssetModal } from '../views/assign.modal.ts';
import { deleteAssetModal } from '../views/delete.modal.ts';
import { readHolding, readReference } from '../views/reference.ts';
import { unassignedText } from '../views/thing-outcome.ts';
import { refreshAssetViews } from './asset-views.ts';
import { type ActionRequest, onButton } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { noticeOf, showOnTop } from './invitation-views.ts';
import { showOrTell } from './show-done.ts';

const origin = { source: 'SLACK' } as const;

/** The buttons of an asset, and New Asset. */
export function registerAssetActions(app: App, edge: SlackEdge) {
  onButton(app, edge, NEW_ASSET_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    await requirePermitted(edge.deps.db, caller, caller, 'CREATE_ASSETS');
    await showOnTop(edge, request, newAssetModal({ onTop: true }));
  });
  onButton(app, edge, EDIT_ASSET_ACTION, async (request) => {
    await showOnTop(edge, request, editAssetModal(await seen(edge, request), request.modal));
  });
  onButton(app, edge, ASSIGN_ASSET_ACTION, async (request) => {
    await showOnTop(edge, request, assignAssetModal(await seen(edge, request), request.modal));
  });
  onButton(app, edge, DELETE_ASSET_ACTION, async (request) => {
    await showOnTop(edge, request, deleteAssetModal(await seen(edge, request), request.modal));
  });
  onButton(app, edge, UNASSIGN_ASSET_ACTION, async (request) => {
    const actor = await requireCaller(edge, request);
    const { id: assetId, userId } = readHolding(request.value);
    const { modal } = request;
    const notice = await noticeOf(edge, request, async () =>
      unassignedText(await unassignAsset(edge.deps, { actor, assetId, userId, origin })),
    );
    await showOrTell(edge, request, notice.text, async () => {
      if (!modal) return false;
      const stack = { viewId: modal.id, rootId: modal.rootId };
      return refreshAssetViews(edge, actor, stack, modal, { notice });
    });
  });
}

/** The asset that a button is about, with the revision of the button: what somebody changes is what they saw. */
async function seen(
  edge: SlackEdge,
  request: ActionRequest,
): Promise<AssetDetails & { seesPeople: boolean }> {
  const caller = await requireCaller(edge, request);
  const { id, revision } = readReference(request.value);
  const asset = await edge.deps.db.$transaction((tx) => readAsset(tx, caller, id));
  return { ...asset, revision, seesPeople: caller.permissions.includes('VIEW_USERS') };
}
