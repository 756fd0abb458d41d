import { z } from 'zod';
import type { Tx } from '../deps.ts';

/** What Home tells of; sign-ins and the like are for the record alone, and an approved request is an invitation. */
const toldActions = [
  'workspace.set-up',
  'workspace.settings-changed',
  'workspace.plan-changed',
  'workspace.billing-contact-changed',
  'invitation.sent',
  'invitation.resent',
  'invitation.edited',
  'invitation.canceled',
  'invitation.undone',
  'invitation.expired',
  'invitation.withdrawn',
  'import.sent',
  'import.canceled',
  'request.made',
  'request.denied',
  'role.created',
  'role.edited',
  'role.deleted',
  'ownership.accepted',
  'user.activated',
  'user.role-changed',
  'user.deactivated',
  'user.reactivated',
  'user.access-end-set',
] as const;

type ToldAction = (typeof toldActions)[number];

export interface RecentActivity {
  action: ToldAction;
  at: Date;
  /** null: the product itself. */
  actorName: string | null;
  /** The newest of whom it was about: an address, a name, a role, or the file of an import. null: the workspace. */
  subject: string | null;
  /** How many others it was done to in the same go; of an import, how many people it invited but one. */
  others: number;
}

const TOLD = 5;
/** Looked through for them; more would take longer the more there is. */
const LOOKED_THROUGH = 200;

const row = z.object({
  action: z.enum(toldActions),
  at: z.date(),
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  subject: z.string().nullable(),
  others: z.number(),
});

/** The last things that happened, the newest first; what one person did to many in a row is one. */
export async function recentActivity(tx: Tx, workspaceId: string): Promise<RecentActivity[]> {
  const rows = await tx.$queryRaw`
    SELECT a.action, a.at, a.actor_id::text AS "actorId",
           coalesce(nullif(btrim(actor.first_name || ' ' || actor.last_name), ''), actor.email) AS "actorName",
           coalesce(i.email, nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.email, q.emails[1],
             b.file_name, r.name) AS subject,
           coalesce(cardinality(q.emails), b.invited_count, 1) - 1 AS others
    FROM (SELECT * FROM activity WHERE workspace_id = ${workspaceId}::uuid
            AND (after ->> 'importId') IS NULL ORDER BY id DESC LIMIT ${LOOKED_THROUGH}) AS a
    LEFT JOIN "user" actor ON actor.workspace_id = a.workspace_id AND actor.id = a.actor_id
    LEFT JOIN invitation i ON a.subject_type = 'invitation' AND i.workspace_id = a.workspace_id AND i.id = a.subject_id
    LEFT JOIN "user" u ON a.subject_type = 'user' AND u.workspace_id = a.workspace_id AND u.id = a.subject_id
    LEFT JOIN invitation_request q ON a.subject_type = 'request' AND q.workspace_id = a.workspace_id AND q.id = a.subject_id
    LEFT JOIN bulk_import b ON a.subject_type = 'import' AND b.workspace_id = a.workspace_id AND b.id = a.subject_id
    LEFT JOIN role r ON a.subject_type = 'role' AND r.workspace_id = a.workspace_id AND r.id = a.subject_id
    WHERE a.action = ANY(${[...toldActions]})
    ORDER BY a.id DESC`;
  const told: (RecentActivity & { actorId: string | null })[] = [];
  for (const { actorId, ...entry } of z.array(row).parse(rows)) {
    const last = told.at(-1);
    const isOneMore =
      last?.action === entry.action && last.actorId === actorId && !entry.action.startsWith('import.');
    if (last && isOneMore) last.others += 1 + entry.others;
    else told.push({ ...entry, actorId });
    if (told.length > TOLD) break;
  }
  return told.slice(0, TOLD).map(({ actorId: _actor, ...entry }) => entry);
}
