import { setTimeout as pause } from 'node:timers/promises';
import type { App, SlackViewAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { AnyRefusal, RefusalCode } from '../errors.ts';
import { doneModal, formAgain, waitingModal, wordsOf } from '../views/form-again.ts';
import { faultText, refusalModal, refusalNotice } from '../views/refusal.message.ts';
import { answer, personOf, type Request } from './boundary.ts';
import type { SlackEdge } from './edge.ts';
import { answerInTime } from './in-time.ts';

/** What a form becomes, or what is wrong with its fields. Where it closes: what to say if it could not close in time. */
export type FormAnswer =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ModalView }
  | { response_action: 'close'; done: string };

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
    const request = { name: callbackId, person, triggerId, view };
    const work = answer<FormAnswer>(edge, request, () => handle(request), {
      refusal: (refusal) => {
        const errors = besideField(refusal);
        if (errors) return { response_action: 'errors', errors };
        if (isFinal(refusal)) return update(refusalModal(refusal, edge.deps.product));
        return update(formAgain(view, refusalNotice(refusal, edge.deps.product)));
      },
      fault: (reference) => update(formAgain(view, faultText(reference))),
    });
    return edge.inFlight.track(
      answerInTime(work, edge.acknowledgeWithinMs, {
        inTime: async (reply) => {
          if (reply.response_action === 'close') await ack();
          else await ack(reply);
        },
        late: () => ack({ response_action: 'update', view: waitingModal() }),
        afterwards: async (reply) => {
          await pause(AFTER_ACKNOWLEDGING_MS);
          await replaceView(edge, person.slackUserId, view.id, viewOf(reply, view));
        },
      }),
    );
  });
}

const final = new Set<RefusalCode>([
  'OUTSIDER',
  'WORKSPACE_ALREADY_SET_UP',
  'REQUEST_DECIDED',
  'REQUEST_UNKNOWN',
]);

/** Nothing that somebody could change makes the form useful again. */
function isFinal({ code }: AnyRefusal): boolean {
  return final.has(code);
}

/** Once a form is acknowledged nothing can be said beside its fields any more, only above them. */
function viewOf(reply: FormAnswer, form: SubmissionRequest['view']): ModalView {
  switch (reply.response_action) {
    case 'update':
      return reply.view;
    case 'close':
      return doneModal(reply.done);
    case 'errors':
      return formAgain(form, Object.values(reply.errors).join(' '));
  }
}

/** Whoever closed the form meanwhile hears of the outcome by a message. */
async function replaceView(edge: SlackEdge, slackUserId: string, viewId: string, view: ModalView) {
  await edge.slack.views.update({ view_id: viewId, view }).catch(async () => {
    await edge.slack.chat.postMessage({ channel: slackUserId, text: wordsOf(view) });
  });
}
