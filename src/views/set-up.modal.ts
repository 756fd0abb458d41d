import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { TimeZone } from '../workspaces/time-zones.ts';
import { timeZoneText } from './notification-settings.modal.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';
import { oneLine } from './typed-text.ts';

export const SET_UP_FORM = 'set_up_form';

const NAME_MAX_LENGTH = 80;

/** First contact: makes the workspace. */
export function setUpModal({
  product,
  suggestedName,
}: {
  product: string;
  suggestedName: string;
}): ModalView {
  return {
    type: 'modal',
    callback_id: SET_UP_FORM,
    title: plainText('Set up'),
    submit: plainText('Set Up'),
    close: plainText('Close'),
    blocks: [
      section(
        `You become the Owner of this ${escapeMrkdwn(product)} workspace. You will get a mail to choose a password; inviting people works right away.`,
      ),
      {
        type: 'input',
        block_id: 'name',
        label: plainText('Workspace Name'),
        hint: plainText('People read it in their invitation.'),
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          focus_on_load: true,
          max_length: NAME_MAX_LENGTH,
          ...(suggestedName && { initial_value: clipped(suggestedName, NAME_MAX_LENGTH) }),
        },
      },
      {
        type: 'input',
        block_id: 'channel',
        optional: true,
        label: plainText('Notification Channel'),
        hint: plainText('Where people are welcomed when they join. A public channel.'),
        element: { type: 'channels_select', action_id: 'value', placeholder: plainText('Choose a channel') },
      },
    ],
  };
}

const submitted = z.object({
  name: z.object({ value: z.object({ value: z.string().max(NAME_MAX_LENGTH).nullish() }) }),
  channel: z.object({ value: z.object({ selected_channel: z.string().nullish() }) }),
});

export function readSetUpForm(values: unknown): { name: string; notificationChannelId: string | null } {
  const { name, channel } = submitted.parse(values);
  return {
    name: oneLine(name.value.value ?? ''),
    notificationChannelId: channel.value.selected_channel ?? null,
  };
}

export function nameMissing() {
  return { name: 'The workspace needs a name. Write the name of your company or team.' };
}

export const INVITE_FIRST_ACTION = 'invite_first';

/** What the form becomes when the workspace is there. */
export function setUpDoneModal({
  name,
  product,
  timeZone,
}: {
  name: string;
  product: string;
  timeZone: TimeZone;
}): ModalView {
  return {
    type: 'modal',
    callback_id: 'set_up_done',
    title: plainText('Ready'),
    close: plainText('Close'),
    blocks: [
      section(
        `*${escapeMrkdwn(name)}* is ready, and you are its Owner. A mail with a link to choose your ${escapeMrkdwn(product)} password is on its way.`,
      ),
      section(
        `Days begin and end in the time zone ${timeZoneText(timeZone)}: the last day of an access, the daily digest, the weekly report. You can change it with *Settings* in App Home. Times in Slack are shown to everybody in their own zone.`,
      ),
      {
        type: 'actions',
        block_id: 'next',
        elements: [
          {
            type: 'button',
            style: 'primary',
            action_id: INVITE_FIRST_ACTION,
            text: plainText('Invite Somebody'),
            value: 'form',
          },
        ],
      },
    ],
  };
}
