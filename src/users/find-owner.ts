import type { Tx } from '../deps.ts';

export async function findOwner(tx: Tx, workspaceId: string): Promise<{ slackUserId: string | null }> {
  return tx.user.findFirstOrThrow({
    where: { workspaceId, roleKind: 'OWNER' },
    select: { slackUserId: true },
  });
}
