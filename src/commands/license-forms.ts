import type { App } from '@slack/bolt';
import { assignLicense } from '../licenses/assign-license.ts';
import { createLicense } from '../licenses/create-license.ts';
import { deleteLicense } from '../licenses/delete-license.ts';
import { editLicense } from '../licenses/edit-license.ts';
import type { Actor } from '../roles/permitted.ts';
import { findHolders } from '../users/find-holders.ts';
import {
  ASSIGN_LICENSE_FORM,
  assignErrors,
  holderOption,
  LICENSE_HOLDER_ACTION,
  readAssignForm,
} from '../views/assign.modal.ts';
import { DELETE_LICENSE_FORM, readDeleteForm } from '../views/delete.modal.ts';
import {
  EDIT_LICENSE_FORM,
  licenseErrors,
  NEW_LICENSE_FORM,
  readEditLicenseForm,
  readLicenseForm,
} from '../views/license-form.modal.ts';
import type { ViewBelow } from '../views/stacked-views.ts';
import { addedText, assignedText, deletedText, savedText } from '../views/thing-outcome.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { licensesView, refreshLicenseViews } from './license-views.ts';
import { closeOver, stackBelow } from './show-done.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';
import { onSuggestion } from './suggestion.ts';
import { updateModal } from './update-modal.ts';

const origin = { source: 'SLACK' } as const;

/** The forms that change licenses. */
export function registerLicenseForms(app: App, edge: SlackEdge) {
  onSubmission(
    app,
    edge,
    NEW_LICENSE_FORM,
    (request) => add(edge, request),
    (refusal) => licenseErrors(refusal, edge.deps.product),
  );
  onSubmission(
    app,
    edge,
    EDIT_LICENSE_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about: license, below, fields } = readEditLicenseForm(request.view);
      const { name } = await editLicense(edge.deps, { actor, license, fields, origin });
      return closed(edge, actor, request, { below, done: savedText(name) });
    },
    (refusal) => licenseErrors(refusal, edge.deps.product),
  );
  onSubmission(
    app,
    edge,
    ASSIGN_LICENSE_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about, below, userId } = readAssignForm(request.view);
      const assigned = await assignLicense(edge.deps, { actor, licenseId: about.id, userId, origin });
      return closed(edge, actor, request, { below, done: assignedText(assigned) });
    },
    (refusal) => assignErrors(refusal, edge.deps.product),
  );
  onSubmission(app, edge, DELETE_LICENSE_FORM, async (request) => {
    const actor = await requireCaller(edge, request);
    const { about: license, below, reason } = readDeleteForm(request.view);
    const { name } = await deleteLicense(edge.deps, { actor, license, reason, origin });
    return closed(edge, actor, request, { below, done: deletedText(name), isDeleted: true });
  });
  onSuggestion(app, edge, LICENSE_HOLDER_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    const wanted = { search: request.typed, permission: 'EDIT_LICENSES' as const };
    return (await findHolders(edge.deps.db, caller, wanted)).map(holderOption);
  });
}

/** Closes the form over the list, which begins with the new one. */
async function add(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const actor = await requireCaller(edge, request);
  const added = await createLicense(edge.deps, { actor, fields: readLicenseForm(request.view), origin });
  return closeOver(edge, addedText(added.name), async () => {
    const list = stackBelow(request);
    if (!list) return false;
    return updateModal(edge, list.viewId, await licensesView(edge, actor, { filter: 'ALL', search: '' }));
  });
}

/** Closes the form over the license's details, which show what was done. */
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
    return refreshLicenseViews(edge, caller, stack, below, { notice, isDeleted });
  });
}
