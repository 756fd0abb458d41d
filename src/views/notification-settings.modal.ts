import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { NotificationEvent } from '../generated/prisma/client.ts';
import type { NotificationChannels } from '../workspaces/read-settings.ts';
import type { TimeZone } from '../workspaces/time-zones.ts';
import { readSettingsRevision, settingsForm } from './settings-form.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

export const NOTIFICATION_SETTINGS_FORM = 'notification_settings';
export const SEND_TEST_ACTION = 'settings_send_test';
export const TIME_ZONE_ACTION = 'settings_time_zone';

export type NotifiedEvent = NotificationEvent;

/** What channels can hear of, in the order in which it is asked for; `otherwise`: who hears of it where none does. */
export const notifiedEvents = [
  {
    event: 'ACCEPTANCES',
    label: 'Acceptances',
    hint: 'Who accepted an invitation and joined.',
    told: 'who joined',
    otherwise: 'only whoever invited them hears',
  },
  {
    event: 'REQUESTS',
    label: 'Invitation Requests',
    hint: 'Who asks to have somebody invited, with buttons to decide.',
    told: 'who asks to have somebody invited',
    otherwise: 'the Owner and up to four others who can decide hear',
  },
  {
    event: 'DIGEST',
    label: 'Daily Digest',
    hint: 'At nine in the morning: which invitations end soon, and which have ended.',
    told: 'which invitations end soon',
    otherwise: 'nobody hears',
  },
  {
    event: 'BOUNCES',
    label: 'Bounced Mail',
    hint: 'Which invitation mails did not arrive.',
    told: 'which invitation mails did not arrive',
    otherwise: 'only whoever sent the invitation hears',
  },
  {
    event: 'ACCESS',
    label: 'Access',
    hint: 'When the access review is due; who has left Slack and still has access; and whose access ends, where whoever invited them cannot decide any more.',
    told: 'who has left Slack, and whose access ends',
    otherwise: 'the Owner hears',
  },
  {
    event: 'REPORT',
    label: 'Weekly Report',
    hint: 'On Monday at nine in the morning: people, invitations, seats and licenses of the last weeks, as pictures.',
    told: 'once a week how many people there are, and what became of invitations',
    otherwise: 'nobody hears',
  },
] as const satisfies { event: NotifiedEvent; label: string; hint: string; told: string; otherwise: string }[];

/** What the form holds. */
export interface NotificationSettings {
  channels: NotificationChannels;
  reviewReminders: boolean;
  timeZone: TimeZone;
}

interface Shown {
  revision: number;
  product: { name: string };
  /** Why it was not saved. */
  notice?: string;
  /** How a test of one of the channels went. */
  tested?: { event: NotifiedEvent; text: string };
}

export function notificationSettingsModal(filled: NotificationSettings, shown: Shown): ModalView {
  return settingsForm(
    {
      form: NOTIFICATION_SETTINGS_FORM,
      title: 'Notifications',
      revision: shown.revision,
      notice: shown.notice,
    },
    [
      section(
        `Which channel hears of what. To use a private channel, add ${escapeMrkdwn(shown.product.name)} to it first: in the channel's details, under Integrations.`,
      ),
      ...notifiedEvents.flatMap((one) => channelBlocks(one, filled.channels[one.event], shown)),
      reviewField(filled.reviewReminders),
      timeZoneField(filled.timeZone),
    ],
  );
}

function channelBlocks(
  { event, label, hint, otherwise }: (typeof notifiedEvents)[number],
  channel: string | undefined,
  { tested }: Shown,
): KnownBlock[] {
  return [
    {
      type: 'input',
      block_id: event,
      optional: true,
      label: plainText(label),
      hint: plainText(`${hint} Without a channel, ${otherwise} of it.`),
      element: {
        type: 'conversations_select',
        action_id: 'value',
        placeholder: plainText('Choose a channel'),
        // Other companies read along in shared ones.
        filter: { include: ['public', 'private'], exclude_external_shared_channels: true },
        ...(channel && { initial_conversation: channel }),
      },
    },
    {
      type: 'actions',
      block_id: `test:${event}`,
      elements: [
        {
          type: 'button',
          action_id: SEND_TEST_ACTION,
          text: plainText('Send Test'),
          accessibility_label: `Send Test of: ${label}`,
          value: event,
        },
      ],
    },
    ...(tested?.event === event
      ? [{ type: 'context' as const, elements: [{ type: 'mrkdwn' as const, text: tested.text }] }]
      : []),
  ];
}

const reviewReminder: PlainTextOption = {
  text: plainText('Remind every 90 days, in the channel for access'),
  value: 'on',
};

function reviewField(isOn: boolean): KnownBlock {
  return {
    type: 'input',
    block_id: 'reviews',
    optional: true,
    label: plainText('Access Review'),
    element: {
      type: 'checkboxes',
      action_id: 'value',
      options: [reviewReminder],
      ...(isOn && { initial_options: [reviewReminder] }),
    },
  };
}

function timeZoneField(timeZone: TimeZone): KnownBlock {
  return {
    type: 'input',
    block_id: 'time_zone',
    label: plainText('Time Zone'),
    hint: plainText('The digest, the weekly report and last days go by it. Type the name of a large city.'),
    element: {
      type: 'external_select',
      action_id: TIME_ZONE_ACTION,
      min_query_length: 0,
      placeholder: plainText('Search for a city'),
      initial_option: timeZoneOption(timeZone),
    },
  };
}

/** "Berlin, Europe · UTC+01:00" */
export function timeZoneText({ place, offset }: TimeZone): string {
  return place === 'UTC' ? place : `${place} · ${offset}`;
}

export function timeZoneOption(timeZone: TimeZone) {
  return { text: plainText(timeZoneText(timeZone)), value: timeZone.name };
}

const channelField = z.object({ value: z.object({ selected_conversation: z.string().nullish() }) });
const events = z.enum(['ACCEPTANCES', 'REQUESTS', 'DIGEST', 'BOUNCES', 'ACCESS', 'REPORT']);
const submitted = z.object({
  ACCEPTANCES: channelField,
  REQUESTS: channelField,
  DIGEST: channelField,
  BOUNCES: channelField,
  ACCESS: channelField,
  REPORT: channelField,
  reviews: z.object({ value: z.object({ selected_options: z.array(z.unknown()) }) }),
  time_zone: z.object({ [TIME_ZONE_ACTION]: z.object({ selected_option: z.object({ value: z.string() }) }) }),
});

/** What the form holds at this moment, saved or not. `timeZone`: the IANA name. */
export function readNotificationSettings(view: { private_metadata: string; state: { values: unknown } }) {
  const { time_zone, reviews, ...fields } = submitted.parse(view.state.values);
  const channels: NotificationChannels = {};
  for (const event of events.options) {
    const channel = fields[event].value.selected_conversation;
    if (channel) channels[event] = channel;
  }
  return {
    revision: readSettingsRevision(view.private_metadata),
    channels,
    reviewReminders: reviews.value.selected_options.length > 0,
    timeZone: time_zone[TIME_ZONE_ACTION].selected_option.value,
  };
}

/** Which channel a button is about. */
export function readTestedEvent(value: string): NotifiedEvent {
  return events.parse(value);
}

/** For the channel that is tried out. */
export function testMessage(facts: { event: NotifiedEvent; senderName: string; product: { name: string } }) {
  const told = notifiedEvents.find(({ event }) => event === facts.event)?.told ?? '';
  const text = `This is a test, sent by ${facts.senderName}: here ${facts.product.name} will say ${told}.`;
  // Many read it: in a name, nothing formats.
  const blocks: KnownBlock[] = [{ type: 'section', text: plainText(text) }];
  return { text: escapeMrkdwn(text), blocks };
}

/** How a test went, for whoever sent it. */
export const testOutcome = {
  posted: (channel: string) => `Sent: there is a test message in <#${channel}>.`,
  noChannel: 'Choose a channel first, then send the test.',
  notPossible: (channel: string, product: { name: string }) =>
    `${escapeMrkdwn(product.name)} cannot write to <#${channel}>: it is private or archived. Add ${escapeMrkdwn(product.name)} in the channel's details, under Integrations, and test again.`,
  notNow: 'Slack did not take the message just now. Test again in a moment.',
};
