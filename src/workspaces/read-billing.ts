import type { Deps, Tx } from '../deps.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { type MonthUsage, readSeatUsage } from './seat-usage.ts';
import { countSeats, type Seats } from './seats.ts';

/** Who hears of the bill by mail, beside the Owner. */
export interface BillingContact {
  name: string;
  email: string;
}

export interface Billing {
  workspaceName: string;
  planName: string;
  seats: Seats;
  /** null: nobody. */
  contact: BillingContact | null;
  /** Whoever saves changes what they saw in this revision. */
  revision: number;
  /** The running month first, as it is now. */
  usage: MonthUsage[];
  /** From when on the months are known; null: counting begins. */
  usageSince: Date | null;
}

/** What a workspace pays for and how much of it is in use, for whoever may change that. */
export async function readBilling({ now }: Pick<Deps, 'now'>, tx: Tx, actor: ActorRef): Promise<Billing> {
  const { workspaceId } = actor;
  await requirePermission(tx, actor, 'MANAGE_BILLING');
  const workspace = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: {
      ...{ name: true, planName: true, timeZone: true },
      ...{ billingName: true, billingEmail: true, billingRevision: true },
    },
  });
  const { name, planName, billingName, billingEmail, billingRevision, timeZone } = workspace;
  const seats = await countSeats(tx, workspaceId, now());
  const { months, since } = await readSeatUsage(tx, { workspaceId, timeZone, now: now(), seats });
  return {
    ...{ workspaceName: name, planName, seats, revision: billingRevision },
    contact: billingName && billingEmail ? { name: billingName, email: billingEmail } : null,
    usage: months,
    usageSince: since,
  };
}
