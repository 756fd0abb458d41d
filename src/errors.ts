import type { ExportKind } from './generated/prisma/enums.ts';
import type { FileProblem, FileSubject } from './imports/file-problem.ts';

/** Why the program cannot start, in one sentence for the person who started it. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/**
 * The facts behind each refusal. What a person reads is made of them at the edges (views/refusal.message.ts,
 * portal/refusal-texts.ts), so that the core stays free of wording.
 */
export interface RefusalFacts {
  /** Nobody has set the workspace up for this Slack team; `slackOwnerIds`: who could. */
  WORKSPACE_NOT_SET_UP: { callerMaySetUp: boolean; slackOwnerIds: string[] };
  /** Only Slack's owners and admins set the workspace up, and only with an address that Slack has confirmed. */
  MAY_NOT_SET_UP: { because: 'NOT_A_SLACK_ADMIN' | 'ADDRESS_UNCONFIRMED' };
  WORKSPACE_ALREADY_SET_UP: Record<string, never>;
  /** A Slack person without an account, or one who may never be linked to one (guest, bot, another company's). */
  NO_ACCOUNT: { admins: Contact[] };
  OUTSIDER: Record<string, never>;
  ACCOUNT_INACTIVE: { admins: Contact[] };
  /** Their last day is over. */
  ACCESS_ENDED: { accessUntil: Date; admins: Contact[] };
  /** The end of access that somebody chose is not among the days that it can be. */
  ACCESS_END_OUT_OF_RANGE: { earliest: Date; latest: Date };
  /** The access that an invitation gives is over already, so it is not sent again. */
  INVITATION_GIVES_NOTHING: { email: string; accessUntil: Date };
  /** Nobody acts before they have proved that the address is theirs. */
  ACCOUNT_UNVERIFIED: Record<string, never>;
  /** The role lacks the permission. `admins`: who can help. */
  NOT_PERMITTED: { action: string; roleName: string; admins: Contact[] };
  /** The role on offer has permissions that the actor lacks. */
  ROLE_NOT_GRANTABLE: { roleName: string };
  ROLE_UNKNOWN: { given: string; roleNames: string[] };
  NO_ADDRESS: Record<string, never>;
  /** Somebody wants to invite the people whom a message names, and it names nobody. */
  NO_ADDRESS_IN_MESSAGE: Record<string, never>;
  TOO_MANY_ADDRESSES: { limit: number; given: number };
  /** Together more than a field of a form can hold. */
  ADDRESSES_TOO_LONG: Record<string, never>;
  /** A name is one person's, and there are several. */
  NAMES_FOR_SEVERAL: Record<string, never>;
  /** Every address that cannot be invited, and why: none of the request was done. */
  ADDRESSES_REFUSED: { problems: AddressProblem[] };
  /** It is not any more as the person saw it: what it is now, and who made it so; null: the product, or the invitee. */
  INVITATION_CHANGED: {
    email: string;
    status: 'PENDING' | 'ACCEPTED' | 'CANCELED' | 'EXPIRED';
    expiresAt: Date;
    changedBy: string | null;
    changedAt: Date;
  };
  /** The workspace has none of that id. */
  INVITATION_UNKNOWN: Record<string, never>;
  /** The workspace has nobody of that id, or nobody who is that Slack person (`slackUserId`). */
  ENTRY_UNKNOWN: Record<string, never>;
  USER_UNKNOWN: { slackUserId: string | null };
  /** Their account is not any more as the person saw it, and who made it so. */
  USER_CHANGED: { name: string; changedBy: string | null; changedAt: Date };
  /** Only the Owner changes the Owner's account. */
  USER_IS_OWNER: { userId: string; name: string };
  /** Their role has permissions that the actor lacks. */
  USER_BEYOND: { userId: string; name: string; roleName: string };
  /** Nobody changes their own role, status or end of access. `admins`: who can. */
  OWN_ACCOUNT: { what: 'role' | 'status' | 'end date' | 'second factor'; admins: Contact[] };
  /** The role that was chosen is the one that they have. */
  ROLE_UNCHANGED: { roleName: string };
  /** The name is another role's, or looks like it (`taken`: that one's). */
  ROLE_NAME_TAKEN: { taken: string };
  ROLE_NAME_MISSING: Record<string, never>;
  /** Nobody edits or deletes the role that they hold. `admins`: who can. */
  OWN_ROLE: { roleName: string; admins: Contact[] };
  /** The built-in roles are as the product says. */
  ROLE_BUILT_IN: { roleName: string };
  /** The role can do things that the actor cannot, so that they cannot change it. */
  ROLE_BEYOND: { roleName: string };
  /** In words. Managing the bill is the Owner's to give, whoever holds it. */
  PERMISSIONS_NOT_GRANTABLE: { permissions: string[] };
  /** It is not any more as the person saw it, and who made it so. */
  ROLE_CHANGED: { roleName: string; isDeleted: boolean; changedBy: string | null; changedAt: Date };
  TOO_MANY_ROLES: { limit: number };
  /** Only the Owner hands the ownership over. */
  NOT_OWNER: { owner: Contact[] };
  /** What was typed to confirm is not the workspace's name. */
  WORKSPACE_NAME_DIFFERS: { workspaceName: string };
  /** Who cannot become the Owner; `name` null: they have no account. */
  CANNOT_BECOME_OWNER: { because: 'NO_ACCOUNT' | 'SELF' | 'UNVERIFIED' | 'INACTIVE'; name: string | null };
  /** It is offered to somebody, who has not answered yet. */
  OWNERSHIP_OFFERED_ALREADY: { name: string; expiresAt: Date };
  /** An offer of the ownership was answered, taken back, or lapsed; `by`: who did that, null: nobody. */
  OFFER_SETTLED: { outcome: OfferOutcome; by: string | null; at: Date };
  /** There is none of that id, or it is to somebody else. */
  OFFER_UNKNOWN: Record<string, never>;
  /** Whoever holds a role that is deleted needs another one. */
  ROLE_REPLACEMENT_MISSING: Record<string, never>;
  /** It is what the Owner becomes when somebody, to whom the ownership is offered, accepts. */
  ROLE_OFFERED: { roleName: string; owner: string; to: string; expiresAt: Date };
  /** A message offers to do something about somebody who has become inactive since. */
  /** Nothing to reset. */
  NO_SECOND_FACTOR: { name: string };
  /** The same sign-in opens other workspaces as well. */
  SECOND_FACTOR_SHARED: { name: string };
  USER_INACTIVE: { name: string; email: string };
  STATUS_UNCHANGED: { status: 'ACTIVE' | 'INACTIVE' };
  /** The workspace has no asset of that id, or it was deleted. */
  ASSET_UNKNOWN: Record<string, never>;
  /** Somebody opens an asset by its tag, and there is none of it. */
  ASSET_TAG_UNKNOWN: { tag: string };
  /** It is not any more as the person saw it, and who made it so. */
  ASSET_CHANGED: { name: string; changedBy: string | null; changedAt: Date | null };
  /** Nothing but spaces where an asset is named. */
  ASSET_WITHOUT_TAG: Record<string, never>;
  ASSET_WITHOUT_NAME: Record<string, never>;
  /** Another asset has the tag; null: it is gone again. */
  ASSET_TAG_TAKEN: { tag: string; name: string | null };
  /** The same form has added it already, with other values than it has now. */
  ASSET_ADDED_ALREADY: { tag: string; name: string };
  /** Somebody has it, who has to give it back first. */
  ASSET_HELD: { name: string; holder: string };
  ASSET_NOT_HELD: { name: string };
  ASSET_NOT_IN_SERVICE: { name: string; status: 'IN_REPAIR' | 'RETIRED' };
  /** The workspace has no license of that id, or it was deleted. */
  LICENSE_UNKNOWN: Record<string, never>;
  /** The same by its name. */
  LICENSE_NAME_UNKNOWN: { name: string };
  LICENSE_CHANGED: { name: string; changedBy: string | null; changedAt: Date | null };
  LICENSE_WITHOUT_NAME: Record<string, never>;
  /** The same form has added it already, with other values than it has now. */
  LICENSE_ADDED_ALREADY: { name: string };
  /** More people use it than it would be for. */
  LICENSE_SEATS_BELOW_USE: { asked: number; used: number };
  LICENSE_IN_USE: { name: string; used: number };
  /** No seat is free. */
  LICENSE_FULL: { name: string; seats: number };
  LICENSE_HELD: { name: string; holder: string };
  LICENSE_NOT_HELD: { name: string; holder: string };
  LICENSE_WITHOUT_KEY: { name: string };
  LICENSE_KEY_UNREADABLE: { name: string };
  /** Whoever is inactive is given nothing. */
  HOLDER_INACTIVE: { name: string };
  /** The link that makes a new address count is over. */
  ADDRESS_LINK_EXPIRED: Record<string, never>;
  /** Somebody of the workspace has the new address by now. */
  ADDRESS_TAKEN: Record<string, never>;
  /** The address of somebody who has not verified it, or is inactive, stays as it is. */
  ADDRESS_NOT_CHANGEABLE: { status: 'UNVERIFIED' | 'INACTIVE' };
  UNDO_TOO_LATE: { seconds: number };
  /** A cap on invitations is reached: of one recipient (`email`), of whoever invites, or of the workspace. */
  SENT_TOO_OFTEN: {
    cap: 'RECIPIENT' | 'INVITER' | 'WORKSPACE' | 'REQUESTER' | 'IMPORTS';
    email: string | null;
    limit: number;
    retryAt: Date;
  };
  /** The same person asked for the same people, and nobody has decided yet. */
  ALREADY_REQUESTED: { askedAt: Date; admins: Contact[] };
  /** So many requests of one person wait at most. */
  TOO_MANY_REQUESTS: { limit: number; admins: Contact[] };
  /** Somebody was faster; the request stays as they decided. */
  REQUEST_DECIDED: { status: 'APPROVED' | 'DENIED'; decidedBy: string; decidedAt: Date };
  /** The workspace has none of that id. */
  REQUEST_UNKNOWN: Record<string, never>;
  /** A file that cannot be read: nothing of it was taken. */
  FILE_UNREADABLE: FileProblem & { of: FileSubject };
  /** Slack did not give the uploaded file; nothing of it was taken. */
  FILE_UNREACHABLE: Record<string, never>;
  /** Neither a file nor pasted addresses. */
  IMPORT_WITHOUT_PEOPLE: Record<string, never>;
  /** A file and pasted addresses at once. */
  IMPORT_TWO_SOURCES: Record<string, never>;
  /** The workspace has no import of that id, or it is another person's. */
  IMPORT_UNKNOWN: Record<string, never>;
  /** It was sent already, by whom. */
  IMPORT_SENT: { sentAt: Date };
  /** Some are users or invited already, and whoever imports wanted to hear of that rather than leave them out. */
  IMPORT_HAS_KNOWN: { count: number };
  /** Nobody is left to invite. */
  IMPORT_INVITES_NOBODY: Record<string, never>;
  /** There is no such file of assets or licenses any more, or it is another person's. */
  THING_IMPORT_UNKNOWN: Record<string, never>;
  /** By now nothing of it can be added any more. */
  THING_IMPORT_ADDS_NOTHING: Record<string, never>;
  /** It ended meanwhile, or is paused or running already. */
  IMPORT_NOT_RUNNING: { status: 'REVIEW' | 'SENDING' | 'PAUSED' | 'DONE' | 'CANCELED' };
  /** Somebody else saved settings after this person opened them; `changed`: which. */
  SETTINGS_CHANGED: { changedBy: string | null; changedAt: Date; changed: string[] };
  /** Every domain that cannot be one: nothing was saved. */
  DOMAINS_REFUSED: { allowed: DomainProblem[]; blocked: DomainProblem[] };
  LOGO_REFUSED: { problem: LogoProblem };
  TIME_ZONE_UNKNOWN: { given: string };
  /** Somebody else saved the plan or the contact after this person opened them. */
  BILLING_CHANGED: { changedBy: string | null };
  /** A contact has a name and an address. */
  BILLING_CONTACT_HALF: { missing: 'NAME' | 'ADDRESS' };
  /** More seats are in use than the plan would have. */
  SEAT_LIMIT_BELOW_USE: { asked: number; people: number; pending: number };
  NO_SEATS_LEFT: { seatLimit: number; seatsLeft: number; seatsNeeded: number };
  /** One answer for a forged, a truncated and another workspace's link. */
  LINK_INVALID: Record<string, never>;
  /** `isAskedFor`: the invitee has asked for a new one, and nobody has decided yet. */
  INVITATION_EXPIRED: { expiredAt: Date; isAskedFor: boolean; source: InvitationSource };
  INVITATION_CANCELED: { source: InvitationSource };
  /** `verified`: false while the person who accepted it has not opened the verification mail. */
  INVITATION_ACCEPTED: { verified: boolean; source: InvitationSource };
  /** The access that it gives is over already. */
  INVITATION_ACCESS_ENDED: { accessUntil: Date; source: InvitationSource };
  /** Somebody, or something else, was faster; what was decided about who has left Slack. `settledBy`: null, nobody. */
  DEPARTURE_SETTLED: {
    name: string;
    status: 'DEACTIVATED' | 'KEPT' | 'RETURNED';
    settledBy: string | null;
    settledAt: Date;
  };
  /** What was decided about somebody of the review before; `decidedBy`: null, nobody: their last day was over. */
  REVIEW_DECIDED: {
    name: string;
    decision: 'KEPT' | 'ROLE_CHANGED' | 'DEACTIVATED';
    decidedBy: string | null;
    decidedAt: Date;
  };
  /** The workspace has no such review, or nobody of that id is in it. */
  REVIEW_UNKNOWN: Record<string, never>;
  /** Nobody decides about their own access. `admins`: who can. */
  OWN_REVIEW: { admins: Contact[] };
  REVIEW_FINISHED: { finishedBy: string; finishedAt: Date };
  /** So many are still to be decided about. */
  REVIEW_UNDECIDED: { left: number };
  /** Resent meanwhile: a newer mail has the link that works. */
  INVITATION_REPLACED: { source: InvitationSource };
  /** The inviter may no longer grant the role, or is no longer active. */
  INVITATION_WITHDRAWN: { source: InvitationSource };
  /** The plan shrank below what is pending, and the others were faster. */
  WORKSPACE_FULL: { source: InvitationSource };
  /** The invited address became a user of the workspace by another way. */
  USER_EXISTS: { source: InvitationSource };
  /** `problem` and `suggestions` are zxcvbn's names for them, but for too short and too long. */
  PASSWORD_TOO_WEAK: { problem: 'tooShort' | 'tooLong' | (string & {}) | undefined; suggestions: string[] };
  /** Somebody with this address has an account already, and that was not its password. */
  PASSWORD_WRONG: Record<string, never>;
  LINK_EXPIRED: Record<string, never>;
  SIGN_IN_FAILED: Record<string, never>;
  /** Somebody who is signed in was asked for it again. */
  OWN_PASSWORD_WRONG: Record<string, never>;
  /** Of the second factor: not right, or used already. */
  CODE_WRONG: Record<string, never>;
  /** Somebody wants to turn theirs off. */
  SECOND_FACTOR_REQUIRED: { requiredBy: string[] };
  /** The sign-in that has somebody's new address has none, and theirs does. */
  SECOND_FACTOR_MISSING: { email: string };
  /** A form of another site, or of a page opened at another address. */
  FOREIGN_FORM: Record<string, never>;
  TOO_MANY_ATTEMPTS: { retryAt: Date };
  /** Others held what this needed for too long; nothing was done. */
  BUSY: Record<string, never>;
  /** Nothing is in the workspace of what somebody wants in a file. */
  EXPORT_EMPTY: { kind: ExportKind };
  /** Slack did not tell us who somebody is; nothing is done for people we do not know. */
  SLACK_UNREACHABLE: Record<string, never>;
}

/** Where an invitation came from, for somebody who holds its link. */
export interface InvitationSource {
  workspaceId: string;
  workspaceName: string;
  /** Whom to turn to: the inviter where they may still invite, else people who may. */
  contacts: string[];
}

export type OfferOutcome = 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN' | 'LAPSED';

export interface Contact {
  name: string;
  slackUserId: string | null;
}

export type AddressProblem =
  | { email: string; reason: 'MALFORMED' }
  /** A mention of a Slack person, where their address is wanted. */
  | { email: string; reason: 'MENTION' }
  /** Letters that look like others: `ascii` is what it was probably meant to be. */
  | { email: string; reason: 'LOOK_ALIKE'; ascii: string | null }
  | { email: string; reason: 'ALREADY_A_USER'; status: 'UNVERIFIED' | 'ACTIVE' | 'INACTIVE' }
  | { email: string; reason: 'ALREADY_INVITED'; expiresAt: Date }
  /** `domains`: the ones that the workspace takes. */
  | { email: string; reason: 'DOMAIN_NOT_ALLOWED'; domains: string[] }
  /** The workspace takes no address of this one. */
  | { email: string; reason: 'DOMAIN_BLOCKED'; domain: string };

export type DomainProblem =
  | { typed: string; reason: 'MALFORMED' }
  /** A whole address, where only what stands after its @ is wanted. */
  | { typed: string; reason: 'ADDRESS'; domain: string }
  /** It stands among the allowed ones as well. */
  | { typed: string; reason: 'ALLOWED_AS_WELL' }
  | { typed: string; reason: 'TOO_MANY'; limit: number };

/** Why an address cannot be the one of a logo. */
export type LogoProblem = 'MALFORMED' | 'NOT_HTTPS' | 'WITH_PASSWORD' | 'NOT_PUBLIC' | 'SVG' | 'TOO_LONG';

export type RefusalCode = keyof RefusalFacts;

/** A refusal as a union over all codes, so that a `switch` over `code` knows the facts. */
export type AnyRefusal = { [Code in RefusalCode]: { code: Code; facts: RefusalFacts[Code] } }[RefusalCode];

/** Somebody asked for what the rules do not allow: an expected outcome, told to that person. */
export class Refusal<Code extends RefusalCode = RefusalCode> extends Error {
  override readonly name = 'Refusal';

  readonly code: Code;
  readonly facts: RefusalFacts[Code];

  constructor(code: Code, facts: RefusalFacts[Code]) {
    super(code);
    this.code = code;
    this.facts = facts;
  }

  asUnion(): AnyRefusal {
    // The constructor takes a code only with its own facts; the compiler cannot follow that through a generic.
    return { code: this.code, facts: this.facts } as AnyRefusal;
  }
}

/** The rules that only the database can decide between people who act at once (prisma/migrations/*_rules). */
export type DatabaseRule =
  | 'seats_within_limit'
  | 'invitation_is_for_no_user'
  | 'role_is_there'
  | 'role_name_in_any_case'
  | 'second_factor_keeps_its_key';

/** Whether the database refused a statement because of that rule. */
export function violates(error: unknown, rule: DatabaseRule): boolean {
  return error instanceof Error && `${error.message} ${JSON.stringify(error)}`.includes(rule);
}
