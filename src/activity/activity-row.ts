import { z } from 'zod';
import { Prisma } from '../generated/prisma/client.ts';
import { ActivitySource } from '../generated/prisma/enums.ts';
import { activityActions } from './record-activity.ts';
import { refusedAccess } from './record-refused.ts';

/** An entry as people read it, with the names of who and what it is about. */
export const activityRow = z.object({
  id: z.string(),
  at: z.date(),
  action: z.enum(activityActions),
  /** null: the product itself, or somebody who is not a user. */
  actorName: z.string().nullable(),
  /** An address, a name, a role, a thing, or the file of an import; null: the workspace. */
  subject: z.string().nullable(),
  /** How many others it is about; of an import, how many people it invited but one. */
  others: z.number(),
  /** What somebody may not do; null: the entry is about something that was done. */
  refused: refusedAccess.nullable(),
  reason: z.string().nullable(),
  source: z.enum(ActivitySource),
  ipAddress: z.string().nullable(),
});

export type ActivityRow = z.infer<typeof activityRow>;

/** Of the entry `a` and what `activityJoins` finds. */
export const activityRowColumns = Prisma.sql`
  a.id::text AS id, a.at, a.action,
  coalesce(nullif(btrim(actor.first_name || ' ' || actor.last_name), ''), actor.email) AS "actorName",
  coalesce(i.email, nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.email, q.emails[1], b.file_name, r.name, asset.name, license.name) AS subject,
  coalesce(cardinality(q.emails), b.invited_count, 1) - 1 AS others,
  CASE WHEN a.action = 'access.refused' THEN a.after END AS refused,
  a.reason, a.source::text AS source, host(a.ip_address) AS "ipAddress"`;

export const activityJoins = Prisma.sql`
  LEFT JOIN "user" actor ON actor.workspace_id = a.workspace_id AND actor.id = a.actor_id
  LEFT JOIN invitation i ON a.subject_type = 'invitation' AND i.workspace_id = a.workspace_id AND i.id = a.subject_id
  LEFT JOIN "user" u ON a.subject_type = 'user' AND u.workspace_id = a.workspace_id AND u.id = a.subject_id
  LEFT JOIN invitation_request q ON a.subject_type = 'request' AND q.workspace_id = a.workspace_id AND q.id = a.subject_id
  LEFT JOIN bulk_import b ON a.subject_type = 'import' AND b.workspace_id = a.workspace_id AND b.id = a.subject_id
  LEFT JOIN role r ON a.subject_type = 'role' AND r.workspace_id = a.workspace_id AND r.id = a.subject_id
  LEFT JOIN asset ON a.subject_type = 'asset' AND asset.workspace_id = a.workspace_id AND asset.id = a.subject_id
  LEFT JOIN license ON a.subject_type = 'license' AND license.workspace_id = a.workspace_id AND license.id = a.subject_id`;
