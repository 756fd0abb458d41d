import type { App } from '@slack/bolt';
import { Refusal } from '../errors.ts';
import { listImports } from '../imports/list-imports.ts';
import { pastedFile } from '../imports/pasted-file.ts';
import { reviewImport } from '../imports/review-import.ts';
import { startImport, type UploadedFile } from '../imports/start-import.ts';
import { enqueue } from '../queue/enqueue.ts';
import { requirePermission } from '../roles/permitted.ts';
import {
  BULK_INVITE_FORM,
  type BulkInviteForm,
  bulkInviteFieldErrors,
  bulkInviteModal,
  PAST_IMPORTS_ACTION,
  readBulkInviteForm,
  TEMPLATE_ACTION,
} from '../views/bulk-invite.modal.ts';
import { importReviewModal } from '../views/import-review.modal.ts';
import { IMPORTS_OLDER_ACTION, importsListModal } from '../views/imports-list.modal.ts';
import { BULK_INVITE_ACTION } from '../views/invite.modal.ts';
import { type ActionRequest, onButton, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { showOnTop } from './invitation-views.ts';
import { roleChoices } from './role-choices.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';
import { updateModal } from './update-modal.ts';
import { uploadedFile } from './uploaded-file.ts';

export function registerBulkInvite(app: App, edge: SlackEdge) {
  onSubmission(
    app,
    edge,
    BULK_INVITE_FORM,
    (request) => readForm(edge, request),
    (refusal) => bulkInviteFieldErrors(refusal, edge.deps.product),
  );
  onButton(app, edge, BULK_INVITE_ACTION, (request) => openBulkInvite(edge, request));
  onButton(app, edge, TEMPLATE_ACTION, (request) => sendTemplate(edge, request));
  onButton(app, edge, PAST_IMPORTS_ACTION, (request) => showImports(edge, request, undefined));
  onButton(app, edge, IMPORTS_OLDER_ACTION, (request) => showImports(edge, request, request.value));
}

/** The form to invite many at once, for whoever may. */
export async function openBulkInvite(
  edge: SlackEdge,
  request: Request & Partial<Pick<ActionRequest, 'modal'>>,
): Promise<void> {
  const caller = await requireCaller(edge, request);
  await requirePermission(edge.deps.db, caller, 'INVITE_USERS');
  const view = bulkInviteModal(await roleChoices(edge, caller));
  if (request.modal) await updateModal(edge, request.modal.id, view);
  else await edge.slack.views.open({ trigger_id: request.triggerId, view });
}

async function sendTemplate(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const caller = await requireCaller(edge, request);
  await requirePermission(edge.deps.db, caller, 'INVITE_USERS');
  const { slackUserId } = request.person;
  await edge.deps.db.$transaction((tx) => enqueue(tx, 'send-import-template', { slackUserId, of: 'PEOPLE' }));
  if (!request.modal) return;
  // What was filled in stays: Slack keeps it by the names of the fields.
  const view = bulkInviteModal(await roleChoices(edge, caller), { templateSent: true });
  await updateModal(edge, request.modal.id, view);
}

async function readForm(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const caller = await requireCaller(edge, request);
  await requirePermission(edge.deps.db, caller, 'INVITE_USERS');
  const form = readBulkInviteForm(request.view.state.values);
  const ref = await startImport(edge.deps, {
    actor: caller,
    submission: request.view.id,
    file: await fileOf(edge, form),
    defaultRoleId: form.roleId ?? null,
    message: form.message,
    skipKnown: form.skipKnown,
  });
  const review = await reviewImport(edge.deps, caller, ref);
  return { response_action: 'update', view: importReviewModal(review) };
}

async function fileOf(edge: SlackEdge, { fileId, pasted }: BulkInviteForm): Promise<UploadedFile> {
  if (fileId && pasted) throw new Refusal('IMPORT_TWO_SOURCES', {});
  if (!fileId && !pasted) throw new Refusal('IMPORT_WITHOUT_PEOPLE', {});
  return fileId ? uploadedFile(edge, fileId, 'PEOPLE') : pastedFile(pasted);
}

async function showImports(
  edge: SlackEdge,
  request: ActionRequest,
  after: string | undefined,
): Promise<void> {
  const caller = await requireCaller(edge, request);
  const page = await listImports(edge.deps, caller, after);
  const view = importsListModal({ ...page, isFirst: after === undefined });
  const isListed = request.modal?.kind === view.callback_id;
  if (isListed && request.modal) await updateModal(edge, request.modal.id, view);
  else await showOnTop(edge, request, view);
}
