import type { App } from '@slack/bolt';
import { z } from 'zod';
import { Permission } from '../generated/prisma/enums.ts';
import { createRole } from '../roles/create-role.ts';
import { deleteRole } from '../roles/delete-role.ts';
import { editRole } from '../roles/edit-role.ts';
import type { Actor } from '../roles/permitted.ts';
import { DELETE_ROLE_FORM, deleteRoleErrors, readDeleteRoleForm } from '../views/delete-role.modal.ts';
import { doneModal } from '../views/form-again.ts';
import { CREATE_ROLE_FORM, EDIT_ROLE_FORM, readRoleForm, roleFormErrors } from '../views/role-form.modal.ts';
import { roleCreatedText, roleDeletedText, roleEditedText } from '../views/role-outcome.ts';
import type { ViewBelow } from '../views/stacked-views.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { refreshRolesList, refreshRoleViews } from './role-views.ts';
import { closeOver, stackBelow } from './show-done.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';
import { updateModal } from './update-modal.ts';

const origin = { source: 'SLACK' } as const;
const permissionNames = z.array(z.enum(Permission));

/** The forms that make, change and delete roles. */
export function registerRoleForms(app: App, edge: SlackEdge) {
  onSubmission(
    app,
    edge,
    CREATE_ROLE_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { below, name, description, ...typed } = readRoleForm(request.view);
      const permissions = permissionNames.parse(typed.permissions);
      const created = await createRole(edge.deps, { actor, name, description, permissions, origin });
      return closed(edge, actor, request, { below, done: roleCreatedText(created) });
    },
    (refusal) => roleFormErrors(refusal, edge.deps.product),
  );
  onSubmission(
    app,
    edge,
    EDIT_ROLE_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about: role, below, name, description, ...typed } = readRoleForm(request.view);
      const permissions = permissionNames.parse(typed.permissions);
      const edited = await editRole(edge.deps, { actor, role, name, description, permissions, origin });
      return closed(edge, actor, request, { below, done: roleEditedText(edited) });
    },
    (refusal) => roleFormErrors(refusal, edge.deps.product),
  );
  onSubmission(
    app,
    edge,
    DELETE_ROLE_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about: role, below: _below, ...chosen } = readDeleteRoleForm(request.view);
      const done = roleDeletedText(await deleteRole(edge.deps, { actor, role, ...chosen, origin }));
      return afterDeletion(edge, actor, request, done);
    },
    (refusal) => deleteRoleErrors(refusal, edge.deps.product),
  );
}

/** Closes the form over a view that shows what was done; where there is none any more, the form says it. */
function closed(
  edge: SlackEdge,
  caller: Actor,
  request: SubmissionRequest,
  { below, done }: { below: ViewBelow | undefined; done: string },
): Promise<FormAnswer> {
  return closeOver(edge, done, async () => {
    const stack = stackBelow(request);
    if (!below || !stack) return false;
    return refreshRoleViews(edge, caller, stack, below, { text: done, isRefusal: false });
  });
}

/** The details of a role that is gone say so, and the list below them is without it. */
function afterDeletion(
  edge: SlackEdge,
  caller: Actor,
  request: SubmissionRequest,
  done: string,
): Promise<FormAnswer> {
  return closeOver(edge, done, async () => {
    const stack = stackBelow(request);
    if (!stack) return false;
    await refreshRolesList(edge, caller, stack);
    return updateModal(edge, stack.viewId, doneModal(done));
  });
}
