import { z } from 'zod';
import type { Deps, Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { DeliveryStatus, InvitationStatus } from '../generated/prisma/enums.ts';
import { havingWords } from '../lists/search-words.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { ENDS_SOON_MS, INVITATION_LIFETIME_MS } from './invitation-lifetime.ts';

const INVITATIONS_PER_PAGE = 8;
/** Beyond, a list says "more than": counting everything takes longer the more there is. */
const COUNTED_INVITATIONS = 200;
/** UNDELIVERED and EXPIRING: pending ones whose mail did not arrive, or that have two days left at most. */
export type InvitationFilter = InvitationStatus | 'UNDELIVERED' | 'EXPIRING' | 'ALL';

export interface InvitationSearch {
  filter: InvitationFilter;
  /** Words of names or addresses, the last by its beginning; empty: everything. */
  search: string;
}

export interface InvitationQuery extends InvitationSearch {
  /** Where the page starts; absent: at the newest. */
  from?: { position: Position; direction: 'older' | 'newer' };
}

/** A place in the list, which is ordered by when invitations were sent last. */
interface Position {
  sentAt: string;
  id: string;
}

export const listedInvitation = z.object({
  id: z.string(),
  revision: z.number(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  /** As of now: an invitation whose seven days are over has expired, archived or not. */
  status: z.enum(InvitationStatus),
  roleName: z.string(),
  inviterName: z.string(),
  delivery: z.enum(DeliveryStatus),
  deliveryDetail: z.string(),
  deliveryAt: z.date().nullable(),
  sentAt: z.date(),
  expiresAt: z.date(),
  settledAt: z.date().nullable(),
  /** The last day of the access that it gives; null: it does not end. */
  accessUntil: z.date().nullable(),
  /** How often it was sent again. */
  resends: z.number(),
});

export type ListedInvitation = z.infer<typeof listedInvitation>;

/** Counted up to `COUNTED_INVITATIONS`; `isMore`: there are more than that. */
interface Count {
  count: number;
  isMore: boolean;
}

export interface InvitationPage {
  invitations: ListedInvitation[];
  /** How many there are on all pages. */
  matching: Count;
  newer: Position | undefined;
  older: Position | undefined;
}

/** One page of the invitations of a workspace, the newest first. Pages are found by position, never by counting rows. */
export async function listInvitations(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  actor: ActorRef,
  query: InvitationQuery,
): Promise<InvitationPage> {
  await requirePermission(tx, actor, 'VIEW_USERS');
  const at = now();
  const backwards = query.from?.direction === 'newer';
  const rows = await tx.$queryRaw(pageOf(actor.workspaceId, query, at));
  const found = z.array(listedInvitation).parse(rows);
  const more = found.length > INVITATIONS_PER_PAGE;
  const invitations = found.slice(0, INVITATIONS_PER_PAGE);
  if (backwards) invitations.reverse();
  return {
    invitations,
    matching: await countMatching(tx, actor.workspaceId, query, at),
    newer: (backwards ? more : query.from !== undefined) ? positionOf(invitations.at(0)) : undefined,
    older: (backwards ? true : more) ? positionOf(invitations.at(-1)) : undefined,
  };
}

/** Those of a workspace that have these ids, as the list shows them. */
export async function findListedInvitations(
  tx: Tx,
  { workspaceId, ids, now }: { workspaceId: string; ids: string[]; now: Date },
): Promise<ListedInvitation[]> {
  const chosen = Prisma.sql`SELECT * FROM invitation WHERE workspace_id = ${workspaceId}::uuid AND id = ANY(${ids}::uuid[])`;
  return z.array(listedInvitation).parse(await tx.$queryRaw(described(chosen, now)));
}

async function countMatching(
  tx: Tx,
  workspaceId: string,
  search: InvitationSearch,
  now: Date,
): Promise<Count> {
  const parts = matchingParts(workspaceId, search, now).map(
    (part) =>
      Prisma.sql`(SELECT 1 FROM invitation WHERE ${part} ORDER BY sent_at DESC, id DESC LIMIT ${COUNTED_INVITATIONS + 1})`,
  );
  const rows = await tx.$queryRaw`
    SELECT least(count(*), ${COUNTED_INVITATIONS + 1})::int AS count FROM (${Prisma.join(parts, ' UNION ALL ')}) AS matching`;
  const count = z.array(z.object({ count: z.number() })).parse(rows)[0]?.count ?? 0;
  return { count: Math.min(count, COUNTED_INVITATIONS), isMore: count > COUNTED_INVITATIONS };
}

/**
 * The conditions under which an invitation is in a list, one for each part of an index that has them in the list's
 * order: what has lapsed but is not archived yet belongs to the expired ones.
 */
export function matchingParts(
  workspaceId: string,
  { filter, search }: InvitationSearch,
  now: Date,
): Prisma.Sql[] {
  // Its seven days are over: a condition on the column of the index.
  const lapsed = new Date(now.getTime() - INVITATION_LIFETIME_MS);
  const open = Prisma.sql`status = 'PENDING' AND sent_at > ${lapsed}`;
  const parts = {
    PENDING: [open],
    UNDELIVERED: [Prisma.sql`${open} AND undelivered`],
    EXPIRING: [Prisma.sql`${open} AND sent_at <= ${new Date(lapsed.getTime() + ENDS_SOON_MS)}`],
    EXPIRED: [Prisma.sql`status = 'EXPIRED'`, Prisma.sql`status = 'PENDING' AND sent_at <= ${lapsed}`],
    ACCEPTED: [Prisma.sql`status = 'ACCEPTED'`],
    CANCELED: [Prisma.sql`status = 'CANCELED'`],
    ALL: [Prisma.sql`TRUE`],
  }[filter];
  return parts.map(
    (part) => Prisma.sql`workspace_id = ${workspaceId}::uuid AND ${part}${havingWords(search)}`,
  );
}

/** Each part reads no more rows than a page has, from where the page begins. */
function pageOf(workspaceId: string, query: InvitationQuery, now: Date): Prisma.Sql {
  const backwards = query.from?.direction === 'newer';
  const order = backwards ? Prisma.sql`sent_at ASC, id ASC` : Prisma.sql`sent_at DESC, id DESC`;
  const beyond = query.from
    ? Prisma.sql` AND (sent_at, id) ${backwards ? Prisma.sql`>` : Prisma.sql`<`} (${new Date(query.from.position.sentAt)}, ${query.from.position.id}::uuid)`
    : Prisma.empty;
  const limit = INVITATIONS_PER_PAGE + 1;
  const parts = matchingParts(workspaceId, query, now).map(
    (part) => Prisma.sql`(SELECT * FROM invitation WHERE ${part}${beyond} ORDER BY ${order} LIMIT ${limit})`,
  );
  const page = Prisma.sql`SELECT * FROM (${Prisma.join(parts, ' UNION ALL ')}) AS matching ORDER BY ${order} LIMIT ${limit}`;
  return Prisma.sql`${described(page, now)} ORDER BY ${backwards ? Prisma.sql`"sentAt" ASC, id ASC` : Prisma.sql`"sentAt" DESC, id DESC`}`;
}

function described(invitations: Prisma.Sql, now: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT listed.id::text AS id, ${invitationColumns(now)} FROM (${invitations}) AS listed ${invitationJoins}`;
}

/** What is told of an invitation, besides its id. */
export function invitationColumns(now: Date): Prisma.Sql {
  return Prisma.sql`
    listed.revision, listed.email, listed.first_name AS "firstName", listed.last_name AS "lastName",
    CASE WHEN listed.status = 'PENDING' AND listed.expires_at <= ${now} THEN 'EXPIRED' ELSE listed.status::text END AS status,
    r.name AS "roleName", coalesce(nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.email) AS "inviterName",
    listed.delivery::text AS delivery, listed.delivery_detail AS "deliveryDetail", listed.delivery_at AS "deliveryAt",
    listed.sent_at AS "sentAt", listed.expires_at AS "expiresAt", listed.settled_at AS "settledAt",
    listed.access_until AS "accessUntil", listed.version - 1 AS resends`;
}

export const invitationJoins = Prisma.sql`
  JOIN role r ON r.workspace_id = listed.workspace_id AND r.id = listed.role_id
  JOIN "user" u ON u.workspace_id = listed.workspace_id AND u.id = listed.inviter_id`;

function positionOf(invitation: ListedInvitation | undefined): Position | undefined {
  return invitation && { sentAt: invitation.sentAt.toISOString(), id: invitation.id };
}
