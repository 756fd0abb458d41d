import { z } from 'zod';
import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { expireLapsed } from '../invitations/expire-lapsed.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { typedName } from '../users/typed-text.ts';
import { countSeats, type Seats } from './seats.ts';

export interface Plan {
  workspaceName: string;
  planName: string;
  seats: Seats;
}

/** What a workspace pays for and how much of it is in use, for whoever may change that. */
export async function readPlan({ now }: Pick<Deps, 'now'>, tx: Tx, actor: ActorRef): Promise<Plan> {
  await requirePermission(tx, actor, 'MANAGE_BILLING');
  const { name, planName } = await tx.workspace.findUniqueOrThrow({
    where: { id: actor.workspaceId },
    select: { name: true, planName: true },
  });
  return { workspaceName: name, planName, seats: await countSeats(tx, actor.workspaceId, now()) };
}

export interface PlanChange {
  actor: ActorRef;
  planName: string;
  /** null: no limit. */
  seatLimit: number | null;
  origin: Origin;
}

const lockedPlan = z.array(z.object({ planName: z.string(), seatLimit: z.number().nullable() }));

/** Gives the workspace another plan. It never has fewer seats than are in use. */
export async function changePlan(deps: Deps, change: PlanChange): Promise<void> {
  const { actor, seatLimit, origin } = change;
  const { workspaceId, userId } = actor;
  const planName = typedName(change.planName);
  await inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'MANAGE_BILLING');
    // The database counts what has lapsed by its own clock: out of its way first.
    await expireLapsed(deps, tx, workspaceId);
    // Not a lesser lock: whoever takes a seat of a plan without limit holds the row's key, and counts nothing.
    const rows = await tx.$queryRaw`
      SELECT plan_name AS "planName", seat_limit AS "seatLimit" FROM workspace
      WHERE id = ${workspaceId}::uuid FOR UPDATE`;
    const [before] = lockedPlan.parse(rows);
    if (!before || (before.planName === planName && before.seatLimit === seatLimit)) return;
    // Counted in a statement after the lock: it sees what everybody did who held the row before.
    if (seatLimit !== null) await requireRoom(deps, tx, workspaceId, seatLimit);
    await tx.workspace.update({ where: { id: workspaceId }, data: { planName, seatLimit } });
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'workspace.plan-changed', actorId: userId, origin },
        subject: { type: 'workspace', id: workspaceId },
        before: { ...before },
        after: { planName, seatLimit },
      },
    ]);
  });
}

async function requireRoom({ now }: Deps, tx: Tx, workspaceId: string, asked: number): Promise<void> {
  const { people, pending, taken } = await countSeats(tx, workspaceId, now());
  if (taken > asked) throw new Refusal('SEAT_LIMIT_BELOW_USE', { asked, people, pending });
}
