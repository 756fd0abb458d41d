import type { App, BlockAction, ButtonAction, SlackViewAction } from '@slack/bolt';
import type { KnownBlock, View } from '@slack/types';
import { type AnyRefusal, Refusal } from '../errors.ts';
import { reportFault } from '../faults.ts';
import { faultMessage, faultModal, refusalMessage, refusalModal } from '../views/refusal.message.ts';
import type { SlackEdge } from './edge.ts';

/** What a person reads: `text` is what notifications and screen readers get. */
export interface Message {
  text: string;
  blocks?: KnownBlock[];
}

/** Who did something, where, and the key to opening a form. Never who may do it: that is looked up. */
export interface Request {
  person: { slackTeamId: string; slackUserId: string; homeTeamId: string | undefined };
  triggerId: string;
}

export interface CommandRequest extends Request {
  text: string;
  /** The command as typed, for usage hints. */
  command: string;
}

type Outcome = 'done' | 'refused' | 'fault';

/**
 * The one place where a Slack request ends. What the handler returns is the acknowledgement, so that Slack says "did
 * not respond" of nothing that was done. A refusal is told to the person; a fault gets a reference that is in the log.
 */
async function answer<Reply>(
  edge: SlackEdge,
  request: string,
  handle: () => Promise<Reply>,
  tell: { refusal: (refusal: AnyRefusal) => Reply; fault: (reference: string) => Reply },
): Promise<Reply> {
  const stopTimer = edge.metrics.slackRequests.startTimer({ request });
  const finish = (outcome: Outcome, reply: Reply) => {
    const seconds = stopTimer({ outcome });
    edge.log.info({ request, outcome, ms: Math.round(seconds * 1000) }, 'slack request');
    return reply;
  };
  try {
    return finish('done', await handle());
  } catch (error) {
    if (error instanceof Refusal) {
      edge.metrics.refusals.inc({ code: error.code });
      return finish('refused', tell.refusal(error.asUnion()));
    }
    edge.metrics.faults.inc({ where: request });
    return finish('fault', tell.fault(reportFault(edge.log, error, { request })));
  }
}

/** Handles `/name` and `/anything-name`, so that a team can prefix its commands. */
export function onCommand(
  app: App,
  edge: SlackEdge,
  name: string,
  handle: (request: CommandRequest) => Promise<Message | undefined>,
) {
  app.command(new RegExp(`^/(?:[a-z0-9_-]+-)?${name}$`), ({ command, ack }) => {
    const work = async () => {
      const message = await answer(
        edge,
        `/${name}`,
        () =>
          handle({
            person: { slackTeamId: command.team_id, slackUserId: command.user_id, homeTeamId: undefined },
            triggerId: command.trigger_id,
            text: command.text ?? '',
            command: command.command,
          }),
        { refusal: (refusal) => refusalMessage(refusal, edge.deps.product), fault: faultMessage },
      );
      await (message ? ack({ response_type: 'ephemeral', ...message }) : ack());
    };
    return edge.inFlight.track(work());
  });
}

export type FormAnswer =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: View }
  | { response_action: 'clear' };

export interface SubmissionRequest extends Request {
  view: SlackViewAction['view'];
}

/** Handles the submission of a form. `refused` puts a refusal beside its field; without an answer, a page says it. */
export function onSubmission(
  app: App,
  edge: SlackEdge,
  callbackId: string,
  handle: (request: SubmissionRequest) => Promise<FormAnswer | undefined>,
  refused: (refusal: AnyRefusal, request: SubmissionRequest) => Promise<FormAnswer | undefined> = async () =>
    undefined,
) {
  app.view({ callback_id: callbackId, type: 'view_submission' }, ({ body, view, ack }) => {
    const request = {
      person: personOf(body),
      triggerId: 'trigger_id' in body && typeof body.trigger_id === 'string' ? body.trigger_id : '',
      view,
    };
    const handleRefusals = async () => {
      try {
        return await handle(request);
      } catch (error) {
        const inForm = error instanceof Refusal ? await refused(error.asUnion(), request) : undefined;
        if (!inForm) throw error;
        edge.metrics.refusals.inc({ code: error instanceof Refusal ? error.code : '' });
        return inForm;
      }
    };
    const work = async () => {
      const reply = await answer<FormAnswer | undefined>(edge, callbackId, handleRefusals, {
        refusal: (refusal) => ({ response_action: 'update', view: refusalModal(refusal, edge.deps.product) }),
        fault: (reference) => ({ response_action: 'update', view: faultModal(reference) }),
      });
      await (reply ? ack(reply) : ack());
    };
    return edge.inFlight.track(work());
  });
}

export interface ActionRequest extends Request {
  /** The button's value, as this bot wrote it; still parsed by whoever reads it. */
  value: string;
  /** Replaces the message that the button stands in, or answers privately. */
  respond(message: Message & { replace_original?: boolean }): Promise<void>;
  /** Takes away the message that the button stands in; nothing where it stands elsewhere. */
  dismiss(): Promise<void>;
  /** Set where the button stands in a modal. */
  modalId: string | undefined;
}

/** Handles a button. Slack wants the acknowledgement at once; the answer comes as a message or a view. */
export function onButton(
  app: App,
  edge: SlackEdge,
  actionId: string,
  handle: (request: ActionRequest) => Promise<void>,
) {
  app.action<BlockAction<ButtonAction>>(
    { action_id: actionId, type: 'block_actions' },
    ({ body, action, ack, respond }) => {
      const request: ActionRequest = {
        person: personOf(body),
        triggerId: body.trigger_id,
        value: action.value ?? '',
        modalId: body.view?.type === 'modal' ? body.view.id : undefined,
        respond: async (message) => {
          await respond({ response_type: 'ephemeral', replace_original: false, ...message });
        },
        dismiss: async () => {
          if (body.response_url) await respond({ delete_original: true });
        },
      };
      const tell = async (message: Message) => {
        if (body.response_url) await request.respond(message);
        else await edge.slack.chat.postMessage({ channel: request.person.slackUserId, ...message });
      };
      const work = async () => {
        await ack();
        await answer<void | Promise<void>>(edge, actionId, () => handle(request), {
          refusal: (refusal) => tell(refusalMessage(refusal, edge.deps.product)),
          fault: (reference) => tell(faultMessage(reference)),
        });
      };
      return edge.inFlight.track(work());
    },
  );
}

function personOf(body: {
  team: { id: string } | null;
  user: { id: string; team_id?: string };
}): Request['person'] {
  return { slackTeamId: body.team?.id ?? '', slackUserId: body.user.id, homeTeamId: body.user.team_id };
}

/** Handles the opening of App Home, for which Slack wants no answer but a published view. */
export function onHomeOpened(
  app: App,
  edge: SlackEdge,
  handle: (request: Pick<Request, 'person'>) => Promise<void>,
) {
  app.event('app_home_opened', ({ event, body }) => {
    if (event.tab !== 'home') return Promise.resolve();
    const person = { slackTeamId: body.team_id, slackUserId: event.user, homeTeamId: undefined };
    const nobody = () => {};
    return edge.inFlight.track(
      answer(edge, 'app_home_opened', () => handle({ person }), { refusal: nobody, fault: nobody }),
    );
  });
}
