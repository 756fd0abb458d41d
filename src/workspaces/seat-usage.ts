import type { Deps, Tx } from '../deps.ts';
import { localTime } from './local-time.ts';
import { oneByOne, workspaceName } from './one-by-one.ts';
import { countSeats, type Seats } from './seats.ts';

/** So many months are told, the running one among them. */
const MONTHS = 12;

export interface MonthUsage {
  /** Its first day, at midnight UTC. */
  month: Date;
  taken: number;
  /** null: the plan had no limit. */
  limit: number | null;
}

/**
 * Counts the seats of every workspace, in the place of the count before in the same month: what stays is how it was when
 * the month ended.
 */
export async function countAllSeats({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const workspaces = await db.workspace.findMany({ select: { id: true, timeZone: true } });
  await oneByOne(workspaces, workspaceName, async ({ id, timeZone }) => {
    const at = now();
    const { limit, people, pending } = await countSeats(db, id, at);
    // Of two who count at once, the later count stays.
    await db.$executeRaw`
      INSERT INTO seat_usage (workspace_id, month, people, pending, seat_limit, since, counted_at)
      VALUES (${id}::uuid, ${monthOf(at, timeZone)}::date, ${people}, ${pending}, ${limit}, ${at}, ${at})
      ON CONFLICT (workspace_id, month) DO UPDATE
      SET people = EXCLUDED.people, pending = EXCLUDED.pending, seat_limit = EXCLUDED.seat_limit,
        counted_at = EXCLUDED.counted_at
      WHERE seat_usage.counted_at < EXCLUDED.counted_at`;
  });
}

/** The last months, the newest first; the running one is as the seats are now. */
export async function readSeatUsage(
  tx: Tx,
  { workspaceId, timeZone, now, seats }: { workspaceId: string; timeZone: string; now: Date; seats: Seats },
): Promise<{ months: MonthUsage[]; since: Date | null }> {
  const month = monthOf(now, timeZone);
  const oldest = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() - MONTHS + 1, 1));
  const before = await tx.seatUsage.findMany({
    where: { workspaceId, month: { gte: oldest, lt: month } },
    orderBy: { month: 'desc' },
  });
  const first = await tx.seatUsage.findFirst({
    where: { workspaceId },
    select: { since: true },
    orderBy: { month: 'asc' },
  });
  const ended = before.map(({ month, people, pending, seatLimit }) => ({
    ...{ month, taken: people + pending, limit: seatLimit },
  }));
  return {
    months: [{ month, taken: seats.taken, limit: seats.limit }, ...ended],
    since: first?.since ?? null,
  };
}

function monthOf(at: Date, timeZone: string): Date {
  const { day } = localTime(at, timeZone);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1));
}
