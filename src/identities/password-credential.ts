import type { Tx } from '../deps.ts';

/** How Better Auth marks the row that holds a password; its `accountId` is the identity's own id. */
export const PASSWORD_PROVIDER = 'credential';

/** The hash of an identity's password; undefined where none was chosen yet. */
export async function findPasswordHash(tx: Tx, identityId: string): Promise<string | undefined> {
  const credential = await tx.credential.findUnique({
    where: { providerId_accountId: { providerId: PASSWORD_PROVIDER, accountId: identityId } },
    select: { password: true },
  });
  return credential?.password ?? undefined;
}
