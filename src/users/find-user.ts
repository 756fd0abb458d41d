import type { Tx } from '../deps.ts';
import { type ActorRef, requireOneOf } from '../roles/permitted.ts';

/** Who somebody means by an address or by a Slack person; undefined: nobody of the workspace. */
export async function findUser(
  tx: Tx,
  actor: ActorRef,
  who: { email: string } | { slackUserId: string },
): Promise<{ id: string } | undefined> {
  await requireOneOf(tx, actor, ['VIEW_USERS', 'MANAGE_USERS']);
  const user = await tx.user.findFirst({
    where: { workspaceId: actor.workspaceId, ...who },
    select: { id: true },
  });
  return user ?? undefined;
}
