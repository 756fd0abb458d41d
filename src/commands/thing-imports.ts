import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { ThingKind } from '../generated/prisma/enums.ts';
import { enqueue } from '../queue/enqueue.ts';
import { type Actor, requirePermitted } from '../roles/permitted.ts';
import { reviewThingImport } from '../thing-imports/review-thing-import.ts';
import { startThingImport } from '../thing-imports/start-thing-import.ts';
import { storeThingImport } from '../thing-imports/store-thing-import.ts';
import { findThingImport, thingPermissions } from '../thing-imports/thing-import-ref.ts';
import { readImportId } from '../views/import-review.modal.ts';
import {
  readThingImportForm,
  readThingKind,
  THING_ERRORS_ACTION,
  THING_IMPORT_ACTION,
  THING_IMPORT_FORM,
  THING_TEMPLATE_ACTION,
  thingImportErrors,
  thingImportModal,
} from '../views/thing-import.modal.ts';
import {
  THING_REFRESH_ACTION,
  THING_REVIEW,
  thingReviewModal,
  thingsAddedModal,
} from '../views/thing-review.modal.ts';
import { assetsView } from './asset-views.ts';
import { type ActionRequest, onButton } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { showOnTop } from './invitation-views.ts';
import { licensesView } from './license-views.ts';
import { stackBelow } from './show-done.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';
import { updateModal } from './update-modal.ts';
import { uploadedFile } from './uploaded-file.ts';

/** Files of assets and of licenses: from the button beside the list to what was added. */
export function registerThingImports(app: App, edge: SlackEdge) {
  onButton(app, edge, THING_IMPORT_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    await showOnTop(edge, request, await importForm(edge, caller, readThingKind(request.value), true));
  });
  onButton(app, edge, THING_TEMPLATE_ACTION, (request) => sendTemplate(edge, request));
  onButton(app, edge, THING_ERRORS_ACTION, (request) => sendErrors(edge, request));
  onButton(app, edge, THING_REFRESH_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    await showReview(edge, request, caller);
  });
  onSubmission(
    app,
    edge,
    THING_IMPORT_FORM,
    (request) => readForm(edge, request),
    (refusal) => thingImportErrors(refusal, edge.deps.product),
  );
  onSubmission(app, edge, THING_REVIEW, (request) => store(edge, request));
}

/** The form that takes a file, for whoever may add things of that kind. */
export async function importForm(
  { deps }: SlackEdge,
  caller: Actor,
  kind: ThingKind,
  onTop: boolean,
): Promise<ModalView> {
  await requirePermitted(deps.db, caller, caller, thingPermissions[kind].create);
  return thingImportModal(kind, { onTop });
}

async function sendTemplate(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const { deps } = edge;
  const caller = await requireCaller(edge, request);
  const kind = readThingKind(request.value);
  await requirePermitted(deps.db, caller, caller, thingPermissions[kind].create);
  const { slackUserId } = request.person;
  await deps.db.$transaction((tx) => enqueue(tx, 'send-import-template', { slackUserId, of: kind }));
  const { modal } = request;
  if (!modal) return;
  const onTop = modal.rootId !== modal.id;
  await updateModal(edge, modal.id, thingImportModal(kind, { onTop, templateSent: true }));
}

async function sendErrors(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const caller = await requireCaller(edge, request);
  const { workspaceId, userId } = caller;
  const importId = readImportId(request.value);
  const { db } = edge.deps;
  const { kind } = await findThingImport(db, caller, importId);
  await requirePermitted(db, caller, caller, thingPermissions[kind].create);
  await db.$transaction((tx) => enqueue(tx, 'send-thing-errors', { workspaceId, importId, userId }));
  const notice = 'The file is on its way: it comes to your messages from this app.';
  if (request.modal) await showReview(edge, request, caller, notice);
}

async function readForm(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const caller = await requireCaller(edge, request);
  const { kind, fileId } = readThingImportForm(request.view);
  await requirePermitted(edge.deps.db, caller, caller, thingPermissions[kind].create);
  const file = await uploadedFile(edge, fileId, kind);
  const submission = request.view.id;
  const { importId } = await startThingImport(edge.deps, { actor: caller, kind, submission, file });
  return { response_action: 'update', view: await reviewView(edge, caller, importId) };
}

async function store(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const actor = await requireCaller(edge, request);
  const importId = readImportId(request.view.private_metadata);
  const { kind, created } = await storeThingImport(edge.deps, {
    actor,
    importId,
    origin: { source: 'SLACK' },
  });
  await refreshList(edge, request, actor, kind);
  return { response_action: 'update', view: thingsAddedModal({ importId, kind }, created) };
}

/** The list below begins with what was added. Whatever fails here: it is added by now. */
async function refreshList(edge: SlackEdge, request: SubmissionRequest, actor: Actor, kind: ThingKind) {
  const list = stackBelow(request);
  if (!list) return;
  const query = { filter: 'ALL', search: '' } as const;
  const view = kind === 'ASSETS' ? assetsView(edge, actor, query) : licensesView(edge, actor, query);
  try {
    await updateModal(edge, list.viewId, await view);
  } catch (error) {
    edge.log.warn({ error }, 'what was done could not be shown');
  }
}

async function reviewView(edge: SlackEdge, caller: Actor, importId: string, notice?: string) {
  const review = await reviewThingImport(edge.deps, caller, importId);
  // Stored meanwhile, from another view.
  return review.createdCount === null
    ? thingReviewModal(review, notice)
    : thingsAddedModal(review, review.createdCount);
}

async function showReview(edge: SlackEdge, request: ActionRequest, caller: Actor, notice?: string) {
  const view = await reviewView(edge, caller, readImportId(request.value), notice);
  if (request.modal) await updateModal(edge, request.modal.id, view);
}
