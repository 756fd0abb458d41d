import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { OpenInvitations } from '../users/invitations-of.ts';
import type { UserDetails } from '../users/read-user.ts';
import { calendarDay } from '../utc-date.ts';
import { accessUntilField, submittedAccessUntil } from './access-until-field.ts';
import { reasonField, submittedReason } from './reason-field.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { escapeMrkdwn, joined, plainText, section } from './text.ts';
import { takenWords } from './user-things.ts';
import { toldBy } from './user-words.ts';

export const STATUS_FORM = 'change_status';

const statuses = ['ACTIVE', 'INACTIVE'] as const;
const optionOf = {
  ACTIVE: { text: plainText('Active'), value: 'ACTIVE' },
  INACTIVE: { text: plainText('Inactive'), value: 'INACTIVE' },
} satisfies Record<(typeof statuses)[number], PlainTextOption>;

/** Deactivates somebody, or gives them their access back, and says what that means; `reason`: what stands there to begin with. */
export function changeStatusModal(
  user: UserDetails,
  sent: OpenInvitations,
  { below, reason = '' }: { below?: ViewBelow | undefined; reason?: string },
): ModalView {
  const isOut = user.status === 'INACTIVE';
  return {
    type: 'modal',
    callback_id: STATUS_FORM,
    title: plainText('Change status'),
    submit: plainText('Confirm'),
    close: plainText(below ? 'Back' : 'Close'),
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
      ...(isOut ? [accessUntilField(user.accessUntil, accessHint(user.accessUntil))] : []),
      ...(!isOut && sent.count > 0 ? invitationsChoice(sent) : []),
      reasonField({ initial: reason }),
    ],
  };
}

function accessHint(accessUntil: Date | null): string {
  return accessUntil
    ? `It was ${calendarDay(accessUntil)}. Choose another last day, or take it out: then the access does not end.`
    : 'The last day of their access. Leave it empty where there is none.';
}

function deactivation(user: UserDetails): string {
  const taken = takenWords(user);
  return [
    `*If ${escapeMrkdwn(user.name)} becomes inactive:*`,
    '• they are signed out, and can do nothing here or in Slack from then on',
    '• their seat is free',
    ...(taken ? [`• what they have is unassigned: ${taken}`] : []),
    '• their data and history stay, and they can be reactivated',
    toldBy(user),
  ].join('\n');
}

function reactivation(user: UserDetails): string {
  const { name, role } = user;
  return [
    `*If ${escapeMrkdwn(name)} becomes active again:*`,
    `• they have access at once, as ${escapeMrkdwn(role.name)}, with the password that they had`,
    '• they take a seat',
    toldBy(user),
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
  access_until: submittedAccessUntil.optional(),
  reason: submittedReason,
});

export function readStatusForm(view: { private_metadata: string; state: { values: unknown } }) {
  const {
    status,
    invitations,
    access_until: accessUntil = null,
    reason,
  } = submitted.parse(view.state.values);
  return {
    ...readFormMetadata(view.private_metadata),
    status: status.value.selected_option.value,
    invitations: invitations?.value.selected_option.value ?? 'KEEP',
    accessUntil,
    reason,
  };
}

/** The refusals that belong to the status. */
export function statusErrors(refusal: AnyRefusal, product: { name: string }) {
  if (refusal.code === 'ACCESS_END_OUT_OF_RANGE') {
    return { access_until: refusalText(refusal, product.name, besideField) };
  }
  if (refusal.code !== 'STATUS_UNCHANGED' && refusal.code !== 'NO_SEATS_LEFT') return undefined;
  return { status: refusalText(refusal, product.name, besideField) };
}
