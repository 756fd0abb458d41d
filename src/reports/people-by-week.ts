import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { RoleKind, UserStatus } from '../generated/prisma/enums.ts';
import type { ReportPeriod } from './report-period.ts';

export interface PeopleFigures {
  /** Of those who are not inactive. */
  byRole: Record<RoleKind, number>;
  byStatus: Record<UserStatus, number>;
}

const counted = z.array(
  z.object({
    /** From 1; after the last week: what was since. null: how it is now. */
    week: z.number().nullable(),
    kind: z.enum(RoleKind),
    status: z.enum(UserStatus),
    people: z.number(),
  }),
);
type Counted = z.infer<typeof counted>;

/**
 * How many people there were at the end of each week. Told from how it is now, by taking back what the record says has
 * changed since: whoever changed twice was something else in between. Custom roles are one, because they are renamed,
 * deleted and merged. One statement, so that nobody is counted twice who changes meanwhile.
 */
export async function peopleByWeek(
  tx: Tx,
  workspaceId: string,
  { bounds }: ReportPeriod,
): Promise<PeopleFigures[]> {
  const rows = await tx.$queryRaw`
    WITH change AS (
      SELECT a.subject_id, a.at, a.id, a.before ->> 'status' AS status_was,
        CASE WHEN a.action = 'user.role-changed' THEN coalesce(built_in.kind, 'CUSTOM') END AS kind_was
      FROM activity a LEFT JOIN role built_in
        ON built_in.workspace_id = a.workspace_id AND built_in.kind <> 'CUSTOM' AND built_in.name = a.before ->> 'role'
      WHERE a.workspace_id = ${workspaceId}::uuid
        AND a.action IN ('user.activated', 'user.deactivated', 'user.reactivated', 'user.role-changed')
        -- All there are: so the index finds the times.
        AND a.source = ANY (enum_range(NULL::activity_source))
        AND a.at >= ${bounds[0]}
    ), step AS (
      SELECT *, count(status_was) OVER newest AS status_step, count(kind_was) OVER newest AS kind_step
      FROM change WINDOW newest AS (PARTITION BY subject_id ORDER BY at DESC, id DESC)
    ), earlier AS (
      -- What somebody was before each change: what the nearest one says that speaks of it, else what they are now.
      SELECT step.subject_id, step.at, step.id, u.status AS status_now, u.role_kind AS kind_now,
        coalesce(max(status_was) OVER (PARTITION BY subject_id, status_step)::user_status, u.status) AS status,
        coalesce(max(kind_was) OVER (PARTITION BY subject_id, kind_step), u.role_kind) AS kind
      FROM step JOIN "user" u ON u.workspace_id = ${workspaceId}::uuid AND u.id = step.subject_id
    ), turn AS (
      SELECT at, status, kind,
        lag(status, 1, status_now) OVER newest AS status_after, lag(kind, 1, kind_now) OVER newest AS kind_after
      FROM earlier WINDOW newest AS (PARTITION BY subject_id ORDER BY at DESC, id DESC)
    ), first AS (
      SELECT DISTINCT ON (subject_id) subject_id, status, kind FROM earlier ORDER BY subject_id, at, id
    ), counted AS (
      SELECT at, status_after AS status, kind_after AS kind, 1 AS people FROM turn
      UNION ALL
      SELECT at, status, kind, -1 FROM turn
      UNION ALL
      SELECT u.created_at, coalesce(first.status, u.status), coalesce(first.kind, u.role_kind), 1
      FROM "user" u LEFT JOIN first ON first.subject_id = u.id
      WHERE u.workspace_id = ${workspaceId}::uuid AND u.created_at >= ${bounds[0]}
    )
    SELECT width_bucket(at, ${bounds}::timestamptz[]) AS week, status::text, kind::text, sum(people)::int AS people
    FROM counted GROUP BY 1, 2, 3
    UNION ALL
    SELECT NULL, status::text, role_kind::text, count(*)::int FROM "user"
    WHERE workspace_id = ${workspaceId}::uuid GROUP BY 2, 3`;
  const all = counted.parse(rows);
  return bounds.slice(1).map((_, index) => figuresAt(all, index + 1));
}

/** At the end of a week: now, without what came in later weeks. */
function figuresAt(all: Counted, endOf: number): PeopleFigures {
  const byRole = { OWNER: 0, ADMIN: 0, MEMBER: 0, VIEWER: 0, CUSTOM: 0 };
  const byStatus = { UNVERIFIED: 0, ACTIVE: 0, INACTIVE: 0 };
  for (const { week, kind, status, people } of all) {
    if (week !== null && week <= endOf) continue;
    const change = week === null ? people : -people;
    byStatus[status] += change;
    if (status !== 'INACTIVE') byRole[kind] += change;
  }
  return { byRole, byStatus };
}
