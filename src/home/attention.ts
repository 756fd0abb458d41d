import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { type InvitationFilter, matchingParts } from '../invitations/list-invitations.ts';

/** Beyond, Home says "more than": counting everything takes longer the more there is. */
const COUNTED_ON_HOME = 100;

/** Invitations that wait for an answer, and those of them that somebody should look at. */
export interface Waiting {
  /** Each number is at most one more than this, which then stands for any number beyond. */
  countedUpTo: number;
  pending: number;
  /** The mail did not arrive. */
  undelivered: number;
  /** Two days are left at most. */
  expiring: number;
}

const counted = z.array(z.object({ pending: z.number(), undelivered: z.number(), expiring: z.number() }));

export async function countWaiting(tx: Tx, workspaceId: string, now: Date): Promise<Waiting> {
  const count = (filter: InvitationFilter) => {
    const parts = matchingParts(workspaceId, { filter, search: '' }, now).map(
      (part) =>
        Prisma.sql`(SELECT 1 FROM invitation WHERE ${part} ORDER BY sent_at DESC, id DESC LIMIT ${COUNTED_ON_HOME + 1})`,
    );
    return Prisma.sql`(SELECT count(*)::int FROM (${Prisma.join(parts, ' UNION ALL ')}) AS matching)`;
  };
  const rows = await tx.$queryRaw`
    SELECT ${count('PENDING')} AS pending, ${count('UNDELIVERED')} AS undelivered, ${count('EXPIRING')} AS expiring`;
  const [counts] = counted.parse(rows);
  return { pending: 0, undelivered: 0, expiring: 0, ...counts, countedUpTo: COUNTED_ON_HOME };
}
