import { z } from 'zod';
import { Prisma } from '../generated/prisma/client.ts';
import { ActivitySource } from '../generated/prisma/enums.ts';
import { activityActions } from './record-activity.ts';

/** An entry as people read it, with the names of who and what it is about. */
export const activityRow = z.object({
  id: z.string(),
  at: z.date(),
  action: z.enum(activityActions),
  /** null: the product itself, or somebody who is not a user. */
  actorName: z.string().nullable(),
  /** An address, a name, a role, a thing, the file of an import, or what was exported; null: the workspace. */
  subject: z.string().nullable(),
  /** How many others it is about; of an import, how many people it invited but one. */
  others: z.number(),
  reason: z.string().nullable(),
  source: z.enum(ActivitySource),
  ipAddress: z.string().nullable(),
});

export type ActivityRow = z.infer<typeof activityRow>;

/** Of the entry `listed` and what `activityJoins` finds. */
export const activityRowColumns = Prisma.sql`
  listed.id::text AS id, listed.at, listed.action,
  coalesce(nullif(btrim(actor.first_name || ' ' || actor.last_name), ''), actor.email) AS "actorName",
  coalesce(i.email, nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.email, q.emails[1], b.file_name, r.name, asset.name, license.name,
    lower(replace(e.kind::text, '_', ' '))) AS subject,
  coalesce(cardinality(q.emails), b.invited_count, 1) - 1 AS others,
  listed.reason, listed.source::text AS source, host(listed.ip_address) AS "ipAddress"`;

export const activityJoins = Prisma.sql`
  LEFT JOIN "user" actor ON actor.workspace_id = listed.workspace_id AND actor.id = listed.actor_id
  LEFT JOIN invitation i ON listed.subject_type = 'invitation' AND i.workspace_id = listed.workspace_id AND i.id = listed.subject_id
  LEFT JOIN "user" u ON listed.subject_type = 'user' AND u.workspace_id = listed.workspace_id AND u.id = listed.subject_id
  LEFT JOIN invitation_request q ON listed.subject_type = 'request' AND q.workspace_id = listed.workspace_id AND q.id = listed.subject_id
  LEFT JOIN bulk_import b ON listed.subject_type = 'import' AND b.workspace_id = listed.workspace_id AND b.id = listed.subject_id
  LEFT JOIN role r ON listed.subject_type = 'role' AND r.workspace_id = listed.workspace_id AND r.id = listed.subject_id
  LEFT JOIN asset ON listed.subject_type = 'asset' AND asset.workspace_id = listed.workspace_id AND asset.id = listed.subject_id
  LEFT JOIN license ON listed.subject_type = 'license' AND license.workspace_id = listed.workspace_id AND license.id = listed.subject_id
  LEFT JOIN export e ON listed.subject_type = 'export' AND e.workspace_id = listed.workspace_id AND e.id = listed.subject_id`;
