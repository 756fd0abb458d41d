import type { Tx } from '../deps.ts';
import type { AddressProblem } from '../errors.ts';
import { knownAddresses } from './inviting-facts.ts';

/** Those of the addresses that cannot be invited, because they are users or invited already. */
export async function addressProblems(
  tx: Tx,
  workspaceId: string,
  emails: string[],
): Promise<AddressProblem[]> {
  const wanted = { workspaceId, email: { in: emails } };
  return knownAddresses({
    users: await tx.user.findMany({ where: wanted, select: { email: true, status: true } }),
    pending: await tx.invitation.findMany({
      where: { ...wanted, status: 'PENDING' },
      select: { email: true, expiresAt: true },
    }),
  });
}
