import type { DeliveryStatus, InvitationStatus } from '../generated/prisma/client.ts';
import type { ListedInvitation } from '../invitations/list-invitations.ts';
import { calendarDay } from '../utc-date.ts';
import { escapeMrkdwn, slackDay, slackShortDate } from './text.ts';

const statusWords: Record<InvitationStatus, string> = {
  PENDING: 'Pending',
  ACCEPTED: 'Accepted',
  CANCELED: 'Canceled',
  EXPIRED: 'Expired',
};

/** What became of the mail, as far as the mail service says. */
export const deliveryWords: Record<DeliveryStatus, string> = {
  QUEUED: 'mail queued',
  SENT: 'mail sent',
  DELIVERED: 'mail delivered',
  OPENED: 'mail opened',
  DEFERRED: 'mail delayed',
  BOUNCED: 'mail bounced',
  DROPPED: 'mail not sent',
  SPAM: 'marked as spam',
};

/** Why somebody has not got their invitation. */
export function failureWords(delivery: DeliveryStatus | undefined): string {
  if (delivery === 'DROPPED') return 'The mail service refused to send the mail';
  return delivery === 'SPAM' ? 'The mail was marked as spam' : 'The mail bounced';
}

/** Whether the invitee does not get the mail, so that something is to be done. */
export function isUndelivered({ delivery }: Pick<ListedInvitation, 'delivery'>): boolean {
  return delivery === 'BOUNCED' || delivery === 'DROPPED' || delivery === 'SPAM';
}

/** "Access until November 30, 2026"; undefined: it does not end. */
export function lasting({ accessUntil }: Pick<ListedInvitation, 'accessUntil'>): string | undefined {
  return accessUntil ? `Access until ${calendarDay(accessUntil)}` : undefined;
}

/** The address, with the name where one is known. */
export function invitee(invitation: Pick<ListedInvitation, 'email' | 'firstName' | 'lastName'>): string {
  const name = `${invitation.firstName} ${invitation.lastName}`.trim();
  return `*${escapeMrkdwn(invitation.email)}*${name ? ` · ${escapeMrkdwn(name)}` : ''}`;
}

/** "Pending until Nov 30 · mail delivered": where an invitation stands. */
export function standing({ status, delivery, expiresAt, settledAt }: ListedInvitation): string {
  switch (status) {
    case 'PENDING':
      return `Pending until ${slackShortDate(expiresAt)} · ${deliveryWords[delivery]}`;
    case 'EXPIRED':
      return `Expired ${slackDay(expiresAt)} · ${deliveryWords[delivery]}`;
    case 'ACCEPTED':
    case 'CANCELED':
      return `${statusWords[status]}${settledAt ? ` ${slackDay(settledAt)}` : ''}`;
  }
}

/** "Sent November 23 by Olivia Stone, for the 2nd time" */
export function sending({ sentAt, inviterName, resends }: ListedInvitation): string {
  const times = resends === 0 ? '' : `, ${ordinal(resends + 1)} time`;
  return `Sent ${slackDay(sentAt)} by ${escapeMrkdwn(inviterName)}${times}`;
}

const ordinals = new Intl.PluralRules('en-GB', { type: 'ordinal' });
const endings: Record<Intl.LDMLPluralRule, string> = {
  ...{ zero: 'th', one: 'st', two: 'nd', few: 'rd', many: 'th', other: 'th' },
};

function ordinal(count: number): string {
  return `${count}${endings[ordinals.select(count)]}`;
}
