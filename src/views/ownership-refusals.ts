import type { AnyRefusal, Contact, RefusalFacts } from '../errors.ts';
import type { Style } from './refusal-style.ts';

const codes = [
  'NOT_OWNER',
  'WORKSPACE_NAME_DIFFERS',
  'CANNOT_BECOME_OWNER',
  'OWNERSHIP_OFFERED_ALREADY',
  'OFFER_SETTLED',
  'OFFER_UNKNOWN',
] as const;

type OwnershipRefusal = Extract<AnyRefusal, { code: (typeof codes)[number] }>;

export function isAboutOwnership(refusal: AnyRefusal): refusal is OwnershipRefusal {
  return codes.some((code) => code === refusal.code);
}

/** What happened, why, and what to do, of whatever can go wrong with handing the ownership over. */
export function ownershipRefusalText(
  { code, facts }: OwnershipRefusal,
  style: Style,
  ask: (people: Contact[]) => string,
): string {
  switch (code) {
    case 'NOT_OWNER':
      return `Only the Owner hands the ownership over, so nothing was changed. ${ask(facts.owner)}`;
    case 'WORKSPACE_NAME_DIFFERS':
      return `That is not the name of the workspace. Type ${style.typed(facts.workspaceName)} to confirm.`;
    case 'CANNOT_BECOME_OWNER':
      return unfit(facts, style);
    case 'OWNERSHIP_OFFERED_ALREADY':
      return `You offered the ownership to ${style.typed(facts.name)} already, who can accept it until ${style.date(facts.expiresAt)}. Withdraw that offer first, in your own details: ${style.command('/users')}.`;
    case 'OFFER_SETTLED':
      return settled(facts, style);
    case 'OFFER_UNKNOWN':
      return 'That offer is not there any more, or it is to somebody else, so nothing was changed.';
  }
}

function unfit({ because, name }: RefusalFacts['CANNOT_BECOME_OWNER'], style: Style): string {
  const who = style.typed(name ?? 'This person');
  switch (because) {
    case 'NO_ACCOUNT':
      return `${who} has no account here that is linked to Slack. Invite them first, or ask them to open the app once.`;
    case 'SELF':
      return 'You are the Owner already. Choose somebody else.';
    case 'UNVERIFIED':
      return `${who} has not verified their address yet. They can become the Owner after that.`;
    case 'INACTIVE':
      return `${who} is inactive. Reactivate them first, or choose somebody else.`;
  }
}

function settled({ outcome, by, at }: RefusalFacts['OFFER_SETTLED'], style: Style): string {
  const who = style.typed(by ?? 'Somebody');
  const when = style.date(at);
  switch (outcome) {
    case 'ACCEPTED':
      return `${who} accepted the ownership on ${when}, so nothing was changed now.`;
    case 'DECLINED':
      return `${who} declined the ownership on ${when}, so nothing was changed now.`;
    case 'WITHDRAWN':
      return `${who} withdrew the offer on ${when}, so nothing was changed now. If you think that it should stand, ask them.`;
    case 'LAPSED':
      return `Nobody answered the offer within seven days, and it ended on ${when}. The Owner can make a new one.`;
  }
}
