import { z } from 'zod';
import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { isUniqueViolation } from '../database/unique-violation.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal, violates } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { enqueue } from '../queue/enqueue.ts';
import { settleByInviting } from '../requests/settle-by-inviting.ts';
import { invitableRoles } from '../roles/invitable-roles.ts';
import { type Actor, type ActorRef, keepActor, mayGrant, requirePermission } from '../roles/permitted.ts';
import { dayText } from '../users/access-end.ts';
import { localTime } from '../workspaces/local-time.ts';
import { requireSeats, seatRefusal } from '../workspaces/seats.ts';
import { expireLapsed } from './expire-lapsed.ts';
import { INVITATION_LIFETIME_MS } from './invitation-lifetime.ts';
import { type InvitationSearch, matchingParts } from './list-invitations.ts';
import { exhaustedRecipients, spendAllowance } from './sending-allowance.ts';
import { findUnwelcomeAddresses } from './welcome-domains.ts';

/** So many are sent again at once; more are left for the next time. */
export const RESENT_AT_ONCE = 200;

export interface ResentMatching {
  resent: number;
  /** Not sent again: they had too many mails today, the role is beyond whoever asked, or their domain cannot be invited any more. */
  skipped: { tooOften: number; roleBeyond: number; domain: number };
}

const candidate = z.object({
  id: z.string(),
  revision: z.number(),
  email: z.string(),
  roleId: z.string(),
  isOpen: z.boolean(),
  expiresAt: z.date(),
});

interface Asked {
  actor: ActorRef;
  search: InvitationSearch;
  origin: Origin;
}

/** As often as others may be inviting the same people at the same moments. */
const TRIES = 5;

/** Sends again those of a list that can be: one invitation for each address, the newest. */
export async function resendMatching(deps: Deps, asked: Asked, tries = TRIES): Promise<ResentMatching> {
  const { actor, search, origin } = asked;
  try {
    return await inTransaction(deps.db, async (tx) => {
      await keepActor(tx, actor);
      const permitted = await requirePermission(tx, actor, 'INVITE_USERS');
      await expireLapsed(deps, tx, actor.workspaceId);
      const { chosen, skipped } = await choose(deps, tx, permitted, search);
      const expired = chosen.filter(({ isOpen }) => !isOpen).length;
      if (expired > 0) await requireSeats(deps, tx, actor.workspaceId, expired);
      return { resent: await resend(deps, tx, { actor, chosen, origin }), skipped };
    });
  } catch (error) {
    // Invited or joined since this transaction looked: looked at again, they are left out.
    if (isUniqueViolation(error) || violates(error, 'invitation_is_for_no_user')) {
      if (tries > 1) return resendMatching(deps, asked, tries - 1);
      throw new Refusal('BUSY', {});
    }
    throw await seatRefusal(deps, error, actor.workspaceId, 1);
  }
}

async function choose(deps: Deps, tx: Tx, actor: Actor, search: InvitationSearch) {
  const { workspaceId } = actor;
  const now = deps.now();
  const { timeZone } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const today = dayText(localTime(now, timeZone).day);
  const conditions = Prisma.join(
    matchingParts(workspaceId, search, now).map((part) => Prisma.sql`(${part})`),
    ' OR ',
  );
  const rows = await tx.$queryRaw`
    SELECT id, revision, email, role_id AS "roleId", status = 'PENDING' AS "isOpen", expires_at AS "expiresAt" FROM (
      SELECT DISTINCT ON (email) * FROM invitation i
      WHERE (${conditions}) AND status IN ('PENDING', 'EXPIRED')
        AND (access_until IS NULL OR access_until >= ${today}::date)
        AND NOT EXISTS (SELECT FROM "user" u WHERE u.workspace_id = i.workspace_id AND u.email = i.email)
        AND (status = 'PENDING' OR NOT EXISTS (
          SELECT FROM invitation other
          WHERE other.workspace_id = i.workspace_id AND other.email = i.email AND other.status = 'PENDING'))
      ORDER BY email, sent_at DESC, id DESC
    ) AS newest
    ORDER BY sent_at DESC, id DESC LIMIT ${RESENT_AT_ONCE}`;
  const found = z.array(candidate).parse(rows);
  const roles = await invitableRoles(tx, workspaceId);
  const grantable = new Set(roles.filter((role) => mayGrant(actor, role)).map(({ id }) => id));
  const emails = found.map(({ email }) => email);
  const exhausted = await exhaustedRecipients(tx, emails, now);
  const problems = await findUnwelcomeAddresses(tx, workspaceId, emails);
  const unwelcome = new Set(problems.map(({ email }) => email));
  const skipped = { tooOften: 0, roleBeyond: 0, domain: 0 };
  const chosen = found.filter(({ email, roleId }) => {
    const reason = !grantable.has(roleId)
      ? 'roleBeyond'
      : unwelcome.has(email)
        ? 'domain'
        : exhausted.has(email)
          ? 'tooOften'
          : undefined;
    if (reason) skipped[reason] += 1;
    return reason === undefined;
  });
  return { chosen, skipped };
}

interface Chosen {
  actor: ActorRef;
  chosen: z.infer<typeof candidate>[];
  origin: Origin;
}

/** Those that somebody changed since they were chosen are left alone: the change was meant. */
async function resend(deps: Deps, tx: Tx, { actor, chosen, origin }: Chosen): Promise<number> {
  if (chosen.length === 0) return 0;
  const { workspaceId, userId } = actor;
  const now = deps.now();
  const expiresAt = new Date(now.getTime() + INVITATION_LIFETIME_MS);
  const sent = await tx.invitation.updateManyAndReturn({
    where: {
      workspaceId,
      OR: chosen.map(({ id, revision }) => ({ id, revision })),
      status: { in: ['PENDING', 'EXPIRED'] },
    },
    data: {
      ...{ sentAt: now, expiresAt, inviterId: userId },
      ...{ status: 'PENDING', settledAt: null, remindedAt: null },
      ...{ delivery: 'QUEUED', deliveryDetail: '', deliveryAt: null },
      version: { increment: 1 },
      revision: { increment: 1 },
    },
    select: { id: true, version: true, email: true },
  });
  const before = new Map(chosen.map((one) => [one.id, one.expiresAt.toISOString()]));
  await recordActivity(
    deps,
    tx,
    sent.map(({ id, email }) => ({
      workspaceId,
      action: 'invitation.resent' as const,
      actorId: userId,
      subject: { type: 'invitation' as const, id },
      before: { email, expiresAt: before.get(id) ?? null },
      after: { email, expiresAt: expiresAt.toISOString() },
      origin,
    })),
  );
  await enqueue(tx, 'mail-invitations', {
    workspaceId,
    invitations: sent.map(({ id, version }) => ({ id, version })),
  });
  const emails = sent.map(({ email }) => email);
  await settleByInviting(deps, tx, { actor, emails, origin });
  await spendAllowance(tx, { workspaceId, inviterId: userId, emails, now });
  return sent.length;
}
