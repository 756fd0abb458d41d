import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/**
 * How many recipients may get an invitation, sent for the first time or again, and in how much time. One recipient
 * counts over all workspaces: for them it is one mailbox.
 */
const caps = {
  RECIPIENT: { recipients: 5, withinMs: DAY_MS },
  INVITER: { recipients: 500, withinMs: HOUR_MS },
  WORKSPACE: { recipients: 5000, withinMs: DAY_MS },
  /** Imports are reviewed before they are sent, and count for themselves. */
  IMPORTS: { recipients: 250_000, withinMs: DAY_MS },
  /** Whoever may only ask: each request is somebody's work. */
  REQUESTER: { recipients: 100, withinMs: DAY_MS },
};

type SendingCap = keyof typeof caps;

interface Sending {
  workspaceId: string;
  inviterId: string;
  emails: string[];
  now: Date;
}

interface Allowance {
  cap: SendingCap;
  key: string;
  recipients: number;
  email?: string;
}

/**
 * Counts recipients against the caps, or refuses with the time at which it can be tried again; a transaction that ends
 * otherwise has counted nothing. To be called last: whoever invites for the same workspace waits from here to the end.
 */
export async function spendAllowance(tx: Tx, sending: Sending): Promise<void> {
  await spend(tx, allowancesOf(sending), sending.now);
}

/** The same for recipients whom somebody asks others to invite. */
export async function spendRequestAllowance(
  tx: Tx,
  { workspaceId, requesterId, emails, now }: Omit<Sending, 'inviterId'> & { requesterId: string },
): Promise<void> {
  const key = `request/requester:${workspaceId}:${requesterId}`;
  await spend(tx, [{ cap: 'REQUESTER', key, recipients: emails.length }], now);
}

/**
 * The same for the pending invitations of an import, in one statement however many there are. Whoever is at their cap
 * already was to be left out before; of somebody who came there meanwhile, the whole is refused.
 */
export async function spendImportAllowance(
  tx: Tx,
  {
    workspaceId,
    importId,
    recipients,
    now,
  }: { workspaceId: string; importId: string; recipients: number; now: Date },
): Promise<void> {
  const ends = now.getTime() + caps.RECIPIENT.withinMs;
  const spent = await tx.$executeRaw`
    INSERT INTO rate_limit AS r (key, points, expire)
    SELECT ${recipientKeySql}, 1, ${ends} FROM bulk_import_row mine
    WHERE workspace_id = ${workspaceId}::uuid AND import_id = ${importId}::uuid AND problem IS NULL
    ORDER BY 1
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN r.expire <= ${now.getTime()} THEN 1 ELSE r.points + 1 END,
      expire = CASE WHEN r.expire <= ${now.getTime()} THEN excluded.expire ELSE r.expire END
    WHERE r.expire <= ${now.getTime()} OR r.points < ${recipientLimit}`;
  if (spent < recipients) throw new Refusal('BUSY', {});
  await spend(tx, [{ cap: 'IMPORTS', key: `invite/imports:${workspaceId}`, recipients }], now);
}

async function spend(tx: Tx, allowances: Allowance[], now: Date): Promise<void> {
  const nowMs = now.getTime();
  const asked = allowances.map(({ key, cap, recipients }) => ({
    key,
    recipients,
    most: caps[cap].recipients,
    ends: nowMs + caps[cap].withinMs,
  }));
  // In one order, so that two who invite the same people never wait for each other.
  const rows = await tx.$queryRaw`
    WITH asked AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS a(key text, recipients int, most int, ends bigint)
    ), spent AS (
      INSERT INTO rate_limit AS r (key, points, expire)
      SELECT key, recipients, ends FROM asked WHERE recipients <= most ORDER BY key
      ON CONFLICT (key) DO UPDATE SET
        points = CASE WHEN r.expire <= ${nowMs} THEN excluded.points ELSE r.points + excluded.points END,
        expire = CASE WHEN r.expire <= ${nowMs} THEN excluded.expire ELSE r.expire END
      WHERE r.expire <= ${nowMs} OR r.points + excluded.points <= (SELECT most FROM asked WHERE asked.key = r.key)
      RETURNING key
    )
    SELECT asked.key, coalesce(r.expire, asked.ends)::float8 AS ends
    FROM asked LEFT JOIN rate_limit r ON r.key = asked.key
    WHERE asked.key NOT IN (SELECT key FROM spent)`;
  const [refused] = z.array(z.object({ key: z.string(), ends: z.number() })).parse(rows);
  const allowance = allowances.find(({ key }) => key === refused?.key);
  if (!refused || !allowance) return;
  throw new Refusal('SENT_TOO_OFTEN', {
    cap: allowance.cap,
    email: allowance.email ?? null,
    limit: caps[allowance.cap].recipients,
    retryAt: new Date(refused.ends),
  });
}

/** Those of the addresses that cannot be sent anything for now. */
export async function exhaustedRecipients(tx: Tx, emails: string[], now: Date): Promise<Set<string>> {
  const keys = new Map(emails.map((email) => [recipientKey(email), email]));
  const rows = await tx.rateLimit.findMany({
    where: {
      key: { in: [...keys.keys()] },
      points: { gte: caps.RECIPIENT.recipients },
      expire: { gt: now.getTime() },
    },
    select: { key: true },
  });
  return new Set(rows.map(({ key }) => keys.get(key) ?? ''));
}

function allowancesOf({ workspaceId, inviterId, emails }: Sending): Allowance[] {
  const recipients = emails.length;
  return [
    { cap: 'WORKSPACE', key: `invite/workspace:${workspaceId}`, recipients },
    { cap: 'INVITER', key: `invite/inviter:${workspaceId}:${inviterId}`, recipients },
    ...emails.map((email) => ({ cap: 'RECIPIENT' as const, key: recipientKey(email), recipients: 1, email })),
  ];
}

export const recipientLimit = caps.RECIPIENT.recipients;

/** The same key as `recipientKey`, of the column `mine.email`. */
export const recipientKeySql = Prisma.sql`'invite/recipient:' || encode(sha256(convert_to(mine.email, 'UTF8')), 'hex')`;

/** The table holds no addresses. */
function recipientKey(email: string): string {
  return `invite/recipient:${createHash('sha256').update(email).digest('hex')}`;
}
