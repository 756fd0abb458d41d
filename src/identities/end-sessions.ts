import type { Tx } from '../deps.ts';

/**
 * Ends every session of a sign-in but the one that stays, and what waits for a code after the password: whoever began
 * it begins anew. Returns how many sessions there were.
 */
export async function endSessions(
  tx: Tx,
  identityId: string,
  { except }: { except?: string | undefined } = {},
): Promise<number> {
  const { count } = await tx.session.deleteMany({
    where: { identityId, ...(except && { id: { not: except } }) },
  });
  // Of Better Auth's short-lived values, those that hold an identity are the challenges.
  await tx.verification.deleteMany({ where: { value: identityId } });
  return count;
}
