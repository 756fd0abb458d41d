import type { Deps } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';

type Recipient = { workspaceId: string; userId: string } | { email: string };

/**
 * Sends the verification mail again. Whoever is verified already gets none; whoever waits in several workspaces gets
 * one, because it verifies the address for all.
 */
export async function requestVerificationMail({ db }: Pick<Deps, 'db'>, recipient: Recipient): Promise<void> {
  const who =
    'email' in recipient
      ? { email: recipient.email }
      : { workspaceId: recipient.workspaceId, id: recipient.userId };
  await db.$transaction(async (tx) => {
    const user = await tx.user.findFirst({
      where: { ...who, status: 'UNVERIFIED' },
      select: { workspaceId: true, id: true },
    });
    if (user) await enqueue(tx, 'mail-verification', { workspaceId: user.workspaceId, userId: user.id });
  });
}
