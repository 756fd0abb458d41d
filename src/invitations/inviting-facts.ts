import { z } from 'zod';
import type { Tx } from '../deps.ts';
import type { AddressProblem } from '../errors.ts';
import { Permission, RoleKind, UserStatus } from '../generated/prisma/enums.ts';
import { askedForByLink } from '../requests/settle-by-inviting.ts';
import { type ActorRef, actorRow } from '../roles/permitted.ts';
import { typedName } from '../users/typed-text.ts';

const timestamp = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const row = z.object({
  actor: actorRow,
  role: z
    .object({
      id: z.string(),
      kind: z.enum(RoleKind),
      name: z.string(),
      permissions: z.array(z.enum(Permission)),
    })
    .nullable(),
  pending: z.array(z.object({ email: z.string(), expiresAt: timestamp })),
  users: z.array(z.object({ email: z.string(), status: z.enum(UserStatus) })),
  seatLimit: z.number().nullable(),
  allowedDomains: z.array(z.string()),
  blockedDomains: z.array(z.string()),
  /** Some of the addresses ask for a new link. */
  isAskedFor: z.boolean(),
});

/** What the database knows about an invitation that somebody wants to send. */
export type InvitingFacts = z.infer<typeof row>;

export interface Wanted {
  actor: ActorRef;
  role: { id: string } | { name: string };
  emails: string[];
}

/** Reads it all in one round trip, because inviting is what people wait for. undefined: there is no such actor. */
export async function readInvitingFacts(
  tx: Tx,
  { actor, role, emails }: Wanted,
): Promise<InvitingFacts | undefined> {
  const wantedId = 'id' in role ? role.id : null;
  const wantedName = 'name' in role ? typedName(role.name) : null;
  const rows = await tx.$queryRaw`
    SELECT
      json_build_object(
        'userId', u.id, 'workspaceId', u.workspace_id, 'status', u.status,
        'roleId', r.id, 'roleKind', r.kind, 'roleName', r.name,
        'permissions', ARRAY(SELECT p.permission FROM role_permission p
                             WHERE p.workspace_id = r.workspace_id AND p.role_id = r.id)
      ) AS actor,
      (SELECT json_build_object(
         'id', wanted.id, 'kind', wanted.kind, 'name', wanted.name,
         'permissions', ARRAY(SELECT p.permission FROM role_permission p
                              WHERE p.workspace_id = wanted.workspace_id AND p.role_id = wanted.id))
       FROM role wanted
       WHERE wanted.workspace_id = w.id AND wanted.deleted_at IS NULL
         AND (wanted.id::text = ${wantedId}::text OR lower(wanted.name) = lower(${wantedName}::text))) AS role,
      ARRAY(SELECT json_build_object('email', i.email, 'expiresAt', i.expires_at) FROM invitation i
            WHERE i.workspace_id = w.id AND i.email = ANY(${emails}) AND i.status = 'PENDING') AS pending,
      ARRAY(SELECT json_build_object('email', other.email, 'status', other.status) FROM "user" other
            WHERE other.workspace_id = w.id AND other.email = ANY(${emails})) AS users,
      w.seat_limit AS "seatLimit", w.allowed_domains AS "allowedDomains",
      w.blocked_domains AS "blockedDomains",
      EXISTS (SELECT FROM invitation_request q WHERE ${askedForByLink(actor.workspaceId, emails)}) AS "isAskedFor"
    FROM "user" u
    JOIN role r ON r.workspace_id = u.workspace_id AND r.id = u.role_id
    JOIN workspace w ON w.id = u.workspace_id
    WHERE u.workspace_id = ${actor.workspaceId}::uuid AND u.id = ${actor.userId}::uuid`;
  return z.array(row).parse(rows)[0];
}

/** Why some of the addresses cannot be invited: they are users or invited already. */
export function knownAddresses({
  users,
  pending,
}: Pick<InvitingFacts, 'users' | 'pending'>): AddressProblem[] {
  return [
    ...users.map(({ email, status }) => ({ email, reason: 'ALREADY_A_USER' as const, status })),
    ...pending.map(({ email, expiresAt }) => ({ email, reason: 'ALREADY_INVITED' as const, expiresAt })),
  ];
}
