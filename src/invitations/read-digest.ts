import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { ENDS_SOON_MS, INVITATION_LIFETIME_MS } from './invitation-lifetime.ts';
import type { AnnouncedInvitation } from './read-announced.ts';

const LISTED_IN_DIGEST = 10;

/** Some of the invitations that a digest tells of, and how many more there are. */
interface DigestPart {
  announced: AnnouncedInvitation[];
  more: number;
}

/** Which invitations end soon, and which expired in a period without being sent again, or becoming needless, since. */
export async function readDigest(
  tx: Tx,
  { workspaceId, since, until }: { workspaceId: string; since: Date; until: Date },
): Promise<{ expiring: DigestPart; expired: DigestPart }> {
  // Seven days before, on the column of the index.
  const sentFor = (end: number) => new Date(end - INVITATION_LIFETIME_MS);
  const now = sentFor(until.getTime());
  const expiring = Prisma.sql`status = 'PENDING' AND sent_at > ${now} AND sent_at <= ${sentFor(until.getTime() + ENDS_SOON_MS)}`;
  const expired = Prisma.sql`
    status IN ('PENDING', 'EXPIRED') AND sent_at > ${sentFor(since.getTime())} AND sent_at <= ${now}
    AND NOT EXISTS (
      SELECT FROM invitation other
      WHERE other.workspace_id = i.workspace_id AND other.email = i.email AND other.status = 'PENDING' AND other.id <> i.id)
    AND NOT EXISTS (SELECT FROM "user" u WHERE u.workspace_id = i.workspace_id AND u.email = i.email)`;
  return {
    expiring: await partOf(tx, workspaceId, expiring),
    expired: await partOf(tx, workspaceId, expired),
  };
}

const found = z.array(z.object({ id: z.string(), version: z.number(), total: z.number() }));

async function partOf(tx: Tx, workspaceId: string, which: Prisma.Sql): Promise<DigestPart> {
  const rows = await tx.$queryRaw`
    SELECT id::text AS id, version, count(*) OVER ()::int AS total FROM invitation i
    WHERE workspace_id = ${workspaceId}::uuid AND ${which}
    ORDER BY sent_at, id LIMIT ${LISTED_IN_DIGEST}`;
  const announced = found.parse(rows);
  return {
    announced: announced.map(({ id, version }) => ({ id, version })),
    more: (announced[0]?.total ?? 0) - announced.length,
  };
}
