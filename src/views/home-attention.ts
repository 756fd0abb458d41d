import type { Button, KnownBlock } from '@slack/types';
import type { Permission } from '../generated/prisma/client.ts';
import type { Inviting } from '../home/read-home.ts';
import type { InvitationFilter } from '../invitations/list-invitations.ts';
import { BILLING_ACTION } from './billing.modal.ts';
import { requestsWaiting } from './requests-list.modal.ts';
import { plainText, section } from './text.ts';

/** Opens the list of invitations; the value says which. */
export const HOME_INVITATIONS_ACTION = 'home_invitations';

/** Opens the list of requests. */
export const HOME_REQUESTS_ACTION = 'home_requests';

/** What somebody should look at first; where that is nothing, what is going on. */
export function attentionBlocks(inviting: Inviting, permissions: Permission[]): KnownBlock[] {
  const { undelivered, expiring, countedUpTo } = inviting;
  const urgent = [
    ...(inviting.requests.count > 0 ? [row(`*${requestsWaiting(inviting.requests)}*`, requestsButton)] : []),
    ...(undelivered > 0
      ? [
          row(
            `*${invitations(undelivered, countedUpTo)} did not arrive.* Mend the address and send again, or cancel.`,
            showButton('UNDELIVERED', 'Show Undelivered'),
          ),
        ]
      : []),
    ...(expiring > 0
      ? [
          row(
            `*${invitations(expiring, countedUpTo)} ${expiring === 1 ? 'ends' : 'end'} within two days.* Send again to give seven more days.`,
            showButton('EXPIRING', 'Show Expiring'),
          ),
        ]
      : []),
    ...seatRow(inviting.seats, permissions),
  ];
  const calm = section(`${urgent.length > 0 ? '' : 'Nothing needs your attention. '}${going(inviting)}`);
  return [...urgent, calm];
}

const requestsButton: Button = {
  type: 'button',
  action_id: HOME_REQUESTS_ACTION,
  text: plainText('Show Requests'),
  value: 'OPEN',
};

function row(text: string, accessory?: Button): KnownBlock {
  return { ...section(text), ...(accessory && { accessory }) };
}

function showButton(filter: InvitationFilter, text: string): Button {
  return { type: 'button', action_id: HOME_INVITATIONS_ACTION, text: plainText(text), value: filter };
}

function invitations(count: number, countedUpTo: number): string {
  if (count > countedUpTo) return `More than ${countedUpTo} invitations`;
  return `${count} ${count === 1 ? 'invitation' : 'invitations'}`;
}

function seatRow(seats: Inviting['seats'], permissions: Permission[]): KnownBlock[] {
  const text = seats && fullText(seats);
  if (!text) return [];
  const billing: Button = {
    type: 'button',
    action_id: BILLING_ACTION,
    text: plainText('Billing'),
    value: 'billing',
  };
  return [row(text, permissions.includes('MANAGE_BILLING') ? billing : undefined)];
}

function fullText({ limit, taken, warned }: NonNullable<Inviting['seats']>): string | undefined {
  if (taken === null ? warned === 100 : taken >= limit) {
    return `*All ${limit} seats are taken.* Nobody else can be invited until there is room.`;
  }
  if (taken === null) return warned === 90 ? `*More than 90 % of ${limit} seats are taken.*` : undefined;
  const left = limit - taken;
  if (taken * 10 < limit * 9) return undefined;
  return `*${taken} of ${limit} seats are taken.* ${left} ${left === 1 ? 'is' : 'are'} left.`;
}

function going({ pending, seats, countedUpTo }: Inviting): string {
  const waiting =
    pending === 0
      ? 'No invitation is waiting for an answer. Whoever you invite gets a mail with a link of their own, which works for seven days.'
      : `${invitations(pending, countedUpTo)} ${pending === 1 ? 'is' : 'are'} waiting for an answer.`;
  const isToldAbove = seats && fullText(seats) !== undefined;
  if (!seats || isToldAbove) return waiting;
  return `${waiting} ${seats.taken === null ? `There are ${seats.limit} seats.` : `${seats.taken} of ${seats.limit} seats are taken.`}`;
}
