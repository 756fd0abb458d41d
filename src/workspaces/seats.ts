import type { Deps, Tx } from '../deps.ts';
import { Refusal, violates } from '../errors.ts';

export interface Seats {
  /** null: the plan has no limit. */
  limit: number | null;
  /** Users who are not inactive, and pending invitations. */
  taken: number;
}

export async function countSeats(tx: Tx, workspaceId: string): Promise<Seats> {
  const { seatLimit } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { seatLimit: true },
  });
  const users = await tx.user.count({ where: { workspaceId, status: { not: 'INACTIVE' } } });
  const pending = await tx.invitation.count({ where: { workspaceId, status: 'PENDING' } });
  return { limit: seatLimit, taken: users + pending };
}

/** Refuses with the number of seats that are left. The database's own rule decides between those who ask at once. */
export async function requireSeats(tx: Tx, workspaceId: string, needed: number): Promise<void> {
  const { seatLimit } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { seatLimit: true },
  });
  if (seatLimit === null) return;
  const { taken } = await countSeats(tx, workspaceId);
  if (taken + needed > seatLimit) throw noSeats(seatLimit, taken, needed);
}

/** Turns the database's refusal of one seat too many into ours; any other error comes back as it is. */
export async function seatRefusal(
  { db }: Deps,
  error: unknown,
  workspaceId: string,
  needed: number,
): Promise<unknown> {
  if (!violates(error, 'seats_within_limit')) return error;
  const { limit, taken } = await countSeats(db, workspaceId);
  return noSeats(limit ?? 0, taken, needed);
}

function noSeats(seatLimit: number, taken: number, seatsNeeded: number): Refusal {
  return new Refusal('NO_SEATS_LEFT', { seatLimit, seatsLeft: Math.max(0, seatLimit - taken), seatsNeeded });
}
