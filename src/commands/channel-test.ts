import type { App } from '@slack/bolt';
import { postToChannel } from '../post-to-channel.ts';
import { requirePermission } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import {
  notificationSettingsModal,
  readNotificationSettings,
  readTestedEvent,
  SEND_TEST_ACTION,
  testMessage,
  testOutcome,
} from '../views/notification-settings.modal.ts';
import { describeTimeZone } from '../workspaces/time-zones.ts';
import { type ActionRequest, onButton } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { updateModal } from './update-modal.ts';

export function registerChannelTest(app: App, edge: SlackEdge) {
  onButton(app, edge, SEND_TEST_ACTION, (request) => sendTest(edge, request));
}

/** Tries out the channel that stands in the form, saved or not, and says beside it how that went. */
async function sendTest(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const { modal } = request;
  if (!modal) return;
  const { db, product, now } = edge.deps;
  const caller = await requireCaller(edge, request);
  await requirePermission(db, caller, 'MANAGE_SETTINGS');
  const event = readTestedEvent(request.value);
  const { revision, channels, reviewReminders, timeZone } = readNotificationSettings({
    private_metadata: modal.metadata,
    state: { values: modal.values },
  });
  const sender = await db.user.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId: caller.workspaceId, id: caller.userId } },
    select: { firstName: true, lastName: true, email: true },
  });
  const message = testMessage({ event, senderName: fullName(sender), product });
  const text = await outcome(edge, channels[event], message);
  const filled = { channels, reviewReminders, timeZone: describeTimeZone(timeZone, now()) };
  const view = notificationSettingsModal(filled, { revision, product, tested: { event, text } });
  await updateModal(edge, modal.id, view);
}

async function outcome(
  edge: SlackEdge,
  channel: string | undefined,
  message: ReturnType<typeof testMessage>,
): Promise<string> {
  if (!channel) return testOutcome.noChannel;
  try {
    const posted = await postToChannel(edge, channel, message);
    return posted ? testOutcome.posted(channel) : testOutcome.notPossible(channel, edge.deps.product);
  } catch (error) {
    edge.log.warn({ channel, error }, 'a test message was not taken');
    return testOutcome.notNow;
  }
}
