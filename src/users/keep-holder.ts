import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { fullName } from './full-name.ts';

/** Somebody who is given something, and is not deactivated until the transaction ends; refused where they are. */
export async function keepHolder(
  tx: Tx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<{ name: string }> {
  await tx.$queryRaw`
    SELECT id FROM "user" WHERE workspace_id = ${workspaceId}::uuid AND id = ${userId}::uuid FOR SHARE`;
  const user = await tx.user.findUnique({ where: { workspaceId_id: { workspaceId, id: userId } } });
  if (!user) throw new Refusal('USER_UNKNOWN', { slackUserId: null });
  if (user.status === 'INACTIVE') throw new Refusal('HOLDER_INACTIVE', { name: fullName(user) });
  return { name: fullName(user) };
}
