import type { App } from '@slack/bolt';
import { assignAsset } from '../assets/assign-asset.ts';
import { createAsset } from '../assets/create-asset.ts';
import { deleteAsset } from '../assets/delete-asset.ts';
import { editAsset } from '../assets/edit-asset.ts';
import type { Actor } from '../roles/permitted.ts';
import { findHolders } from '../users/find-holders.ts';
import {
  assetErrors,
  EDIT_ASSET_FORM,
  NEW_ASSET_FORM,
  readAssetForm,
  readEditAssetForm,
} from '../views/asset-form.modal.ts';
import {
  ASSET_HOLDER_ACTION,
  ASSIGN_ASSET_FORM,
  assignErrors,
  holderOption,
  readAssignForm,
} from '../views/assign.modal.ts';
import { DELETE_ASSET_FORM, readDeleteForm } from '../views/delete.modal.ts';
import type { ViewBelow } from '../views/stacked-views.ts';
import { addedText, assignedText, deletedText, savedText } from '../views/thing-outcome.ts';
import { assetsView, refreshAssetViews } from './asset-views.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { closeOver, stackBelow } from './show-done.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';
import { onSuggestion } from './suggestion.ts';
import { updateModal } from './update-modal.ts';

const origin = { source: 'SLACK' } as const;

/** The forms that change assets. */
export function registerAssetForms(app: App, edge: SlackEdge) {
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
    ASSIGN_ASSET_FORM,
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
    const { about: asset, below, reason } = readDeleteForm(request.view);
    const { name } = await deleteAsset(edge.deps, { actor, asset, reason, origin });
    return closed(edge, actor, request, { below, done: deletedText(name), isDeleted: true });
  });
  onSuggestion(app, edge, ASSET_HOLDER_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    const wanted = { search: request.typed, permission: 'EDIT_ASSETS' as const };
    return (await findHolders(edge.deps.db, caller, wanted)).map(holderOption);
  });
}

/** Closes the form over the list, which begins with the new one. */
async function add(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const actor = await requireCaller(edge, request);
  const added = await createAsset(edge.deps, { actor, fields: readAssetForm(request.view), origin });
  return closeOver(edge, addedText(added.name), async () => {
    const list = stackBelow(request);
    if (!list) return false;
    return updateModal(edge, list.viewId, await assetsView(edge, actor, { filter: 'ALL', search: '' }));
  });
}

/** Closes the form over the asset's details, which show what was done. */
function closed(
  edge: SlackEdge,
  caller: Actor,
  request: SubmissionRequest,
  { below, done, isDeleted = false }: { below: ViewBelow | undefined; done: string; isDeleted?: boolean },
): Promise<FormAnswer> {
  return closeOver(edge, done, async () => {
    const stack = stackBelow(request);
    if (!below || !stack) return false;
    const notice = { text: done, isRefusal: false };
    return refreshAssetViews(edge, caller, stack, below, { notice, isDeleted });
  });
}
