import { z } from 'zod';
import type { SealKey } from './activity/activity-chain.ts';
import type { Prisma, PrismaClient } from './generated/prisma/client.ts';
import { REPORT_LENGTHS } from './reports/report-period.ts';

export type Tx = Prisma.TransactionClient;

/** What the core needs of the outside; built once in main.ts, or by a test. */
export interface Deps {
  db: PrismaClient;
  now: () => Date;
  /** A new UUID; those made later sort later. */
  newId: () => string;
  passwords: {
    hash(password: string): Promise<string>;
    verify(attempt: { hash: string; password: string }): Promise<boolean>;
  };
  product: Product;
  /** Signs the links in mails. Derived from APP_SECRET. */
  linkKey: Uint8Array;
  /** Seals license keys. Derived from APP_SECRET. */
  vaultKey: Uint8Array;
  /** Seals the activity. Derived from APP_SECRET. */
  sealKey: SealKey;
}

interface Product {
  name: string;
  /** The address at which people reach this server, without a slash at the end. */
  publicUrl: string;
}

const id = z.uuid();

/** `changed`: the fields of the profile, where it is about that; `actorId`: null where nobody did it but the product. */
const userNotice = z.object({
  workspaceId: id,
  userId: id,
  actorId: id.nullable(),
  /**
   * Of the account after the change, of the role that was edited, or, of a sign-in, when it was, in milliseconds: the
   * same notice again is the same mail.
   */
  revision: z.number().int(),
  what: z.enum([
    ...['PROFILE_CHANGED', 'ROLE_CHANGED', 'DEACTIVATED', 'REACTIVATED'],
    ...['ACCESS_END_SET', 'ACCESS_ENDED', 'ROLE_EDITED', 'SECOND_FACTOR_RESET'],
    // Of their sign-in: `actorId` is null, because nobody knows whether it was they.
    ...['PASSWORD_SET', 'SECOND_FACTOR_ON', 'SECOND_FACTOR_OFF'],
    ...['BACKUP_CODES_MADE', 'BACKUP_CODE_USED', 'CODES_REFUSED'],
  ] as const),
  changed: z.array(z.enum(['NAME', 'ADDRESS', 'PHONE', 'DEPARTMENT', 'JOB_TITLE'])),
});

/** What became of an offer of the ownership, for one of the two: `otherId` is the other one. */
const ownershipNotice = z.object({
  workspaceId: id,
  offerId: id,
  userId: id,
  otherId: id,
  what: z.enum(['OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'LAPSED', 'ASSIGNED']),
});

const seatsPercent = z.union([z.literal(90), z.literal(100)]);

/** What each queued job is told. Never an address, a message or a token: those are looked up when the job runs. */
export const jobPayloads = {
  /** `version`: a mail whose link was replaced meanwhile is not sent. */
  'mail-invitations': z.object({
    workspaceId: id,
    invitations: z.array(z.object({ id, version: z.number().int() })).max(1000),
  }),
  /** The next mails of an import, and then this job again until there are none. */
  'mail-import': z.object({ workspaceId: id, importId: id }),
  /** The message that shows how far an import is. */
  'show-import': z.object({ workspaceId: id, importId: id }),
  'report-paused-import': z.object({ workspaceId: id, importId: id }),
  'tell-of-paused-import': z.object({ workspaceId: id, importId: id, slackUserId: z.string() }),
  /** The rows with errors, or all with their outcome, as a file for somebody. */
  'send-import-file': z.object({
    workspaceId: id,
    importId: id,
    userId: id,
    what: z.enum(['ERRORS', 'RESULT']),
  }),
  'send-import-template': z.object({
    slackUserId: z.string(),
    of: z.enum(['PEOPLE', 'ASSETS', 'LICENSES']).default('PEOPLE'),
  }),
  /** The rows of a file of assets or licenses that add nothing, as a file for somebody. */
  'send-thing-errors': z.object({ workspaceId: id, importId: id, userId: id }),
  /** Whoever imported assets or licenses hears what was added. */
  'tell-of-thing-import': z.object({ workspaceId: id, importId: id }),
  'forget-imports': z.object({}),
  'expire-invitations': z.object({}),
  'seal-activity': z.object({}),
  'remind-invitees': z.object({}),
  'remind-of-access-ends': z.object({}),
  'end-access': z.object({}),
  /** Whoever invited somebody, or the admins, hear that the access of that person ends or has ended. */
  'tell-of-access-end': z.object({
    workspaceId: id,
    userId: id,
    accessUntil: z.iso.date(),
    what: z.enum(['SOON', 'ENDED']),
  }),
  /** The card of somebody who has left Slack. */
  'show-departure': z.object({ workspaceId: id, departureId: id }),
  'remind-of-licenses': z.object({}),
  'post-license-reminder': z.object({ workspaceId: id, licenseIds: z.array(id).min(1) }),
  'remind-of-reviews': z.object({}),
  'post-review-reminder': z.object({ workspaceId: id }),
  /** A signed-off review, as a file for somebody. */
  'send-review-summary': z.object({ workspaceId: id, reviewId: id, userId: id }),
  /** A file that somebody asked for, once; what a crash has left of others goes. */
  'send-export': z.object({ workspaceId: id, exportId: id }),
  'post-digests': z.object({}),
  /** What expired after `since` and up to `until` is told of. */
  'post-digest': z.object({ workspaceId: id, since: z.iso.datetime(), until: z.iso.datetime() }),
  'post-reports': z.object({}),
  /** The report of the weeks before that Monday, for the channel that gets it. */
  'post-report': z.object({ workspaceId: id, monday: z.iso.date() }),
  /** A report as pictures for somebody. */
  'send-report': z.object({ workspaceId: id, userId: id, weeks: z.literal(REPORT_LENGTHS) }),
  'mail-reminder': z.object({ workspaceId: id, invitationId: id, version: z.number().int() }),
  /** Both are queued by the database, as soon as something is recorded (activity_is_followed). */
  'watch-seats': z.object({ workspaceId: id }),
  'publish-homes': z.object({ workspaceId: id }),
  /** The Owner hears that the plan is nearly or quite full. */
  'warn-of-seats': z.object({ workspaceId: id, percent: seatsPercent }),
  /** The billing contact, where there is one, hears the same by mail; `at`: tells one warning from the next. */
  'mail-seat-warning': z.object({ workspaceId: id, percent: seatsPercent, at: z.iso.datetime() }),
  /** How many seats every workspace uses is noted, for its months. */
  'count-seats': z.object({}),
  'mail-verification': z.object({ workspaceId: id, userId: id }),
  /** Mails of invitations did not arrive: whoever sent them hears of it or, with null, the channel for that. */
  'report-undeliverable-invitations': z.object({
    workspaceId: id,
    inviterId: id.nullable(),
    invitations: z
      .array(z.object({ id, version: z.number().int() }))
      .min(1)
      .max(1000),
  }),
  /** Somebody hears what was done to their account, by mail and in Slack, each by a job. */
  'mail-user-notice': userNotice,
  'post-user-notice': userNotice,
  /** Whoever holds a role hears that it permits something else; `after`: those up to that id were told. */
  'tell-role-holders': z.object({
    workspaceId: id,
    roleId: id,
    revision: z.number().int(),
    actorId: id,
    after: id.nullable(),
  }),
  'mail-ownership-notice': ownershipNotice,
  'post-ownership-notice': ownershipNotice,
  /** Offers of the ownership whose seven days are over end. */
  'lapse-ownership-offers': z.object({}),
  /** The link that makes a new address count, to that address; nothing where another is wanted meanwhile. */
  'mail-address-change': z.object({ workspaceId: id, userId: id, revision: z.number().int() }),
  /** A link to choose a password: for the first one after set-up, or for a forgotten one. */
  'mail-password-link': z.object({ identityId: id, because: z.enum(['SET_UP', 'FORGOTTEN']) }),
  /** Who joined and was not told of yet is told of: to an inviter, or, with null, to the channel. */
  'announce-acceptances': z.object({ workspaceId: id, inviterId: id.nullable() }),
  /** Somebody could not accept, because the inviter may no longer grant the role: the admins hear of it, each by a job. */
  'report-withdrawn-invitation': z.object({ workspaceId: id, invitationId: id }),
  'tell-of-withdrawn-invitation': z.object({ workspaceId: id, invitationId: id, slackUserId: z.string() }),
  /** Somebody asks for invitations: queues a card for each place where it is decided. */
  'announce-request': z.object({ workspaceId: id, requestId: id }),
  /** `place`: the channel, or, where `isChannel` is false, the Slack person. */
  'post-request-card': z.object({
    workspaceId: id,
    requestId: id,
    place: z.string(),
    isChannel: z.boolean(),
  }),
  /** A request was decided: every card of it says so. */
  'update-request-cards': z.object({ workspaceId: id, requestId: id }),
  'tell-requester': z.object({ workspaceId: id, requestId: id }),
};

export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;
