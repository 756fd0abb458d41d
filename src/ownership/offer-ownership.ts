import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { invitableRoles } from '../roles/invitable-roles.ts';
import { type Actor, type ActorRef, keepActor, readActor } from '../roles/permitted.ts';
import { deletedRole, unknownRole } from '../roles/unknown-role.ts';
import { fullName } from '../users/full-name.ts';
import { requireActive } from '../users/require-active.ts';
import { typedName } from '../users/typed-text.ts';
import { lapseOffer } from './lapse-offers.ts';
import { tellOfOwnership } from './tell-of-ownership.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LASTS_MS = 7 * DAY_MS;
/** Nobody is flooded by offers that are taken back and made again. */
const OFFERS_A_DAY = 5;

export interface Offer {
  actor: ActorRef;
  /** Whom it is offered to, as the medium knows them; `email`: normalised. */
  receiver: { slackUserId: string } | { email: string };
  /** What the Owner will be afterwards. */
  roleId: string;
  /** As typed, to confirm. */
  workspaceName: string;
  origin: Origin;
}

/** Offers the ownership to an active person. Nothing changes until they accept, within seven days. */
export async function offerOwnership(deps: Deps, offer: Offer): Promise<{ name: string; expiresAt: Date }> {
  const { workspaceId, userId } = offer.actor;
  return inTransaction(deps.db, async (tx) => {
    await requireOwner(tx, offer.actor);
    await requireConfirmation(tx, offer);
    const receiver = await requireReceiver(tx, offer);
    const role = (await invitableRoles(tx, workspaceId)).find(({ id }) => id === offer.roleId);
    if (!role) throw await unknownRole(tx, workspaceId);
    await lapseOffer(deps, tx, workspaceId);
    await requireFewOffers(deps, tx, workspaceId);
    const id = deps.newId();
    const offeredAt = deps.now();
    const expiresAt = new Date(offeredAt.getTime() + LASTS_MS);
    const { count } = await tx.ownershipTransfer.createMany({
      data: {
        ...{ workspaceId, id, fromId: userId, toId: receiver.id, offeredAt, expiresAt },
        ...{ roleId: role.id, roleKind: role.kind },
      },
      skipDuplicates: true,
    });
    if (count === 0) throw await offeredAlready(tx, workspaceId);
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'ownership.offered', actorId: userId, origin: offer.origin },
        subject: { type: 'ownership', id },
        after: { fromId: userId, toId: receiver.id, role: role.name, expiresAt: expiresAt.toISOString() },
      },
    ]);
    await tellOfOwnership(tx, {
      ...{ workspaceId, offerId: id, userId: receiver.id, otherId: userId, what: 'OFFERED' },
    });
    return { name: fullName(receiver), expiresAt };
  }).catch(async (error) => {
    throw await deletedRole(deps, error, workspaceId);
  });
}

/** Whoever is the Owner stays so until the transaction ends. */
async function requireOwner(tx: Tx, ref: ActorRef): Promise<Actor> {
  await keepActor(tx, ref);
  const actor = await readActor(tx, ref);
  if (actor?.roleKind === 'OWNER') {
    await requireActive(tx, actor);
    return actor;
  }
  const owner = await tx.user.findFirstOrThrow({
    where: { workspaceId: ref.workspaceId, roleKind: 'OWNER' },
  });
  throw new Refusal('NOT_OWNER', { owner: [{ name: fullName(owner), slackUserId: owner.slackUserId }] });
}

async function requireConfirmation(tx: Tx, { actor, workspaceName }: Offer): Promise<void> {
  const { name } = await tx.workspace.findUniqueOrThrow({
    where: { id: actor.workspaceId },
    select: { name: true },
  });
  if (typedName(workspaceName) !== typedName(name)) {
    throw new Refusal('WORKSPACE_NAME_DIFFERS', { workspaceName: name });
  }
}

async function requireReceiver(tx: Tx, { actor: { workspaceId, userId }, receiver: who }: Offer) {
  const receiver = await tx.user.findFirst({ where: { workspaceId, ...who } });
  const unfit = (because: 'NO_ACCOUNT' | 'SELF' | 'UNVERIFIED' | 'INACTIVE') =>
    new Refusal('CANNOT_BECOME_OWNER', { because, name: receiver && fullName(receiver) });
  if (!receiver) throw unfit('NO_ACCOUNT');
  if (receiver.id === userId) throw unfit('SELF');
  const status = (await readActor(tx, { workspaceId, userId: receiver.id }))?.status ?? 'INACTIVE';
  if (status !== 'ACTIVE') throw unfit(status);
  return receiver;
}

async function requireFewOffers(deps: Deps, tx: Tx, workspaceId: string): Promise<void> {
  const since = new Date(deps.now().getTime() - DAY_MS);
  const made = await tx.activity.findMany({
    where: { workspaceId, action: 'ownership.offered', at: { gt: since } },
    select: { at: true },
    orderBy: { id: 'desc' },
    take: OFFERS_A_DAY,
  });
  const first = made[OFFERS_A_DAY - 1];
  if (first) throw new Refusal('TOO_MANY_ATTEMPTS', { retryAt: new Date(first.at.getTime() + DAY_MS) });
}

async function offeredAlready(tx: Tx, workspaceId: string): Promise<Refusal> {
  const { to, expiresAt } = await tx.ownershipTransfer.findUniqueOrThrow({
    where: { workspaceId },
    include: { to: true },
  });
  return new Refusal('OWNERSHIP_OFFERED_ALREADY', { name: fullName(to), expiresAt });
}
