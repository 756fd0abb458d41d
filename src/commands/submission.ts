import { setTimeout as pause } from 'node:timers/promises';
import type { App, SlackViewAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { AnyRefusal } from '../errors.ts';
import { formAgain, waitingModal, wordsOf } from '../views/form-again.ts';
import { faultText, refusalModal, refusalNotice } from '../views/refusal.message.ts';
import { answer, personOf, type Request } from './boundary.ts';
import type { SlackEdge } from './edge.ts';
import { answerInTime } from './in-time.ts';

/** What a form becomes, or what is wrong with its fields. */
export type FormAnswer =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ModalView };

export interface SubmissionRequest extends Request {
  view: SlackViewAction['view'];
}

/** Slack has to have taken a late acknowledgement before it hears what comes after that. */
const AFTER_ACKNOWLEDGING_MS = 500;

/**
 * Handles the submission of a form. A refusal stands beside its field where `besideField` knows one; every other
 * refusal, and a fault, stands above the fields, and what was typed stays.
 */
export function onSubmission(
  app: App,
  edge: SlackEdge,
  callbackId: string,
  handle: (request: SubmissionRequest) => Promise<FormAnswer>,
  besideField: (refusal: AnyRefusal) => Record<string, string> | undefined = () => undefined,
) {
  app.view({ callback_id: callbackId, type: 'view_submission' }, ({ body, view, ack }) => {
    const person = personOf(body);
    const triggerId = 'trigger_id' in body && typeof body.trigger_id === 'string' ? body.trigger_id : '';
    const update = (next: ModalView): FormAnswer => ({ response_action: 'update', view: next });
    const work = answer<FormAnswer>(edge, callbackId, () => handle({ person, triggerId, view }), {
      refusal: (refusal) => {
        const errors = besideField(refusal);
        if (errors) return { response_action: 'errors', errors };
        if (isFinal(refusal)) return update(refusalModal(refusal, edge.deps.product));
        return update(formAgain(view, refusalNotice(refusal, edge.deps.product)));
      },
      fault: (reference) => update(formAgain(view, faultText(reference))),
    });
    return edge.inFlight.track(
      answerInTime(work, {
        inTime: (reply) => ack(reply),
        late: () => ack(update(waitingModal())),
        afterwards: async (reply) => {
          await pause(AFTER_ACKNOWLEDGING_MS);
          await replaceView(edge, person.slackUserId, view.id, viewOf(reply, view));
        },
      }),
    );
  });
}

/** Nothing that somebody could change makes the form useful again. */
function isFinal({ code }: AnyRefusal): boolean {
  return code === 'OUTSIDER' || code === 'WORKSPACE_ALREADY_SET_UP';
}

/** Once a form is acknowledged nothing can be said beside its fields any more, only above them. */
function viewOf(reply: FormAnswer, form: SubmissionRequest['view']): ModalView {
  return reply.response_action === 'update'
    ? reply.view
    : formAgain(form, Object.values(reply.errors).join(' '));
}

/** Whoever closed the form meanwhile hears of the outcome by a message. */
async function replaceView(edge: SlackEdge, slackUserId: string, viewId: string, view: ModalView) {
  await edge.slack.views.update({ view_id: viewId, view }).catch(async () => {
    await edge.slack.chat.postMessage({ channel: slackUserId, text: wordsOf(view) });
  });
}
