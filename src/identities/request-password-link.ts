import type { Deps } from '../deps.ts';
import { readEmailAddress } from '../invitations/email-address.ts';
import { enqueue } from '../queue/enqueue.ts';

/**
 * Queues a mail with a link to choose a new password. For an address without an account a job is queued as well, which
 * will find nobody: so neither the answer nor its time says who has an account.
 */
export async function requestPasswordLink(
  { db, newId }: Pick<Deps, 'db' | 'newId'>,
  { email }: { email: string },
): Promise<void> {
  const address = readEmailAddress(email);
  await db.$transaction(async (tx) => {
    const identity = await tx.identity.findUnique({
      where: { email: address.ok ? address.email : '' },
      select: { id: true },
    });
    await enqueue(tx, 'mail-password-link', { identityId: identity?.id ?? newId(), because: 'FORGOTTEN' });
  });
}
