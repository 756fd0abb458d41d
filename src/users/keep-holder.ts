import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { canHold } from './access-end.ts';
import { fullName } from './full-name.ts';

const kept = z.array(
  z.object({ firstName: z.string(), lastName: z.string(), email: z.string(), canHold: z.boolean() }),
);

/** Somebody who is given something, and is not deactivated until the transaction ends; refused where they are. */
export async function keepHolder(
  tx: Tx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<{ name: string }> {
  const rows = await tx.$queryRaw`
    SELECT u.first_name AS "firstName", u.last_name AS "lastName", u.email, ${canHold} AS "canHold"
    FROM "user" u JOIN workspace w ON w.id = u.workspace_id
    WHERE u.workspace_id = ${workspaceId}::uuid AND u.id = ${userId}::uuid FOR SHARE OF u`;
  const [user] = kept.parse(rows);
  if (!user) throw new Refusal('USER_UNKNOWN', { slackUserId: null });
  const name = fullName(user);
  if (!user.canHold) throw new Refusal('HOLDER_INACTIVE', { name });
  return { name };
}
