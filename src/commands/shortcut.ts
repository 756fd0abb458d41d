import type { App, GlobalShortcut, MessageShortcut } from '@slack/bolt';
import { faultMessage, refusalMessage } from '../views/refusal.message.ts';
import { answer, type Message, personOf, type Request } from './boundary.ts';
import type { SlackEdge } from './edge.ts';
import { answerInTime } from './in-time.ts';

/** Handles a shortcut that is used from anywhere. What is told comes as a direct message: there is no other place. */
export function onGlobalShortcut(
  app: App,
  edge: SlackEdge,
  callbackId: string,
  handle: (request: Request) => Promise<void>,
) {
  app.shortcut<GlobalShortcut>({ callback_id: callbackId, type: 'shortcut' }, ({ shortcut, ack }) => {
    const request = { name: callbackId, person: personOf(shortcut), triggerId: shortcut.trigger_id };
    const tell = (message: Message) =>
      edge.slack.chat.postMessage({ channel: request.person.slackUserId, ...message });
    return finish(edge, request, () => handle(request), { ack, tell });
  });
}

export interface MessageShortcutRequest extends Request {
  /** The message as Slack sends it, whoever wrote it. */
  message: unknown;
}

/** Handles a shortcut in a message's menu; the answer is seen by nobody but the person, below the message. */
export function onMessageShortcut(
  app: App,
  edge: SlackEdge,
  callbackId: string,
  handle: (request: MessageShortcutRequest) => Promise<void>,
) {
  app.shortcut<MessageShortcut>(
    { callback_id: callbackId, type: 'message_action' },
    ({ shortcut, ack, respond }) => {
      const { trigger_id: triggerId, message } = shortcut;
      const request = { name: callbackId, person: personOf(shortcut), triggerId, message };
      const tell = (told: Message) =>
        respond({ response_type: 'ephemeral', replace_original: false, ...told });
      return finish(edge, request, () => handle(request), { ack, tell });
    },
  );
}

function finish(
  edge: SlackEdge,
  request: Request,
  handle: () => Promise<void>,
  ways: { ack: () => Promise<void>; tell: (message: Message) => Promise<unknown> },
): Promise<void> {
  const work = answer<Message | undefined>(
    edge,
    request,
    async () => {
      await handle();
      return undefined;
    },
    { refusal: (refusal) => refusalMessage(refusal, edge.deps.product), fault: faultMessage },
  );
  const tellIfAny = async (message: Message | undefined) => {
    if (message) await ways.tell(message);
  };
  return edge.inFlight.track(
    answerInTime(work, edge.acknowledgeWithinMs, {
      inTime: async (message) => {
        await ways.ack();
        await tellIfAny(message);
      },
      late: ways.ack,
      afterwards: tellIfAny,
    }),
  );
}
