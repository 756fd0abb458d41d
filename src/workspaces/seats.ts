import type { Deps, Tx } from '../deps.ts';
import { Refusal, violates } from '../errors.ts';
import { expireLapsed } from '../invitations/expire-lapsed.ts';

export interface Seats {
  /** null: the plan has no limit. */
  limit: number | null;
  /** Users who are not inactive. */
  people: number;
  /** Pending invitations whose seven days are not over. */
  pending: number;
  /** All of them together. */
  taken: number;
}

export async function countSeats(tx: Tx, workspaceId: string, now: Date): Promise<Seats> {
  const { seatLimit } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { seatLimit: true },
  });
  const people = await tx.user.count({ where: { workspaceId, status: { not: 'INACTIVE' } } });
  const pending = await tx.invitation.count({
    where: { workspaceId, status: 'PENDING', expiresAt: { gt: now } },
  });
  return { limit: seatLimit, people, pending, taken: people + pending };
}

/**
 * Refuses with the number of seats that are left. The database's own rule decides between those who ask at once; it
 * goes by its own clock, so invitations that have lapsed are archived before they could be in the way.
 */
export async function requireSeats(deps: Deps, tx: Tx, workspaceId: string, needed: number): Promise<void> {
  const { limit, taken } = await countSeats(tx, workspaceId, deps.now());
  if (limit === null) return;
  if (taken + needed > limit) throw noSeats(limit, taken, needed);
  const lapsed = { workspaceId, status: 'PENDING' as const, expiresAt: { lte: deps.now() } };
  if (taken + (await tx.invitation.count({ where: lapsed })) + needed > limit) {
    await expireLapsed(deps, tx, workspaceId);
  }
}

/** Turns the database's refusal of one seat too many into ours; any other error comes back as it is. */
export async function seatRefusal(
  { db, now }: Deps,
  error: unknown,
  workspaceId: string,
  needed: number,
): Promise<unknown> {
  if (!violates(error, 'seats_within_limit')) return error;
  const { limit, taken } = await countSeats(db, workspaceId, now());
  return noSeats(limit ?? 0, taken, needed);
}

function noSeats(seatLimit: number, taken: number, seatsNeeded: number): Refusal {
  return new Refusal('NO_SEATS_LEFT', { seatLimit, seatsLeft: Math.max(0, seatLimit - taken), seatsNeeded });
}
