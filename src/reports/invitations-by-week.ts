import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { INVITATION_LIFETIME_MS } from '../invitations/invitation-lifetime.ts';
import type { ReportPeriod } from './report-period.ts';

export interface InvitationFigures {
  /** New ones, and those that were sent again: each can be accepted, expire or bounce. */
  sent: number;
  accepted: number;
  expired: number;
  bounced: number;
  /** From the mail to the acceptance; null: nobody accepted. */
  medianMs: number | null;
}

const recorded = z.array(
  z.object({
    week: z.number(),
    action: z.enum(['invitation.sent', 'invitation.resent', 'invitation.expired', 'invitation.bounced']),
    count: z.number(),
  }),
);
const accepted = z.array(z.object({ week: z.number().nullable(), count: z.number(), medianMs: z.number() }));

const figureOf = {
  'invitation.sent': 'sent',
  'invitation.resent': 'sent',
  'invitation.expired': 'expired',
  'invitation.bounced': 'bounced',
} as const;

const nothing: InvitationFigures = { sent: 0, accepted: 0, expired: 0, bounced: 0, medianMs: null };

/** What was done with invitations in each week, and in all of them together. */
export async function invitationsByWeek(
  tx: Tx,
  workspaceId: string,
  { bounds, mondays }: ReportPeriod,
): Promise<{ weeks: InvitationFigures[]; whole: InvitationFigures }> {
  const weeks = mondays.map(() => ({ ...nothing }));
  const whole = { ...nothing };
  const begin = bounds[0];
  const end = bounds.at(-1);
  // From the record: an invitation itself knows only the last time that it was sent.
  const counts = await tx.$queryRaw`
    SELECT width_bucket(at, ${bounds}::timestamptz[]) AS week, action, count(*)::int AS count FROM activity
    WHERE workspace_id = ${workspaceId}::uuid AND action = ANY (${Object.keys(figureOf)})
      -- All there are: so the index finds the times.
      AND source = ANY (enum_range(NULL::activity_source))
      AND at >= ${begin} AND at < ${end}
    GROUP BY 1, 2`;
  for (const { week, action, count } of recorded.parse(counts)) {
    for (const one of [weeks[week - 1], whole]) if (one) one[figureOf[action]] += count;
  }
  for (const { week, count, medianMs } of await acceptances(tx, workspaceId, bounds)) {
    const one = week === null ? whole : weeks[week - 1];
    if (one) Object.assign(one, { accepted: count, medianMs });
  }
  return { weeks, whole };
}

/** Of each week, and without one of all. Whatever was accepted had been sent seven days before at most: that is an index. */
async function acceptances(tx: Tx, workspaceId: string, bounds: Date[]) {
  const begin = bounds[0] ?? new Date(0);
  const rows = await tx.$queryRaw`
    WITH accepted AS (
      SELECT width_bucket(settled_at, ${bounds}::timestamptz[]) AS week, settled_at - sent_at AS took FROM invitation
      WHERE workspace_id = ${workspaceId}::uuid AND status = 'ACCEPTED'
        AND sent_at >= ${new Date(begin.getTime() - INVITATION_LIFETIME_MS)}
        AND settled_at >= ${begin} AND settled_at < ${bounds.at(-1)}
    )
    SELECT week, count(*)::int AS count,
      (1000 * extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY took)))::float8 AS "medianMs"
    FROM accepted GROUP BY GROUPING SETS ((week), ()) HAVING count(*) > 0`;
  return accepted.parse(rows);
}
