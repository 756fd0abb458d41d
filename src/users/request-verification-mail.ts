import type { Deps } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';

/** Sends the verification mail again. Whoever is verified already gets none. */
export async function requestVerificationMail(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const waiting = await tx.user.count({ where: { workspaceId, id: userId, status: 'UNVERIFIED' } });
    if (waiting > 0) await enqueue(tx, 'mail-verification', { workspaceId, userId });
  });
}
