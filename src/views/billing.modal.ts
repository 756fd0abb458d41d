import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { Billing } from '../workspaces/read-billing.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { savedAlert } from './saved-alert.ts';
import { usageBlocks } from './seat-usage-blocks.ts';
import { readSettingsRevision, settingsMetadata } from './settings-form.ts';
import { usedSeats } from './settings-refusals.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';
import { textInput } from './text-input.ts';
import { oneLine } from './typed-text.ts';

export const BILLING_FORM = 'billing';
/** Opens the form, from a message or from Home. */
export const BILLING_ACTION = 'open_billing';

const NAME_MAX_LENGTH = 80;
const CONTACT_NAME_MAX_LENGTH = 100;
const EMAIL_MAX_LENGTH = 254;
const SEATS_AT_MOST = 1_000_000;

/** What the form holds, as typed. */
interface BillingForm {
  planName: string;
  seatLimit: number | null;
  contact: { name: string; email: string };
}

interface Shown {
  isSaved?: boolean;
  /** Why it was not saved, over what was typed. */
  unsaved?: { notice: string; filled: BillingForm };
}

/** The plan, how much of it is in use, who hears of the bill, and the months before. */
export function billingModal(billing: Billing, { isSaved = false, unsaved }: Shown = {}): ModalView {
  const { workspaceName, planName, seats, contact, revision } = billing;
  const filled = unsaved?.filled ?? {
    ...{ planName, seatLimit: seats.limit },
    contact: contact ?? { name: '', email: '' },
  };
  return {
    type: 'modal',
    callback_id: BILLING_FORM,
    title: plainText('Billing'),
    submit: plainText('Save Changes'),
    close: plainText('Close'),
    private_metadata: settingsMetadata(revision),
    blocks: [
      ...(isSaved ? [savedAlert('Your changes are saved.')] : []),
      ...(unsaved ? [section(`*Not saved.* ${unsaved.notice}`)] : []),
      section(`*${escapeMrkdwn(workspaceName)} · ${escapeMrkdwn(planName)}*\n${seatsInUse(seats)}`),
      textInput('plan_name', 'Plan Name', {
        ...{ value: filled.planName, max: NAME_MAX_LENGTH },
        hint: 'As your contract calls it.',
      }),
      seatLimitField(filled.seatLimit),
      textInput('contact_name', 'Billing Contact', {
        ...{ value: filled.contact.name, max: CONTACT_NAME_MAX_LENGTH, optional: true },
        hint: 'Hears by mail, beside the Owner, when the plan is 90 % full and when it is full. It need not be a user.',
      }),
      textInput('contact_email', 'Address of the Billing Contact', {
        ...{ value: filled.contact.email, max: EMAIL_MAX_LENGTH, optional: true },
      }),
      { type: 'divider' },
      ...usageBlocks(billing),
    ],
  };
}

function seatLimitField(seatLimit: number | null): KnownBlock {
  return {
    type: 'input',
    block_id: 'seat_limit',
    optional: true,
    label: plainText('Seat Limit'),
    hint: plainText('People and open invitations together. Empty: no limit.'),
    element: {
      type: 'number_input',
      action_id: 'value',
      is_decimal_allowed: false,
      min_value: '1',
      max_value: String(SEATS_AT_MOST),
      ...(seatLimit !== null && { initial_value: String(seatLimit) }),
    },
  };
}

function seatsInUse({ limit, taken, ...used }: Billing['seats']): string {
  if (limit === null) return `${taken} seats are in use: ${usedSeats(used)}. There is no limit.`;
  const free = limit - taken;
  const left = free > 0 ? `${free} ${free === 1 ? 'is' : 'are'} free` : 'none is free';
  return `${taken} of ${limit} seats are in use: ${usedSeats(used)}. ${left[0]?.toUpperCase()}${left.slice(1)}.`;
}

/** Slack itself refuses what is no number within the limits. */
const seatLimit = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1).max(SEATS_AT_MOST));
const line = (max: number) => z.object({ value: z.object({ value: z.string().max(max).nullish() }) });
const submitted = z.object({
  plan_name: line(NAME_MAX_LENGTH),
  seat_limit: z.object({ value: z.object({ value: seatLimit.nullish() }) }),
  contact_name: line(CONTACT_NAME_MAX_LENGTH),
  contact_email: line(EMAIL_MAX_LENGTH),
});

export function readBillingForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { plan_name, seat_limit, contact_name, contact_email } = submitted.parse(view.state.values);
  const filled: BillingForm = {
    planName: oneLine(plan_name.value.value ?? ''),
    seatLimit: seat_limit.value.value ?? null,
    contact: {
      name: oneLine(contact_name.value.value ?? ''),
      email: oneLine(contact_email.value.value ?? ''),
    },
  };
  return { revision: readSettingsRevision(view.private_metadata), filled };
}

export function planNameMissing() {
  return { plan_name: 'The plan needs a name. Write what your contract calls it.' };
}

/** The refusals that belong to a field; undefined: it belongs to the whole form. */
export function billingErrors(
  refusal: AnyRefusal,
  product: { name: string },
): Record<string, string> | undefined {
  const text = refusalText(refusal, product.name, besideField);
  switch (refusal.code) {
    case 'SEAT_LIMIT_BELOW_USE':
      return { seat_limit: text };
    case 'ADDRESSES_REFUSED':
      return { contact_email: text };
    case 'BILLING_CONTACT_HALF':
      return refusal.facts.missing === 'NAME' ? { contact_name: text } : { contact_email: text };
    default:
      return undefined;
  }
}
