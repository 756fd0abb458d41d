import type { AddressProblem, AnyRefusal, Contact, RefusalFacts } from '../errors.ts';
import { calendarDay } from '../utc-date.ts';
import { assetRefusalText, isAboutAsset } from './asset-refusals.ts';
import { exportWords } from './export-words.ts';
import { importRefusalText, isAboutImport } from './import-refusals.ts';
import { isAboutLicense, licenseRefusalText } from './license-refusals.ts';
import { isAboutOwnership, ownershipRefusalText } from './ownership-refusals.ts';
import type { Style } from './refusal-style.ts';
import { isAboutRole, roleNames, roleRefusalText } from './role-refusals.ts';
import { domainProblemsText, logoProblemTexts, settingsChangedText, usedSeats } from './settings-refusals.ts';
import { joined } from './text.ts';

/** What happened, why, and what to do: every refusal that somebody in Slack can meet. */
export function refusalText(refusal: AnyRefusal, product: string, style: Style): string {
  if (isAboutImport(refusal)) return importRefusalText(refusal, style);
  if (isAboutLicense(refusal)) return licenseRefusalText(refusal, style);
  if (isAboutAsset(refusal)) return assetRefusalText(refusal, style);
  const ask = (people: Contact[]) =>
    people.length > 0
      ? `Ask ${joined(people.map(style.person), 'or')}.`
      : `Ask an admin of your ${product} workspace.`;
  if (isAboutOwnership(refusal)) return ownershipRefusalText(refusal, style, ask);
  if (isAboutRole(refusal)) return roleRefusalText(refusal, style, ask);
  const { code, facts } = refusal;
  switch (code) {
    case 'WORKSPACE_NOT_SET_UP':
      if (facts.callerMaySetUp)
        return `${product} is not set up for this Slack workspace yet. It takes a minute, and you become its Owner.`;
      return `${product} is not set up for this Slack workspace yet. ${
        facts.slackOwnerIds.length > 0
          ? `Ask ${joined(facts.slackOwnerIds.map(style.slackUser), 'or')} to set it up`
          : 'Ask an owner or admin of this Slack workspace to set it up'
      }: every command of ${product} offers it to them.`;
    case 'MAY_NOT_SET_UP':
      return facts.because === 'ADDRESS_UNCONFIRMED'
        ? 'Slack has not confirmed your email address, and your account needs one. Confirm it in your Slack profile, then try again.'
        : `Only owners and admins of this Slack workspace can set ${product} up. Ask one of them to do it.`;
    case 'WORKSPACE_ALREADY_SET_UP':
      return `${product} is set up already, so nothing was changed.`;
    case 'NO_ACCOUNT':
      return `You do not have a ${product} account yet. ${ask(facts.admins)} They can invite you with the address of your Slack profile.`;
    case 'OUTSIDER':
      return `${product} is only for members of this Slack workspace. Guests, bots and people of other companies cannot use it.`;
    case 'ACCOUNT_INACTIVE':
      return `Your ${product} account is inactive, so nothing was done. ${ask(facts.admins)}`;
    case 'ACCESS_ENDED':
      return `Your access to ${product} ended on ${calendarDay(facts.accessUntil)}, so nothing was done. If you need it for longer: ${lowered(ask(facts.admins))}`;
    case 'ACCESS_END_OUT_OF_RANGE':
      return `Choose a day from ${calendarDay(facts.earliest)} to ${calendarDay(facts.latest)}, or none: then the access does not end.`;
    case 'INVITATION_GIVES_NOTHING':
      return `The invitation of ${style.typed(facts.email)} gives access until ${calendarDay(facts.accessUntil)}, and that day has passed, so it was not sent again. Edit it if it is open, or invite them anew, with another day.`;
    case 'ACCOUNT_UNVERIFIED':
      return `Verify your email address first: open the mail that ${product} sent you when you created your account, and use its button. Then try again.`;
    case 'NOT_PERMITTED':
      return `Your role, ${style.typed(facts.roleName)}, cannot ${facts.action}. ${ask(facts.admins)}`;
    case 'ROLE_NOT_GRANTABLE':
      return `The role ${style.typed(facts.roleName)} can do things that yours cannot, so you cannot give it to others. Choose another role, or ask the Owner.`;
    case 'ROLE_UNKNOWN':
      // A form names no role: the one that was chosen is not there any more.
      if (!facts.given)
        return `That role is not there any more. Choose ${roleNames(facts.roleNames, style)}.`;
      return `There is no role “${style.typed(facts.given)}”. Choose ${roleNames(facts.roleNames, style)}.`;
    case 'NO_ADDRESS':
      return 'There is no email address. Write at least one, such as jane@example.com.';
    case 'NO_ADDRESS_IN_MESSAGE':
      return 'There is no email address in this message, so there is nobody to invite. To invite somebody all the same, use the shortcut “Invite someone”.';
    case 'TOO_MANY_ADDRESSES':
      return `${facts.given} addresses are too many at once: the most is ${facts.limit}. Send them in several parts.`;
    case 'ADDRESSES_TOO_LONG':
      return 'Together these addresses are too long for the form. Send them in several parts.';
    case 'NAMES_FOR_SEVERAL':
      return 'Leave the names empty when you invite several people.';
    case 'ADDRESSES_REFUSED':
      return addressProblems(facts.problems, product, style);
    case 'NO_SEATS_LEFT':
      return `Your plan has ${facts.seatLimit} ${facts.seatLimit === 1 ? 'seat' : 'seats'}, and ${
        facts.seatsLeft === 0
          ? 'none is left'
          : `${facts.seatsLeft} ${facts.seatsLeft === 1 ? 'is' : 'are'} left for the ${facts.seatsNeeded} you need`
      }. Nothing was done. Cancel invitations that nobody needs in ${style.command('/invitations')}, or let the Owner get more seats in ${style.command('/fluxera billing')}.`;
    case 'SEAT_LIMIT_BELOW_USE':
      return `${facts.people + facts.pending} seats are in use: ${usedSeats(facts)}. The limit cannot be lower than that. Choose ${facts.people + facts.pending} or more, or first ${
        facts.pending === 0 ? '' : `cancel invitations in ${style.command('/invitations')} or `
      }deactivate people in ${style.command('/users')}.`;
    case 'SETTINGS_CHANGED':
      return settingsChangedText(facts, style);
    case 'DOMAINS_REFUSED':
      return domainProblemsText([...facts.allowed, ...facts.blocked], style);
    case 'BILLING_CHANGED':
      return `${facts.changedBy ? style.typed(facts.changedBy) : 'Somebody'} changed the plan or the billing contact after you opened this, so nothing was saved. What you typed is still here: save again to put it in place of theirs.`;
    case 'BILLING_CONTACT_HALF':
      return facts.missing === 'NAME'
        ? 'The contact needs a name, which the mails begin with. Or leave the address empty as well.'
        : 'Without an address the contact hears nothing. Enter one, or leave the name empty as well.';
    case 'LOGO_REFUSED':
      return logoProblemTexts[facts.problem];
    case 'TIME_ZONE_UNKNOWN':
      return `There is no time zone “${style.typed(facts.given)}”. Search for a large city near you.`;
    case 'INVITATION_CHANGED':
      return changedInvitation(facts, style);
    case 'INVITATION_UNKNOWN':
      return `That invitation is not there any more. Open the list again with ${style.command('/invitations')}.`;
    case 'ENTRY_UNKNOWN':
      return 'There is no such entry in the activity. Open the list again.';
    case 'USER_UNKNOWN':
      return facts.slackUserId
        ? `${style.slackUser(facts.slackUserId)} is not a user of ${product} yet. Whoever may invite can invite them with ${style.command('/invite')}.`
        : `That person is not there any more. Open the list again with ${style.command('/users')}.`;
    case 'USER_CHANGED':
      return `${facts.changedBy ? style.typed(facts.changedBy) : 'Somebody'} changed the account of ${style.typed(facts.name)} on ${style.date(facts.changedAt)}, after you looked at it, so nothing was changed now. Look at it again, then decide.`;
    case 'USER_IS_OWNER':
      return `${style.typed(facts.name)} is the Owner, and only the Owner can change the Owner’s account. Nothing was changed.`;
    case 'USER_BEYOND':
      return `The role of ${style.typed(facts.name)}, ${style.typed(facts.roleName)}, can do things that yours cannot, so you cannot change their account. Ask the Owner.`;
    case 'OWN_ACCOUNT':
      return `Nobody changes their own ${facts.what}, so nothing was changed. ${ask(facts.admins)}`;
    case 'ROLE_UNCHANGED':
      return `They have the role ${style.typed(facts.roleName)} already. Choose another one.`;
    case 'STATUS_UNCHANGED':
      return `They are ${facts.status === 'ACTIVE' ? 'active' : 'inactive'} already. Choose the other status, or go back.`;
    case 'NO_SECOND_FACTOR':
      return `${style.typed(facts.name)} has no second factor, so there is nothing to reset.`;
    case 'SECOND_FACTOR_SHARED':
      return `${style.typed(facts.name)} uses the same sign-in for another workspace, which it protects as well, so it was not reset. They can sign in with a backup code; if they have none left, whoever runs ${product} can help.`;
    case 'USER_INACTIVE':
      return `${style.typed(facts.name)} is inactive already, so there is nothing to do. To give them access again, use Change Status in ${style.command(`/users ${facts.email}`)}.`;
    case 'ADDRESS_NOT_CHANGEABLE':
      return facts.status === 'INACTIVE'
        ? 'The address of somebody who is inactive stays as it is. Reactivate them first.'
        : 'They have not verified the address that they have yet. It can be changed after that.';
    case 'ALREADY_REQUESTED':
      return `You asked to invite the same people on ${style.date(facts.askedAt)}, and nobody has decided yet. There is no need to ask again. If it is urgent: ${lowered(ask(facts.admins))}`;
    case 'TOO_MANY_REQUESTS':
      return `${facts.limit} of your requests wait for an answer, which is the most at once, so this one was not sent. If they take long: ${lowered(ask(facts.admins))}`;
    case 'REQUEST_DECIDED':
      return `${style.typed(facts.decidedBy)} ${facts.status === 'APPROVED' ? 'approved' : 'denied'} this request on ${style.date(facts.decidedAt)}, so nothing was changed now.`;
    case 'REQUEST_UNKNOWN':
      return `That request is not there any more. See the open ones with ${style.command('/fluxera requests')}.`;
    case 'DEPARTURE_SETTLED':
      return settledDeparture(facts, style);
    case 'REVIEW_DECIDED':
      return decidedInReview(facts, style);
    case 'REVIEW_UNKNOWN':
      return `That review is not there any more. See whether one is open with ${style.command('/fluxera review')}.`;
    case 'OWN_REVIEW':
      return `Somebody else decides about your own access, so nothing was decided. ${ask(facts.admins)}`;
    case 'REVIEW_FINISHED':
      return `${style.typed(facts.finishedBy)} signed this review off on ${style.date(facts.finishedAt)}, so nothing was changed now.`;
    case 'REVIEW_UNDECIDED':
      return `${facts.left === 1 ? 'One person is' : `${facts.left} people are`} still to be decided about, so the review was not signed off. “First Undecided” shows the next one.`;
    case 'UNDO_TOO_LATE':
      return `Undo works for ${facts.seconds} seconds after sending, and they are over. The invitation is still open: cancel it in the list, with ${style.command('/invitations')}.`;
    case 'SENT_TOO_OFTEN':
      return `${sentTooOften(facts, style)} Nothing was sent. Try again on ${style.moment(facts.retryAt)}.`;
    case 'SLACK_UNREACHABLE':
      return 'Slack did not tell us who you are, so nothing was done. Try again in a moment.';
    case 'EXPORT_EMPTY':
      return `There is nothing to export: no ${exportWords[facts.kind].several} are as you chose. Take other filters, or none.`;
    case 'BUSY':
      return `${product} is busy right now, so nothing was done. Try again in a moment.`;
    case 'TOO_MANY_ATTEMPTS':
      return `That was too often. Try again on ${style.moment(facts.retryAt)}.`;
    case 'ADDRESS_TAKEN':
    case 'ADDRESS_LINK_EXPIRED':
    case 'LINK_INVALID':
    case 'LINK_EXPIRED':
    case 'INVITATION_EXPIRED':
    case 'INVITATION_CANCELED':
    case 'INVITATION_ACCEPTED':
    case 'INVITATION_REPLACED':
    case 'INVITATION_ACCESS_ENDED':
    case 'INVITATION_WITHDRAWN':
    case 'WORKSPACE_FULL':
    case 'USER_EXISTS':
    case 'FOREIGN_FORM':
    case 'PASSWORD_TOO_WEAK':
    case 'PASSWORD_WRONG':
    case 'SIGN_IN_FAILED':
    case 'OWN_PASSWORD_WRONG':
    case 'CODE_WRONG':
    case 'SECOND_FACTOR_REQUIRED':
    case 'SECOND_FACTOR_MISSING':
      return 'That happens on the web pages only. Open the link of your invitation mail again.';
  }
}

function settledDeparture(facts: RefusalFacts['DEPARTURE_SETTLED'], style: Style): string {
  const name = style.typed(facts.name);
  const by = facts.settledBy ? style.typed(facts.settledBy) : 'Somebody';
  const when = style.date(facts.settledAt);
  switch (facts.status) {
    case 'DEACTIVATED':
      return `${facts.settledBy ? `${by} deactivated ${name}` : `${name} became inactive`} on ${when}, so nothing was changed now. Whoever may manage people can reactivate them in ${style.command('/users')}.`;
    case 'KEPT':
      return `${by} kept the access of ${name} on ${when}, so nothing was changed now.`;
    case 'RETURNED':
      return `${name} came back to Slack on ${when}, so there is nothing to decide any more.`;
  }
}

function decidedInReview(facts: RefusalFacts['REVIEW_DECIDED'], style: Style): string {
  const name = style.typed(facts.name);
  if (!facts.decidedBy)
    return `The last day of ${name} was over, so they are inactive. Nothing was changed now.`;
  const by = style.typed(facts.decidedBy);
  const did = {
    KEPT: `kept ${name} as they are`,
    ROLE_CHANGED: `changed the role of ${name}`,
    DEACTIVATED: `deactivated ${name}`,
  }[facts.decision];
  return `${by} was faster and ${did}, so nothing was changed now.`;
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function changedInvitation(facts: RefusalFacts['INVITATION_CHANGED'], style: Style): string {
  const email = style.typed(facts.email);
  const by = facts.changedBy ? style.typed(facts.changedBy) : 'Somebody';
  const when = style.date(facts.changedAt);
  switch (facts.status) {
    case 'ACCEPTED':
      return `${email} accepted the invitation on ${when}, so nothing was changed. They are in the list of people now: ${style.command('/users')}.`;
    case 'CANCELED':
      return `${by} canceled the invitation of ${email} on ${when}, so nothing was changed. To let them in after all, invite them again.`;
    case 'EXPIRED':
      return `The invitation of ${email} expired on ${style.date(facts.expiresAt)}, so nothing was changed. Resend it to give them seven more days.`;
    case 'PENDING':
      return `${by} changed the invitation of ${email} on ${when}, after you looked at it, so nothing was changed now. Look at it again, then decide.`;
  }
}

function sentTooOften({ cap, email, limit }: RefusalFacts['SENT_TOO_OFTEN'], style: Style): string {
  switch (cap) {
    case 'RECIPIENT':
      return `${style.typed(email ?? '')} has been sent ${limit} invitations within a day, which is the most that one person gets.`;
    case 'INVITER':
      return `You can invite ${limit} people in an hour, and this would be more.`;
    case 'WORKSPACE':
      return `Your workspace can invite ${limit} people in a day, and this would be more.`;
    case 'IMPORTS':
      return `Your workspace can import ${limit.toLocaleString('en-US')} people in a day, and this would be more.`;
    case 'REQUESTER':
      return `You can ask for ${limit} people in a day, and this would be more.`;
  }
}

function addressProblems(problems: AddressProblem[], product: string, style: Style): string {
  const told = problems.slice(0, style.problems).map((problem) => addressProblem(problem, product, style));
  const left = problems.length - told.length;
  return [...told, ...(left > 0 ? [`… and ${left} more.`] : [])].join('\n');
}

function addressProblem(problem: AddressProblem, product: string, style: Style): string {
  const address = style.typed(problem.email);
  switch (problem.reason) {
    case 'MALFORMED':
      return `“${address}” is not an email address. Check it; it should look like jane@example.com.`;
    case 'MENTION':
      return `“${address}” is a mention. Write the email address instead of a mention.`;
    case 'LOOK_ALIKE':
      return `“${address}” has letters that only look like those of an email address. ${
        problem.ascii ? `If you meant ${style.typed(problem.ascii)}, type it by hand.` : 'Type it by hand.'
      }`;
    case 'ALREADY_A_USER':
      return problem.status === 'INACTIVE'
        ? `${address} is a user of ${product} already, but inactive. Ask the Owner about them; an invitation would not help.`
        : `${address} is a user of ${product} already. There is no need to invite them.`;
    case 'DOMAIN_NOT_ALLOWED':
      return `${address} is not of ${joined(problem.domains.map(style.typed), 'or')}, and only these can be invited. An admin can allow more in ${style.command('/fluxera settings')}.`;
    case 'DOMAIN_BLOCKED':
      return `Addresses of ${style.typed(problem.domain)} are blocked, so ${address} cannot be invited. An admin can unblock the domain in ${style.command('/fluxera settings')}.`;
    case 'ALREADY_INVITED':
      return `${address} is invited already, until ${style.date(problem.expiresAt)}. They can use the mail they have; after that day, invite them again.`;
  }
}
