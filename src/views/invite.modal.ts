import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import { besideField, refusalText } from './refusal-texts.ts';
import { clipped, escapeMrkdwn, joined, plainText, section } from './text.ts';
import { oneLine, severalLines } from './typed-text.ts';

export const INVITE_FORM = 'invite';

/** As many characters as Slack takes in a field. */
export const EMAILS_MAX_LENGTH = 3000;
const MESSAGE_MAX_LENGTH = 1000;
export const NAME_MAX_LENGTH = 100;

export interface InviteForm {
  emails: string;
  roleId: string | undefined;
  firstName: string;
  lastName: string;
  message: string;
}

export interface RoleChoice {
  id: string;
  name: string;
  description: string;
  /** What a form begins with that names no role. */
  isDefault: boolean;
}

export const emptyInviteForm: InviteForm = {
  emails: '',
  roleId: undefined,
  firstName: '',
  lastName: '',
  message: '',
};

/** The form of the guide's "Sending Invitations"; `leftOut`: who was meant as well, and needs no invitation. */
export function inviteModal(roles: RoleChoice[], filled: InviteForm, leftOut: string[] = []): ModalView {
  return {
    type: 'modal',
    callback_id: INVITE_FORM,
    title: plainText('Invite people'),
    submit: plainText('Send Invitation'),
    close: plainText('Close'),
    blocks: [...addressFields(filled.emails, leftOut), ...detailFields(roles, filled)],
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

/** What an invitation gives, and says. */
export function detailFields(roles: RoleChoice[], filled: Omit<InviteForm, 'emails'>): KnownBlock[] {
  return [
    {
      type: 'input',
      block_id: 'role',
      label: plainText('Role'),
      hint: plainText('Give people the fewest permissions they need.'),
      element: roleSelect(roles, filled.roleId),
    },
    nameInput('first_name', 'First Name', filled.firstName),
    nameInput('last_name', 'Last Name', filled.lastName),
    {
      type: 'input',
      block_id: 'message',
      optional: true,
      label: plainText('Message'),
      hint: plainText('Appears in the invitation mail, as you type it.'),
      element: {
        type: 'plain_text_input',
        action_id: 'value',
        multiline: true,
        max_length: MESSAGE_MAX_LENGTH,
        ...(filled.message && { initial_value: filled.message }),
      },
    },
  ];
}

function roleSelect(roles: RoleChoice[], roleId: string | undefined) {
  const options = roles.map(({ id, name, description }) => ({
    text: plainText(clipped(name, 75)),
    value: id,
    ...(description && { description: plainText(clipped(description, 75)) }),
  }));
  const initialId = roleId ?? roles.find(({ isDefault }) => isDefault)?.id;
  const initial = options.find(({ value }) => value === initialId);
  return {
    type: 'static_select',
    action_id: 'value',
    placeholder: plainText('Choose a role'),
    options,
    ...(initial && { initial_option: initial }),
  } as const;
}

function nameInput(blockId: string, label: string, value: string): KnownBlock {
  return {
    type: 'input',
    block_id: blockId,
    optional: true,
    label: plainText(label),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      max_length: NAME_MAX_LENGTH,
      ...(value && { initial_value: value }),
    },
  };
}

const typed = (max: number) =>
  z
    .object({ value: z.object({ value: z.string().max(max).nullish() }) })
    .transform(({ value }) => value.value ?? '');
const details = {
  role: z.object({ value: z.object({ selected_option: z.object({ value: z.string() }).nullish() }) }),
  first_name: typed(NAME_MAX_LENGTH),
  last_name: typed(NAME_MAX_LENGTH),
  message: typed(MESSAGE_MAX_LENGTH),
};
const submitted = z.object({ email: typed(EMAILS_MAX_LENGTH), ...details });

/** Reads the state of a submitted form. */
export function readInviteForm(values: unknown): InviteForm {
  return { emails: submitted.parse(values).email, ...readDetailFields(values) };
}

export function readDetailFields(values: unknown): Omit<InviteForm, 'emails'> {
  const { role, first_name, last_name, message } = z.object(details).parse(values);
  return {
    roleId: role.value.selected_option?.value,
    firstName: oneLine(first_name),
    lastName: oneLine(last_name),
    message: severalLines(message),
  };
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
