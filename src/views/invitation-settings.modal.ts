import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { RoleChoice } from './invite-fields.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { readSettingsRevision, settingsForm } from './settings-form.ts';
import { domainProblemsText } from './settings-refusals.ts';
import { clipped, plainText } from './text.ts';

export const INVITATION_SETTINGS_FORM = 'invitation_settings';

const DOMAINS_MAX_LENGTH = 3000;

/** What the form holds. */
export interface InvitationSettings {
  defaultRoleId: string | null;
  /** As typed. */
  allowedDomains: string;
  blockedDomains: string;
  remindInvitees: boolean;
}

/** `notice`: why it was not saved. */
export function invitationSettingsModal(
  filled: InvitationSettings,
  { revision, roles, notice }: { revision: number; roles: RoleChoice[]; notice?: string },
): ModalView {
  return settingsForm({ form: INVITATION_SETTINGS_FORM, title: 'Invitations', revision, notice }, [
    {
      type: 'input',
      block_id: 'role',
      optional: true,
      label: plainText('Default Role'),
      hint: plainText('What the form to invite begins with. Whoever invites can choose another.'),
      element: roleSelect(roles, filled.defaultRoleId),
    },
    domainsField({
      blockId: 'domains',
      label: 'Email Domains',
      hint: 'Only addresses of these can be invited. One a line; empty: all are allowed.',
      typed: filled.allowedDomains,
    }),
    domainsField({
      blockId: 'blocked',
      label: 'Blocked Domains',
      hint: 'No address of these can be invited. One a line; their subdomains are blocked as well. Whoever is invited already can still join.',
      typed: filled.blockedDomains,
    }),
    {
      type: 'input',
      block_id: 'reminders',
      optional: true,
      label: plainText('Reminders'),
      element: {
        type: 'checkboxes',
        action_id: 'value',
        options: [reminder],
        ...(filled.remindInvitees && { initial_options: [reminder] }),
      },
    },
  ]);
}

function domainsField(field: { blockId: string; label: string; hint: string; typed: string }): KnownBlock {
  return {
    type: 'input',
    block_id: field.blockId,
    optional: true,
    label: plainText(field.label),
    hint: plainText(field.hint),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      multiline: true,
      max_length: DOMAINS_MAX_LENGTH,
      placeholder: plainText('acme.example'),
      ...(field.typed && { initial_value: field.typed }),
    },
  };
}

const reminder: PlainTextOption = {
  text: plainText('Remind people two days before their invitation ends'),
  value: 'on',
};

function roleSelect(roles: RoleChoice[], roleId: string | null) {
  const options = roles.map(({ id, name, description }) => ({
    text: plainText(clipped(name, 75)),
    value: id,
    ...(description && { description: plainText(clipped(description, 75)) }),
  }));
  const initial = options.find(({ value }) => value === roleId);
  return {
    type: 'static_select' as const,
    action_id: 'value',
    placeholder: plainText('None'),
    options,
    ...(initial && { initial_option: initial }),
  };
}

const domainsTyped = z.object({
  value: z.object({ value: z.string().max(DOMAINS_MAX_LENGTH).nullish() }),
});
const submitted = z.object({
  role: z.object({ value: z.object({ selected_option: z.object({ value: z.uuid() }).nullish() }) }),
  domains: domainsTyped,
  blocked: domainsTyped,
  reminders: z.object({ value: z.object({ selected_options: z.array(z.unknown()) }) }),
});

export function readInvitationSettings(view: { private_metadata: string; state: { values: unknown } }) {
  const { role, domains, blocked, reminders } = submitted.parse(view.state.values);
  return {
    revision: readSettingsRevision(view.private_metadata),
    defaultRoleId: role.value.selected_option?.value ?? null,
    allowedDomains: domains.value.value ?? '',
    blockedDomains: blocked.value.value ?? '',
    remindInvitees: reminders.value.selected_options.length > 0,
  };
}

/** The refusals that belong to a field; undefined: it belongs to the whole form. */
export function invitationSettingsErrors(
  refusal: AnyRefusal,
  product: { name: string },
): Record<string, string> | undefined {
  if (refusal.code === 'DOMAINS_REFUSED') {
    const { allowed, blocked } = refusal.facts;
    return {
      ...(allowed.length > 0 && { domains: domainProblemsText(allowed, besideField) }),
      ...(blocked.length > 0 && { blocked: domainProblemsText(blocked, besideField) }),
    };
  }
  if (refusal.code === 'ROLE_UNKNOWN') return { role: refusalText(refusal, product.name, besideField) };
  return undefined;
}
