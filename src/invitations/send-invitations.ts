import type { Origin } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal, violates } from '../errors.ts';
import type { ActorRef } from '../roles/permitted.ts';
import { deletedRole } from '../roles/unknown-role.ts';
import { seatRefusal } from '../workspaces/seats.ts';
import { alreadyKnown, createInvitations, type SentInvitations } from './create-invitations.ts';
import { readTypedAddresses } from './typed-addresses.ts';

interface TypedInvitations {
  actor: ActorRef;
  /** As typed. */
  addresses: string[];
  /** The role's id, or its name as typed. */
  role: { id: string } | { name: string };
  firstName?: string;
  lastName?: string;
  message?: string;
  /** The last day of the access; null: it does not end. */
  accessUntil?: Date | null;
  origin: Origin;
}

/** Invites all of the addresses or none; the mails leave when the transaction is committed. */
export async function sendInvitations(deps: Deps, request: TypedInvitations): Promise<SentInvitations> {
  const { emails, problems } = readTypedAddresses(request.addresses);
  requireNamesOfOne(emails, request);
  try {
    return await inTransaction(deps.db, (tx) =>
      createInvitations(deps, tx, { ...request, emails, problems }),
    );
  } catch (error) {
    if (violates(error, 'invitation_is_for_no_user'))
      throw await alreadyKnown(deps.db, { ...request, emails });
    const { workspaceId } = request.actor;
    throw await seatRefusal(deps, await deletedRole(deps, error, workspaceId), workspaceId, emails.length);
  }
}

/** A name is one person's. */
export function requireNamesOfOne(
  emails: string[],
  { firstName, lastName }: { firstName?: string; lastName?: string },
): void {
  if (emails.length > 1 && (firstName?.trim() || lastName?.trim())) {
    throw new Refusal('NAMES_FOR_SEVERAL', {});
  }
}
