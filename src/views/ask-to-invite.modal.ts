import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Requested } from '../requests/request-invitations.ts';
import { addressFields, type InviteForm, readInviteForm } from './invite.modal.ts';
import { detailFields, type RoleChoice } from './invite-fields.ts';
import { escapeMrkdwn, joined, mention, plainText, section } from './text.ts';
import { severalLines } from './typed-text.ts';

export const ASK_TO_INVITE_FORM = 'ask_to_invite';

const REASON_MAX_LENGTH = 500;

/** The form to invite, for people whose role cannot: others decide. */
export function askToInviteModal(roles: RoleChoice[], filled: InviteForm, leftOut: string[]): ModalView {
  return {
    type: 'modal',
    callback_id: ASK_TO_INVITE_FORM,
    title: plainText('Ask to invite'),
    submit: plainText('Send Request'),
    close: plainText('Close'),
    blocks: [
      section(
        'Your role cannot invite people itself. Say whom you need, and somebody who can invite decides.',
      ),
      ...addressFields(filled.emails, leftOut),
      ...detailFields(roles, filled),
      {
        type: 'input',
        block_id: 'reason',
        optional: true,
        label: plainText('Reason'),
        hint: plainText('Why they are needed. Only whoever decides reads it.'),
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          multiline: true,
          max_length: REASON_MAX_LENGTH,
        },
      },
    ],
  };
}

const submitted = z.object({
  reason: z.object({ value: z.object({ value: z.string().max(REASON_MAX_LENGTH).nullish() }) }),
});

export function readAskToInviteForm(values: unknown): InviteForm & { note: string } {
  const { reason } = submitted.parse(values);
  return { ...readInviteForm(values), note: severalLines(reason.value.value ?? '') };
}

/** What the form becomes when the request is on its way. */
export function requestSentModal({ emails, roleName, admins }: Requested): ModalView {
  const whom = emails.length <= 5 ? joined(emails.map(escapeMrkdwn), 'and') : `${emails.length} people`;
  const who = admins.length > 0 ? joined(admins.map(mention), 'or') : 'An admin';
  return {
    type: 'modal',
    callback_id: 'request_sent',
    title: plainText('Request sent'),
    close: plainText('Close'),
    blocks: [
      section(
        `You asked to invite *${whom}* as ${escapeMrkdwn(roleName)}. ${who} will decide, and you get a message when that is done. Nobody is invited until then.`,
      ),
    ],
  };
}
