import type { App, BlockAction, ButtonAction, OverflowAction, StaticSelectAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { type AnyRefusal, Refusal } from '../errors.ts';
import { reportFault } from '../faults.ts';
import { faultMessage, refusalMessage } from '../views/refusal.message.ts';
import type { SlackEdge } from './edge.ts';
import { answerInTime } from './in-time.ts';
import { noteRefusal } from './note-refusal.ts';

/** What a person reads: `text` is what notifications and screen readers get. */
export interface Message {
  text: string;
  blocks?: KnownBlock[];
}

/** Who did something, where, and the key to opening a form. Never who may do it: that is looked up. */
export interface Request {
  /** "/invite", or what a form or a button is called. */
  name: string;
  person: { slackTeamId: string; slackUserId: string; homeTeamId: string | undefined };
  triggerId: string;
}

export interface CommandRequest extends Request {
  text: string;
  /** What the team has put before the names of its commands, for usage hints: "", or "acme-". */
  prefix: string;
}

type Outcome = 'done' | 'refused' | 'fault';

/**
 * The one place where a Slack request ends. What the handler returns is the acknowledgement, so that Slack says "did
 * not respond" of nothing that was done. A refusal is told to the person; a fault gets a reference that is in the log.
 */
export async function answer<Reply>(
  edge: SlackEdge,
  request: Pick<Request, 'name'> & Partial<Pick<Request, 'person'>>,
  handle: () => Promise<Reply>,
  tell: { refusal: (refusal: AnyRefusal) => Reply; fault: (reference: string) => Reply },
): Promise<Reply> {
  const { name } = request;
  const stopTimer = edge.metrics.slackRequests.startTimer({ request: name });
  const finish = (outcome: Outcome, reply: Reply) => {
    const seconds = stopTimer({ outcome });
    edge.log.info({ request: name, outcome, ms: Math.round(seconds * 1000) }, 'slack request');
    return reply;
  };
  try {
    return finish('done', await handle());
  } catch (error) {
    if (error instanceof Refusal) {
      noteRefusal(edge, request, error);
      return finish('refused', tell.refusal(error.asUnion()));
    }
    edge.metrics.faults.inc({ where: name });
    return finish('fault', tell.fault(reportFault(edge.log, error, { request: name })));
  }
}

/** Handles `/name` and `/anything-name`, so that a team can prefix its commands. */
export function onCommand(
  app: App,
  edge: SlackEdge,
  name: string,
  handle: (request: CommandRequest) => Promise<Message | undefined>,
) {
  app.command(new RegExp(`^/(?:[a-z0-9_-]+-)?${name}$`), ({ command, ack, respond }) => {
    const request: CommandRequest = {
      name: `/${name}`,
      person: { slackTeamId: command.team_id, slackUserId: command.user_id, homeTeamId: undefined },
      triggerId: command.trigger_id,
      text: command.text ?? '',
      prefix: command.command.slice(1, -name.length),
    };
    const work = answer(edge, request, () => handle(request), {
      refusal: (refusal) => refusalMessage(refusal, edge.deps.product),
      fault: faultMessage,
    });
    return edge.inFlight.track(
      answerInTime(work, edge.acknowledgeWithinMs, {
        inTime: (message) => (message ? ack({ response_type: 'ephemeral', ...message }) : ack()),
        late: () => ack(),
        afterwards: async (message) => {
          if (message) await respond({ response_type: 'ephemeral', ...message });
        },
      }),
    );
  });
}

export interface ActionRequest extends Request {
  /** The value of the button or of the choice, as this bot wrote it; still parsed by whoever reads it. */
  value: string;
  /** Replaces the message that the button stands in, or answers privately. */
  respond(message: Message & { replace_original?: boolean }): Promise<void>;
  /** Answers privately, wherever the button stands. */
  tell(message: Message): Promise<void>;
  /** Takes away the message that the button stands in; nothing where it stands elsewhere. */
  dismiss(): Promise<void>;
  /** The message that the button stands in, where it is one that stays. */
  message: ButtonMessage | undefined;
  /** The modal that the button stands in, if it does. */
  modal: ActedModal | undefined;
}

interface ActedModal {
  id: string;
  rootId: string | null;
  kind: string;
  metadata: string;
  /** What its fields hold at this moment; parsed by whoever reads it. */
  values: unknown;
}

/** Where a message is, and what its blocks are called: from these, what it tells of can be shown anew. */
export interface ButtonMessage {
  channel: string;
  ts: string;
  blockIds: string[];
}

/** Slack says of a message that only one person sees where it is, but not what is in it. */
const inMessage = z.object({
  container: z.object({ channel_id: z.string(), message_ts: z.string() }),
  message: z.object({ blocks: z.array(z.object({ block_id: z.string() })) }),
});

function messageOf(body: unknown): ButtonMessage | undefined {
  const parsed = inMessage.safeParse(body);
  if (!parsed.success) return undefined;
  const { container, message } = parsed.data;
  return {
    channel: container.channel_id,
    ts: container.message_ts,
    blockIds: message.blocks.map(({ block_id }) => block_id),
  };
}

/** Handles a button, or a choice from a menu. Slack wants the acknowledgement at once; the answer comes as a message or a view. */
export function onButton(
  app: App,
  edge: SlackEdge,
  actionId: string,
  handle: (request: ActionRequest) => Promise<void>,
) {
  app.action<BlockAction<Choice>>(
    { action_id: actionId, type: 'block_actions' },
    ({ body, action, ack, respond }) => {
      const person = personOf(body);
      const request: ActionRequest = {
        name: actionId,
        person,
        triggerId: body.trigger_id,
        value: chosenValue(action),
        message: messageOf(body),
        modal: modalOf(body.view),
        respond: async (message) => {
          await respond({ response_type: 'ephemeral', replace_original: false, ...message });
        },
        tell: async (message) => {
          if (body.response_url) await request.respond(message);
          else await edge.slack.chat.postMessage({ channel: person.slackUserId, ...message });
        },
        dismiss: async () => {
          if (body.response_url) await respond({ delete_original: true });
        },
      };
      const work = async () => {
        await ack();
        await answer<void | Promise<void>>(edge, request, () => handle(request), {
          refusal: (refusal) => request.tell(refusalMessage(refusal, edge.deps.product)),
          fault: (reference) => request.tell(faultMessage(reference)),
        });
      };
      return edge.inFlight.track(work());
    },
  );
}

type Choice = ButtonAction | StaticSelectAction | OverflowAction;

function chosenValue(action: Choice): string {
  return (action.type === 'button' ? action.value : action.selected_option?.value) ?? '';
}

function modalOf(view: BlockAction['view']): ActionRequest['modal'] {
  if (view?.type !== 'modal') return undefined;
  return {
    ...{ id: view.id, rootId: view.root_view_id, kind: view.callback_id },
    ...{ metadata: view.private_metadata, values: view.state.values },
  };
}

export function personOf(body: {
  team: { id: string } | null;
  user: { id: string; team_id?: string };
}): Request['person'] {
  return { slackTeamId: body.team?.id ?? '', slackUserId: body.user.id, homeTeamId: body.user.team_id };
}
