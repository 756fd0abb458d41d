import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { type Contact, Refusal } from '../errors.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { findAdmins } from '../users/find-admins.ts';
import { fullName } from '../users/full-name.ts';
import { keepOpen } from './keep-open.ts';
import { undecided } from './undecided.ts';

interface Keeping {
  actor: ActorRef;
  reviewId: string;
  userId: string;
  origin: Origin;
}

/** Decides that somebody keeps what they have. Of several who decide about one person at once, one does. */
export async function keepPerson(
  deps: Deps,
  { actor, reviewId, userId, origin }: Keeping,
): Promise<{ name: string }> {
  const { workspaceId } = actor;
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'MANAGE_USERS');
    const others = userId === actor.userId ? await othersWhoDecide(tx, actor) : [];
    if (others.length > 0) throw new Refusal('OWN_REVIEW', { admins: others });
    const open = await keepOpen(tx, workspaceId);
    const { count } =
      open === reviewId
        ? await tx.accessReviewPerson.updateMany({
            where: { workspaceId, reviewId, userId, ...undecided },
            data: { decision: 'KEPT', isElsewhere: false, decidedById: actor.userId, decidedAt: deps.now() },
          })
        : { count: 0 };
    if (count === 0) throw await decidedAlready(tx, { workspaceId, reviewId, userId });
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'user.access-kept', actorId: actor.userId, origin },
        subject: { type: 'user', id: userId },
        after: { reviewId },
        reason: 'Access review',
      },
    ]);
    const user = await tx.user.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: userId } } });
    return { name: fullName(user) };
  });
}

/**
 * Who decides about somebody who decides about others: nobody vouches for their own access where somebody else can.
 * Reviews are a matter of Slack: who is not there cannot.
 */
export function othersWhoDecide(tx: Tx, { workspaceId, userId }: ActorRef): Promise<Contact[]> {
  return findAdmins(tx, workspaceId, { except: userId, permission: 'MANAGE_USERS', inSlack: true });
}

async function decidedAlready(
  tx: Tx,
  where: { workspaceId: string; reviewId: string; userId: string },
): Promise<Refusal> {
  const person = await tx.accessReviewPerson.findFirst({ where, include: { user: true, decidedBy: true } });
  if (!person?.decision || !person.decidedAt) return new Refusal('REVIEW_UNKNOWN', {});
  const { user, decision, decidedBy, decidedAt } = person;
  return new Refusal('REVIEW_DECIDED', {
    name: fullName(user),
    decision,
    decidedBy: decidedBy && fullName(decidedBy),
    decidedAt,
  });
}
