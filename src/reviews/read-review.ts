import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Permission, ReviewDecision, RoleKind, UserStatus } from '../generated/prisma/enums.ts';
import { type ActorRef, mayGrant, requirePermission } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { othersWhoDecide } from './keep-person.ts';

/** People on one page: so many stand in a modal with what can be done about each. */
const PEOPLE_PER_PAGE = 6;

const person = z.object({
  position: z.number(),
  id: z.string(),
  revision: z.number(),
  name: z.string(),
  email: z.string(),
  department: z.string(),
  status: z.enum(UserStatus),
  roleName: z.string(),
  roleKind: z.enum(RoleKind),
  permissions: z.array(z.enum(Permission)),
  createdAt: z.date(),
  lastSignInAt: z.date().nullable(),
  accessUntil: z.date().nullable(),
  inviterName: z.string().nullable(),
  decision: z.enum(ReviewDecision).nullable(),
  isElsewhere: z.boolean(),
  decidedAt: z.date().nullable(),
  /** null: nobody, their last day was over. */
  decidedBy: z.string().nullable(),
});

export interface ReviewedPerson extends Omit<z.infer<typeof person>, 'permissions' | 'roleKind'> {
  /** Whoever looks may change them; else they can only be kept as they are. */
  mayDecide: boolean;
  /** Whoever looks, and these decide about them; empty: whoever looks can keep the person. */
  decidedByOthers: string[];
}

export interface ReviewPage {
  id: string;
  startedBy: string;
  startedAt: Date;
  total: number;
  /** In the review. */
  decided: number;
  /** Deactivated beside it, so that there is nothing to decide. */
  gone: number;
  people: ReviewedPerson[];
  /** Positions: where this page starts, and others do. */
  start: number;
  previous: number | undefined;
  next: number | undefined;
  /** Where the first page is on which somebody is still to be decided about. */
  firstUndecided: number | undefined;
}

const counts = z.array(
  z.object({
    total: z.number(),
    decided: z.number(),
    gone: z.number(),
    firstUndecided: z.number().nullable(),
  }),
);

/** One page of the open review, from a position on or, without one, where somebody is still to be decided about. */
export async function readReview(tx: Tx, actor: ActorRef, asked?: number): Promise<ReviewPage | undefined> {
  const viewer = await requirePermission(tx, actor, 'MANAGE_USERS');
  const { workspaceId } = actor;
  const review = await tx.accessReview.findFirst({
    where: { workspaceId, finishedAt: null },
    include: { startedBy: true },
  });
  if (!review) return undefined;
  const rows = await tx.$queryRaw`
    SELECT count(*)::int AS total, (count(decision) FILTER (WHERE NOT is_elsewhere))::int AS decided,
           (count(*) FILTER (WHERE is_elsewhere AND decision = 'DEACTIVATED'))::int AS gone,
           (min(position) FILTER (WHERE decision IS NULL OR is_elsewhere AND decision = 'ROLE_CHANGED'))::int
             AS "firstUndecided"
    FROM access_review_person WHERE workspace_id = ${workspaceId}::uuid AND review_id = ${review.id}::uuid`;
  const [{ total, decided, gone, firstUndecided } = { total: 0, decided: 0, gone: 0, firstUndecided: null }] =
    counts.parse(rows);
  const start = asked ?? (firstUndecided === null ? 1 : pageOf(firstUndecided));
  const people = await readPeople(tx, { workspaceId, reviewId: review.id, start });
  const others = (await othersWhoDecide(tx, viewer)).map(({ name }) => name);
  return {
    id: review.id,
    startedBy: fullName(review.startedBy),
    startedAt: review.startedAt,
    ...{ total, decided, gone, start },
    people: people.map(({ roleKind, permissions, ...one }) => ({
      ...one,
      mayDecide:
        one.id !== viewer.userId &&
        one.status !== 'INACTIVE' &&
        mayGrant(viewer, { kind: roleKind, permissions }),
      decidedByOthers: one.id === viewer.userId ? others : [],
    })),
    previous: start > 1 ? Math.max(1, start - PEOPLE_PER_PAGE) : undefined,
    next: start + PEOPLE_PER_PAGE <= total ? start + PEOPLE_PER_PAGE : undefined,
    firstUndecided: firstUndecided === null ? undefined : pageOf(firstUndecided),
  };
}

function pageOf(position: number): number {
  return position - ((position - 1) % PEOPLE_PER_PAGE);
}

/** Positions have no gaps: a page is found by them, never by counting rows. */
async function readPeople(
  tx: Tx,
  { workspaceId, reviewId, start }: { workspaceId: string; reviewId: string; start: number },
) {
  const rows = await tx.$queryRaw`
    SELECT p.position, u.id::text AS id, u.revision, u.email, u.department, u.status::text AS status,
           coalesce(nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.email) AS name,
           r.name AS "roleName", r.kind::text AS "roleKind",
           ARRAY(SELECT g.permission::text FROM role_permission g
                 WHERE g.workspace_id = r.workspace_id AND g.role_id = r.id) AS permissions,
           u.created_at AS "createdAt", u.last_sign_in_at AS "lastSignInAt", u.access_until AS "accessUntil",
           (SELECT coalesce(nullif(btrim(by.first_name || ' ' || by.last_name), ''), by.email)
            FROM invitation i JOIN "user" by ON by.workspace_id = i.workspace_id AND by.id = i.inviter_id
            WHERE i.workspace_id = u.workspace_id AND i.accepted_user_id = u.id LIMIT 1) AS "inviterName",
           p.decision::text AS decision, p.is_elsewhere AS "isElsewhere", p.decided_at AS "decidedAt",
           coalesce(nullif(btrim(d.first_name || ' ' || d.last_name), ''), d.email) AS "decidedBy"
    FROM access_review_person p
    JOIN "user" u ON u.workspace_id = p.workspace_id AND u.id = p.user_id
    JOIN role r ON r.workspace_id = u.workspace_id AND r.id = u.role_id
    LEFT JOIN "user" d ON d.workspace_id = p.workspace_id AND d.id = p.decided_by_id
    WHERE p.workspace_id = ${workspaceId}::uuid AND p.review_id = ${reviewId}::uuid
      AND p.position >= ${start} AND p.position < ${start + PEOPLE_PER_PAGE}
    ORDER BY p.position`;
  return z.array(person).parse(rows);
}

export interface LastReview {
  id: string;
  finishedBy: string;
  finishedAt: Date;
}

/** The review that was signed off last; undefined: there was none yet. */
export async function readLastReview(tx: Tx, actor: ActorRef): Promise<LastReview | undefined> {
  await requirePermission(tx, actor, 'MANAGE_USERS');
  const review = await tx.accessReview.findFirst({
    where: { workspaceId: actor.workspaceId, finishedAt: { not: null } },
    include: { finishedBy: true },
    orderBy: { finishedAt: 'desc' },
  });
  if (!review?.finishedBy || !review.finishedAt) return undefined;
  return { id: review.id, finishedBy: fullName(review.finishedBy), finishedAt: review.finishedAt };
}
