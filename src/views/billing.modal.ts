import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { Plan } from '../workspaces/change-plan.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { savedAlert } from './saved-alert.ts';
import { usedSeats } from './settings-refusals.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';
import { oneLine } from './typed-text.ts';

export const BILLING_FORM = 'billing';
/** Opens the form, from a message or from Home. */
export const BILLING_ACTION = 'open_billing';

const NAME_MAX_LENGTH = 80;
const SEATS_AT_MOST = 1_000_000;

/** The plan and how much of it is in use. */
export function billingModal(
  { workspaceName, planName, seats }: Plan,
  { isSaved = false }: { isSaved?: boolean } = {},
): ModalView {
  return {
    type: 'modal',
    callback_id: BILLING_FORM,
    title: plainText('Billing'),
    submit: plainText('Save Changes'),
    close: plainText('Close'),
    blocks: [
      ...(isSaved ? [savedAlert('The plan is saved.')] : []),
      section(`*${escapeMrkdwn(workspaceName)} · ${escapeMrkdwn(planName)}*\n${seatsInUse(seats)}`),
      {
        type: 'input',
        block_id: 'plan_name',
        label: plainText('Plan Name'),
        hint: plainText('As your contract calls it.'),
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          max_length: NAME_MAX_LENGTH,
          initial_value: planName,
        },
      },
      {
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
          ...(seats.limit !== null && { initial_value: String(seats.limit) }),
        },
      },
    ],
  };
}

function seatsInUse({ limit, taken, ...used }: Plan['seats']): string {
  if (limit === null) return `${taken} seats are in use: ${usedSeats(used)}. There is no limit.`;
  const free = limit - taken;
  const left = free > 0 ? `${free} ${free === 1 ? 'is' : 'are'} free` : 'none is free';
  return `${taken} of ${limit} seats are in use: ${usedSeats(used)}. ${left[0]?.toUpperCase()}${left.slice(1)}.`;
}

/** Slack itself refuses what is no number within the limits. */
const seatLimit = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1).max(SEATS_AT_MOST));
const submitted = z.object({
  plan_name: z.object({ value: z.object({ value: z.string().max(NAME_MAX_LENGTH).nullish() }) }),
  seat_limit: z.object({ value: z.object({ value: seatLimit.nullish() }) }),
});

export function readBillingForm(values: unknown): { planName: string; seatLimit: number | null } {
  const { plan_name, seat_limit } = submitted.parse(values);
  return { planName: oneLine(plan_name.value.value ?? ''), seatLimit: seat_limit.value.value ?? null };
}

export function planNameMissing() {
  return { plan_name: 'The plan needs a name. Write what your contract calls it.' };
}

/** The refusals that belong to a field; undefined: it belongs to the whole form. */
export function billingErrors(
  refusal: AnyRefusal,
  product: { name: string },
): Record<string, string> | undefined {
  if (refusal.code !== 'SEAT_LIMIT_BELOW_USE') return undefined;
  return { seat_limit: refusalText(refusal, product.name, besideField) };
}
