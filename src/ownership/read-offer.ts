import type { Deps, Tx } from '../deps.ts';
import { fullName } from '../users/full-name.ts';

export interface SeenOffer {
  id: string;
  fromId: string;
  toId: string;
  fromName: string;
  toName: string;
  /** What the Owner will be afterwards. */
  roleName: string;
  expiresAt: Date;
}

/** The offer of the ownership that stands in a workspace; null: none does. */
export async function readOffer(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  workspaceId: string,
): Promise<SeenOffer | null> {
  const offer = await tx.ownershipTransfer.findFirst({
    where: { workspaceId, expiresAt: { gt: now() } },
    include: { from: true, to: true, role: { select: { name: true } } },
  });
  if (!offer) return null;
  const { id, fromId, toId, expiresAt } = offer;
  return {
    ...{ id, fromId, toId, expiresAt, roleName: offer.role.name },
    ...{ fromName: fullName(offer.from), toName: fullName(offer.to) },
  };
}
