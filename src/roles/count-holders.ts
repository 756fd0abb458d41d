import { z } from 'zod';
import type { Tx } from '../deps.ts';

/** More are not counted: nobody needs the exact number to look at a list. */
const COUNTED = 1000;

export interface Holders {
  /** Where counting ends: of each there may be more. */
  most: number;
  /** Whose accounts are not inactive. */
  people: number;
  inactive: number;
  /** That can still be accepted. */
  invitations: number;
}

const row = z.object({ id: z.string(), people: z.number(), inactive: z.number(), invitations: z.number() });

/** Who holds each role, or would by an open invitation. */
export async function countHolders(
  tx: Tx,
  workspaceId: string,
  { now, roleIds }: { now: Date; roleIds: string[] },
): Promise<(roleId: string) => Holders> {
  const rows = await tx.$queryRaw`
    SELECT r.id::text AS id,
      (SELECT count(*)::int FROM (SELECT FROM "user" u WHERE u.workspace_id = r.workspace_id AND u.role_id = r.id
         AND u.status <> 'INACTIVE' LIMIT ${COUNTED}) AS one) AS people,
      (SELECT count(*)::int FROM (SELECT FROM "user" u WHERE u.workspace_id = r.workspace_id AND u.role_id = r.id
         AND u.status = 'INACTIVE' LIMIT ${COUNTED}) AS one) AS inactive,
      (SELECT count(*)::int FROM (SELECT FROM invitation i WHERE i.workspace_id = r.workspace_id AND i.role_id = r.id
         AND i.status = 'PENDING' AND i.expires_at > ${now} LIMIT ${COUNTED}) AS one) AS invitations
    FROM role r WHERE r.workspace_id = ${workspaceId}::uuid AND r.id = ANY(${roleIds}::uuid[])`;
  const counted = new Map(
    z
      .array(row)
      .parse(rows)
      .map(({ id, ...holders }) => [id, { most: COUNTED, ...holders }]),
  );
  return (roleId) => counted.get(roleId) ?? { most: COUNTED, people: 0, inactive: 0, invitations: 0 };
}
