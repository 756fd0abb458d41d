import { z } from 'zod';
import { type ActivityEntry, type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { readEmailAddress } from '../invitations/email-address.ts';
import { expireLapsed } from '../invitations/expire-lapsed.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { typedName } from '../users/typed-text.ts';
import type { BillingContact } from './read-billing.ts';
import { countSeats } from './seats.ts';

export interface BillingChange {
  actor: ActorRef;
  /** Of the plan and the contact as whoever changes them saw them. */
  revision: number;
  planName: string;
  /** null: no limit. */
  seatLimit: number | null;
  /** As typed; both empty: nobody. */
  contact: BillingContact;
  origin: Origin;
}

const lockedBilling = z.array(
  z.object({
    planName: z.string(),
    seatLimit: z.number().nullable(),
    billingName: z.string().nullable(),
    billingEmail: z.string().nullable(),
    billingRevision: z.number(),
  }),
);

/** Gives the workspace another plan, or another contact for its bill. It never has fewer seats than are in use. */
export async function changeBilling(deps: Deps, change: BillingChange): Promise<void> {
  const { actor, seatLimit, revision } = change;
  const { workspaceId } = actor;
  const contact = readContact(change.contact);
  const after = {
    plan: { planName: typedName(change.planName), seatLimit },
    contact: { name: contact?.name ?? null, email: contact?.email ?? null },
  };
  await inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'MANAGE_BILLING');
    // The database counts what has lapsed by its own clock: out of its way first.
    await expireLapsed(deps, tx, workspaceId);
    // Not a lesser lock: whoever takes a seat of a plan without limit holds the row's key, and counts nothing.
    const rows = await tx.$queryRaw`
      SELECT plan_name AS "planName", seat_limit AS "seatLimit", billing_name AS "billingName",
        billing_email AS "billingEmail", billing_revision AS "billingRevision"
      FROM workspace WHERE id = ${workspaceId}::uuid FOR UPDATE`;
    const [locked] = lockedBilling.parse(rows);
    if (!locked) return;
    const before = {
      plan: { planName: locked.planName, seatLimit: locked.seatLimit },
      contact: { name: locked.billingName, email: locked.billingEmail },
    };
    const isPlanChanged = !same(before.plan, after.plan);
    const isContactChanged = !same(before.contact, after.contact);
    if (!isPlanChanged && !isContactChanged) return;
    if (locked.billingRevision !== revision) throw await changedByOther(tx, workspaceId);
    // Counted in a statement after the lock: it sees what everybody did who held the row before.
    if (isPlanChanged && seatLimit !== null) await requireRoom(deps, tx, workspaceId, seatLimit);
    await tx.workspace.update({
      where: { id: workspaceId },
      data: {
        ...after.plan,
        ...{ billingName: after.contact.name, billingEmail: after.contact.email },
        billingRevision: { increment: 1 },
      },
    });
    const entry = {
      ...{ workspaceId, actorId: actor.userId, origin: change.origin },
      subject: { type: 'workspace', id: workspaceId },
    } satisfies Partial<ActivityEntry>;
    const planChanged = { ...entry, action: 'workspace.plan-changed' as const };
    const contactChanged = { ...entry, action: 'workspace.billing-contact-changed' as const };
    await recordActivity(deps, tx, [
      ...(isPlanChanged ? [{ ...planChanged, before: before.plan, after: after.plan }] : []),
      // Without name and address: whoever reads the activity need not see what billing knows, and it is kept for good.
      ...(isContactChanged ? [contactChanged] : []),
    ]);
  });
}

function readContact(typed: BillingContact): BillingContact | null {
  const name = typedName(typed.name);
  const address = typed.email.trim();
  if (!name && !address) return null;
  if (!name || !address) throw new Refusal('BILLING_CONTACT_HALF', { missing: name ? 'ADDRESS' : 'NAME' });
  const { ok, ...read } = readEmailAddress(address);
  if ('email' in read) return { name, email: read.email };
  throw new Refusal('ADDRESSES_REFUSED', { problems: [{ email: address, ...read }] });
}

function same(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function requireRoom({ now }: Deps, tx: Tx, workspaceId: string, asked: number): Promise<void> {
  const { people, pending, taken } = await countSeats(tx, workspaceId, now());
  if (taken > asked) throw new Refusal('SEAT_LIMIT_BELOW_USE', { asked, people, pending });
}

/** Who was faster. */
async function changedByOther(tx: Tx, workspaceId: string): Promise<Refusal> {
  const last = await tx.activity.findFirst({
    where: {
      ...{ workspaceId, subjectId: workspaceId },
      action: { in: ['workspace.plan-changed', 'workspace.billing-contact-changed'] },
    },
    select: { actorId: true },
    orderBy: { id: 'desc' },
  });
  const person =
    last?.actorId &&
    (await tx.user.findUnique({
      where: { workspaceId_id: { workspaceId, id: last.actorId } },
      select: { firstName: true, lastName: true, email: true },
    }));
  return new Refusal('BILLING_CHANGED', { changedBy: person ? fullName(person) : null });
}
