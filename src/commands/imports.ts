import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { Refusal } from '../errors.ts';
import type { ImportRef } from '../imports/known-rows.ts';
import { queueImportFile } from '../imports/queue-import.ts';
import { reviewImport } from '../imports/review-import.ts';
import { sendImport } from '../imports/send-import.ts';
import { cancelImport, pauseImport, resumeImport } from '../imports/stop-import.ts';
import { trackImport } from '../imports/track-import.ts';
import type { Actor } from '../roles/permitted.ts';
import {
  CANCEL_IMPORT_ACTION,
  PAUSE_IMPORT_ACTION,
  RESUME_IMPORT_ACTION,
  TRACK_IMPORT_ACTION,
} from '../views/import-progress.message.ts';
import {
  importResponsesModal,
  RESPONSES_REFRESH_ACTION,
  RESULT_FILE_ACTION,
} from '../views/import-responses.modal.ts';
import {
  ERROR_LIST_ACTION,
  IMPORT_REVIEW,
  importReviewModal,
  importSentModal,
  REVIEW_REFRESH_ACTION,
  readImportId,
} from '../views/import-review.modal.ts';
import { type ActionRequest, onButton } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { showOnTop } from './invitation-views.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';
import { updateModal } from './update-modal.ts';

const fileComes = 'The file is on its way: it comes to your messages from this app.';

export function registerImports(app: App, edge: SlackEdge) {
  const button = (action: string, handle: (request: ActionRequest, one: OneImport) => Promise<void>) =>
    onButton(app, edge, action, async (request) => {
      const caller = await requireCaller(edge, request);
      const ref = { workspaceId: caller.workspaceId, importId: readImportId(request.value) };
      await handle(request, { caller, ref });
    });
  onSubmission(app, edge, IMPORT_REVIEW, (request) => send(edge, request));
  button(REVIEW_REFRESH_ACTION, async (request, one) => {
    await showHere(edge, request, await reviewView(edge, one));
  });
  button(ERROR_LIST_ACTION, async (request, one) => {
    await queueFile(edge, one, 'ERRORS');
    await showHere(edge, request, await reviewView(edge, one, fileComes));
  });
  button(TRACK_IMPORT_ACTION, async (request, one) => {
    await showHere(edge, request, await responsesView(edge, one));
  });
  button(RESPONSES_REFRESH_ACTION, async (request, one) => {
    await showHere(edge, request, await responsesView(edge, one));
  });
  button(RESULT_FILE_ACTION, async (request, one) => {
    await queueFile(edge, one, 'RESULT');
    await showHere(edge, request, await responsesView(edge, one, fileComes));
  });
  for (const [action, change] of [
    [PAUSE_IMPORT_ACTION, pauseImport],
    [RESUME_IMPORT_ACTION, resumeImport],
    [CANCEL_IMPORT_ACTION, cancelImport],
  ] as const) {
    button(action, async (request, one) => {
      const { caller: actor, ref } = one;
      await change(edge.deps, { ...ref, actor, shownIn: request.message, origin: { source: 'SLACK' } });
      // A message that the button stands in says what follows: it changes by itself.
      if (request.modal) await showHere(edge, request, await responsesView(edge, one));
    });
  }
}

interface OneImport {
  caller: Actor;
  ref: ImportRef;
}

async function send(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const caller = await requireCaller(edge, request);
  const ref = { workspaceId: caller.workspaceId, importId: readImportId(request.view.private_metadata) };
  try {
    const { invited } = await sendImport(edge.deps, { ...ref, actor: caller, origin: { source: 'SLACK' } });
    return { response_action: 'update', view: importSentModal(ref.importId, invited) };
  } catch (error) {
    // Pressed twice, or by two people: whoever comes second sees how it went.
    if (!(error instanceof Refusal) || error.code !== 'IMPORT_SENT') throw error;
    return { response_action: 'update', view: await responsesView(edge, { caller, ref }) };
  }
}

async function reviewView(edge: SlackEdge, { caller, ref }: OneImport, notice?: string): Promise<ModalView> {
  const review = await reviewImport(edge.deps, caller, ref);
  // Sent meanwhile, by somebody else or from another view.
  return review.status === 'REVIEW'
    ? importReviewModal(review, notice)
    : responsesView(edge, { caller, ref });
}

async function responsesView(
  { deps }: SlackEdge,
  { caller, ref }: OneImport,
  notice?: string,
): Promise<ModalView> {
  return importResponsesModal(await trackImport(deps, ref, caller), notice);
}

async function queueFile({ deps }: SlackEdge, { caller, ref }: OneImport, what: 'ERRORS' | 'RESULT') {
  await deps.db.$transaction((tx) => queueImportFile(tx, { ...ref, userId: caller.userId, what }));
}

/** In place of the view that the button stands in, where that is of the same import; else on top of it. */
async function showHere(edge: SlackEdge, request: ActionRequest, view: ModalView): Promise<void> {
  const { modal } = request;
  if (modal && view.callback_id === modal.kind) await updateModal(edge, modal.id, view);
  else await showOnTop(edge, request, view);
}
