import type { App } from '@slack/bolt';
import { assignAsset, unassignAsset } from '../assets/assign-asset.ts';
import { createAsset } from '../assets/create-asset.ts';
import { deleteAsset } from '../assets/delete-asset.ts';
import { editAsset } from '../assets/edit-asset.ts';
import { findHolders } from '../assets/find-holders.ts';
import { type AssetDetails, readAsset } from '../assets/read-asset.ts';
import { type Actor, requirePermitted } from '../roles/permitted.ts';
import {
  ASSIGN_ASSET_ACTION,
  DELETE_ASSET_ACTION,
  EDIT_ASSET_ACTION,
  UNASSIGN_ASSET_ACTION,
} from '../views/asset-details.modal.ts';
import {
  assetErrors,
  EDIT_ASSET_FORM,
  editAssetModal,
  NEW_ASSET_FORM,
  newAssetModal,
  readAssetForm,
  readEditAssetForm,
} from '../views/asset-form.modal.ts';
import { addedText, assignedText, deletedText, savedText, unassignedText } from '../views/asset-outcome.ts';
import { NEW_ASSET_ACTION } from '../views/assets-list.modal.ts';
import {
  ASSIGN_FORM,
  assignAssetModal,
  assignErrors,
  HOLDER_ACTION,
  holderOption,
  readAssignForm,
} from '../views/assign-asset.modal.ts';
import { DELETE_ASSET_FORM, deleteAssetModal, readDeleteAssetForm } from '../views/delete-asset.modal.ts';
import { doneModal } from '../views/form-again.ts';
import { readReference } from '../views/reference.ts';
import type { ViewBelow } from '../views/stacked-views.ts';
import { assetsView, refreshAssetViews } from './asset-views.ts';
import { type ActionRequest, onButton } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { noticeOf, showOnTop } from './invitation-views.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';
import { onSuggestion } from './suggestion.ts';
import { updateModal } from './update-modal.ts';

const origin = { source: 'SLACK' } as const;

/** What changes assets: buttons, and the forms that they open. */
export function registerAssetForms(app: App, edge: SlackEdge) {
  registerAssetButtons(app, edge);
  onSubmission(
    app,
    edge,
    NEW_ASSET_FORM,
    (request) => add(edge, request),
    (refusal) => assetErrors(refusal, edge.deps.product),
  );
  onSubmission(
    app,
    edge,
    EDIT_ASSET_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about: asset, below, fields } = readEditAssetForm(request.view);
      const { name } = await editAsset(edge.deps, { actor, asset, fields, origin });
      return closed(edge, actor, request, { below, done: savedText(name) });
    },
    (refusal) => assetErrors(refusal, edge.deps.product),
  );
  onSubmission(
    app,
    edge,
    ASSIGN_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about, below, userId } = readAssignForm(request.view);
      const assigned = await assignAsset(edge.deps, { actor, assetId: about.id, userId, origin });
      return closed(edge, actor, request, { below, done: assignedText(assigned) });
    },
    (refusal) => assignErrors(refusal, edge.deps.product),
  );
  onSubmission(app, edge, DELETE_ASSET_FORM, async (request) => {
    const actor = await requireCaller(edge, request);
    const { about: asset, below, reason } = readDeleteAssetForm(request.view);
    const { name } = await deleteAsset(edge.deps, { actor, asset, reason, origin });
    return closed(edge, actor, request, { below, done: deletedText(name), isDeleted: true });
  });
  onSuggestion(app, edge, HOLDER_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    return (await findHolders(edge.deps.db, caller, request.typed)).map(holderOption);
  });
}

function registerAssetButtons(app: App, edge: SlackEdge) {
  onButton(app, edge, NEW_ASSET_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    await requirePermitted(edge.deps.db, caller, caller, 'CREATE_ASSETS');
    await showOnTop(edge, request, newAssetModal());
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
    const { id: assetId } = readReference(request.value);
    const { modal } = request;
    const notice = await noticeOf(edge, async () =>
      unassignedText(await unassignAsset(edge.deps, { actor, assetId, origin })),
    );
    if (!modal) return;
    await refreshAssetViews(edge, actor, { viewId: modal.id, rootId: modal.rootId }, modal, { notice });
  });
}

/** The asset that a button is about, with the revision of the button: what somebody changes is what they saw. */
async function seen(edge: SlackEdge, request: ActionRequest): Promise<AssetDetails> {
  const caller = await requireCaller(edge, request);
  const { id, revision } = readReference(request.value);
  const asset = await edge.deps.db.$transaction((tx) => readAsset(tx, caller, id));
  return { ...asset, revision };
}

/** Closes the form over the list, which begins with the new one. */
async function add(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const actor = await requireCaller(edge, request);
  const added = await createAsset(edge.deps, { actor, fields: readAssetForm(request.view), origin });
  const done = addedText(added.name);
  const { previous_view_id: list } = request.view;
  const isShown =
    list && (await updateModal(edge, list, await assetsView(edge, actor, { filter: 'ALL', search: '' })));
  return isShown ? { response_action: 'close', done } : { response_action: 'update', view: doneModal(done) };
}

/** Closes the form over the asset's details, which show what was done. */
async function closed(
  edge: SlackEdge,
  caller: Actor,
  { view }: SubmissionRequest,
  { below, done, isDeleted = false }: { below: ViewBelow | undefined; done: string; isDeleted?: boolean },
): Promise<FormAnswer> {
  const notice = { text: done, isRefusal: false };
  const stack = view.previous_view_id && { viewId: view.previous_view_id, rootId: view.root_view_id };
  const isSaid =
    below && stack && (await refreshAssetViews(edge, caller, stack, below, { notice, isDeleted }));
  return isSaid ? { response_action: 'close', done } : { response_action: 'update', view: doneModal(done) };
}
