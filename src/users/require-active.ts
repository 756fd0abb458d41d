import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { UserStatus } from '../generated/prisma/client.ts';
import { findAdmins } from './find-admins.ts';

/** Refuses people whose account is inactive, or whose address is still to be verified. */
export async function requireActive(
  tx: Tx,
  { status, workspaceId }: { status: UserStatus; workspaceId: string },
): Promise<void> {
  if (status === 'INACTIVE') {
    throw new Refusal('ACCOUNT_INACTIVE', { admins: await findAdmins(tx, workspaceId) });
  }
  if (status !== 'ACTIVE') throw new Refusal('ACCOUNT_UNVERIFIED', {});
}
