import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import { accessUntilField } from './access-until-field.ts';
import {
  type DetailFields,
  detailFields,
  type RoleChoice,
  readDetailFields,
  typed,
} from './invite-fields.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { escapeMrkdwn, joined, plainText, section } from './text.ts';

export const INVITE_FORM = 'invite';
/** Stands in the form, and in Home: many people by a file. */
export const BULK_INVITE_ACTION = 'open_bulk_invite';

/** As many characters as Slack takes in a field. */
export const EMAILS_MAX_LENGTH = 3000;

export interface InviteForm extends DetailFields {
  emails: string;
}

export const emptyInviteForm: InviteForm = {
  emails: '',
  roleId: undefined,
  firstName: '',
  lastName: '',
  message: '',
  accessUntil: null,
};

/** The form of the guide's "Sending Invitations"; `leftOut`: who was meant as well, and needs no invitation. */
export function inviteModal(roles: RoleChoice[], filled: InviteForm, leftOut: string[] = []): ModalView {
  return {
    type: 'modal',
    callback_id: INVITE_FORM,
    title: plainText('Invite people'),
    submit: plainText('Send Invitation'),
    close: plainText('Close'),
    blocks: [
      ...addressFields(filled.emails, leftOut),
      ...detailFields(roles, filled),
      accessUntilField(
        filled.accessUntil,
        'The last day of their access. Leave it empty where there is none.',
      ),
      manyAtOnce(),
    ],
  };
}

function manyAtOnce(): KnownBlock {
  return {
    type: 'actions',
    block_id: 'many',
    elements: [
      { type: 'button', action_id: BULK_INVITE_ACTION, text: plainText('Bulk Invite'), value: 'form' },
    ],
  };
}

/** Whom it is about. */
export function addressFields(emails: string, leftOut: string[]): KnownBlock[] {
  return [
    ...(leftOut.length > 0 ? [section(leftOutText(leftOut))] : []),
    {
      type: 'input',
      block_id: 'email',
      label: plainText('Email Address'),
      hint: plainText('Several people? Separate their addresses with commas.'),
      element: {
        type: 'plain_text_input',
        action_id: 'value',
        focus_on_load: true,
        placeholder: plainText('jane@example.com'),
        max_length: EMAILS_MAX_LENGTH,
        ...(emails && { initial_value: emails }),
      },
    },
  ];
}

/** So many addresses are named; the others are counted. */
const LEFT_OUT_NAMED = 5;

function leftOutText(emails: string[]): string {
  const named = emails.slice(0, LEFT_OUT_NAMED).map(escapeMrkdwn);
  const others = emails.length - named.length;
  const who = joined([...named, ...(others > 0 ? [`${others} more`] : [])], 'and');
  return `Left out, as they have an account or an invitation already: ${who}.`;
}

const submitted = z.object({ email: typed(EMAILS_MAX_LENGTH) });

/** Reads the state of a submitted form. */
export function readInviteForm(values: unknown): InviteForm {
  return { emails: submitted.parse(values).email, ...readDetailFields(values) };
}

/** The refusals that belong to a field, keyed as Slack wants them; undefined: it belongs to the whole form. */
export function inviteFieldErrors(
  refusal: AnyRefusal,
  product: { name: string },
): Record<string, string> | undefined {
  const text = refusalText(refusal, product.name, besideField);
  switch (refusal.code) {
    case 'NO_ADDRESS':
    case 'TOO_MANY_ADDRESSES':
    case 'ADDRESSES_TOO_LONG':
    case 'ADDRESSES_REFUSED':
      return { email: text };
    case 'ROLE_NOT_GRANTABLE':
    case 'ROLE_UNKNOWN':
      return { role: text };
    case 'NAMES_FOR_SEVERAL':
      return { first_name: text };
    case 'ACCESS_END_OUT_OF_RANGE':
      return { access_until: text };
    default:
      return undefined;
  }
}

export const INVITE_ANOTHER_ACTION = 'invite_another';

/** What the form becomes when the invitations are sent. */
export function invitationSentModal(sent: { text: string }): ModalView {
  return {
    type: 'modal',
    callback_id: 'invitation_sent',
    title: plainText('Invitation sent'),
    close: plainText('Close'),
    blocks: [
      section(sent.text),
      {
        type: 'actions',
        block_id: 'next',
        elements: [
          {
            type: 'button',
            action_id: INVITE_ANOTHER_ACTION,
            text: plainText('Invite Somebody Else'),
            value: 'form',
          },
        ],
      },
    ],
  };
}
