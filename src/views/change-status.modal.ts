import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { OpenInvitations } from '../users/invitations-of.ts';
import type { UserDetails } from '../users/read-user.ts';
import { reasonField, submittedReason } from './reason-field.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { escapeMrkdwn, joined, plainText, section } from './text.ts';
import { takenWords } from './user-things.ts';

export const STATUS_FORM = 'change_status';

const statuses = ['ACTIVE', 'INACTIVE'] as const;
const optionOf = {
  ACTIVE: { text: plainText('Active'), value: 'ACTIVE' },
  INACTIVE: { text: plainText('Inactive'), value: 'INACTIVE' },
} satisfies Record<(typeof statuses)[number], PlainTextOption>;

/** Deactivates somebody, or gives them their access back, and says what that means. */
export function changeStatusModal(user: UserDetails, sent: OpenInvitations, below?: ViewBelow): ModalView {
  const isOut = user.status === 'INACTIVE';
  return {
    type: 'modal',
    callback_id: STATUS_FORM,
    title: plainText('Change status'),
    submit: plainText('Confirm'),
    close: plainText('Back'),
    private_metadata: formMetadataText({ ...user, below }),
    blocks: [
      section(isOut ? reactivation(user) : deactivation(user)),
      {
        type: 'input',
        block_id: 'status',
        label: plainText('Status'),
        element: {
          type: 'static_select',
          action_id: 'value',
          options: statuses.map((status) => optionOf[status]),
          initial_option: optionOf[isOut ? 'ACTIVE' : 'INACTIVE'],
        },
      },
      ...(!isOut && sent.count > 0 ? invitationsChoice(sent) : []),
      reasonField(),
    ],
  };
}

function deactivation(user: UserDetails): string {
  const taken = takenWords(user);
  return [
    `*If ${escapeMrkdwn(user.name)} becomes inactive:*`,
    '• they are signed out, and can do nothing here or in Slack from then on',
    '• their seat is free',
    ...(taken ? [`• what they have is unassigned: ${taken}`] : []),
    '• their data and history stay, and they can be reactivated',
    'They are told by mail and in Slack.',
  ].join('\n');
}

function reactivation({ name, role }: UserDetails): string {
  return [
    `*If ${escapeMrkdwn(name)} becomes active again:*`,
    `• they have access at once, as ${escapeMrkdwn(role.name)}, with the password that they had`,
    '• they take a seat',
    'They are told by mail and in Slack.',
  ].join('\n');
}

const keepOption = { text: plainText('Keep'), value: 'KEEP' };
const cancelOption = { text: plainText('Cancel'), value: 'CANCEL' };

function invitationsChoice({ count, emails }: OpenInvitations): KnownBlock[] {
  const others = count - emails.length;
  const whom = joined([...emails.map(escapeMrkdwn), ...(others > 0 ? [`${others} more`] : [])], 'and');
  return [
    section(
      `They invited ${whom}, who ${count === 1 ? 'has' : 'have'} not accepted yet. If you keep ${count === 1 ? 'this invitation' : 'these invitations'}, you vouch for ${count === 1 ? 'it' : 'them'} from now on.`,
    ),
    {
      type: 'input',
      block_id: 'invitations',
      label: plainText('Invitations They Sent'),
      element: {
        type: 'static_select',
        action_id: 'value',
        options: [keepOption, cancelOption],
        initial_option: keepOption,
      },
    },
  ];
}

const chosen = <Value extends string>(values: readonly [Value, ...Value[]]) =>
  z.object({ value: z.object({ selected_option: z.object({ value: z.enum(values) }) }) });

const submitted = z.object({
  status: chosen(statuses),
  invitations: chosen(['KEEP', 'CANCEL']).optional(),
  reason: submittedReason,
});

export function readStatusForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { status, invitations, reason } = submitted.parse(view.state.values);
  return {
    ...readFormMetadata(view.private_metadata),
    status: status.value.selected_option.value,
    invitations: invitations?.value.selected_option.value ?? 'KEEP',
    reason,
  };
}

/** The refusals that belong to the status. */
export function statusErrors(refusal: AnyRefusal, product: { name: string }) {
  if (refusal.code !== 'STATUS_UNCHANGED' && refusal.code !== 'NO_SEATS_LEFT') return undefined;
  return { status: refusalText(refusal, product.name, besideField) };
}
