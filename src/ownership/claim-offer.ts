import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { type OfferOutcome, Refusal } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { RoleKind } from '../generated/prisma/enums.ts';
import type { ActorRef } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';

const row = z.object({
  id: z.string(),
  fromId: z.string(),
  toId: z.string(),
  roleId: z.string(),
  roleKind: z.enum(RoleKind),
});

export type ClaimedOffer = z.infer<typeof row>;

interface Claim {
  actor: ActorRef;
  offerId: string;
  /** As whom they answer it. */
  as: 'OFFERER' | 'RECEIVER';
  now: Date;
}

/** Takes an offer off the table: of all who would do something with it at once, one does. */
export async function claimOffer(tx: Tx, claim: Claim): Promise<ClaimedOffer> {
  const { actor, offerId, as, now } = claim;
  const side = as === 'OFFERER' ? Prisma.sql`from_id` : Prisma.sql`to_id`;
  const rows = await tx.$queryRaw`
    DELETE FROM ownership_transfer
    WHERE workspace_id = ${actor.workspaceId}::uuid AND id = ${offerId}::uuid AND ${side} = ${actor.userId}::uuid
      AND expires_at > ${now}
    RETURNING id::text, from_id::text AS "fromId", to_id::text AS "toId", role_id::text AS "roleId", role_kind AS "roleKind"`;
  const [offer] = z.array(row).parse(rows);
  if (!offer) throw await settled(tx, claim);
  return offer;
}

const outcomes: Record<string, OfferOutcome> = {
  'ownership.accepted': 'ACCEPTED',
  'ownership.declined': 'DECLINED',
  'ownership.withdrawn': 'WITHDRAWN',
  'ownership.lapsed': 'LAPSED',
};

const parties = z.object({ fromId: z.string(), toId: z.string(), expiresAt: z.iso.datetime() });

/** What became of an offer, for one of the two whom it is about; others hear that there is none. */
async function settled(tx: Tx, { actor: { workspaceId, userId }, offerId, now }: Claim): Promise<Refusal> {
  const entries = await tx.activity.findMany({
    where: { workspaceId, subjectType: 'ownership', subjectId: offerId },
    orderBy: { id: 'asc' },
  });
  const offered = parties.safeParse(entries[0]?.after);
  if (!offered.success || ![offered.data.fromId, offered.data.toId].includes(userId)) {
    return new Refusal('OFFER_UNKNOWN', {});
  }
  const last = entries.at(-1);
  const outcome = last && outcomes[last.action];
  const expiresAt = new Date(offered.data.expiresAt);
  if (!outcome || !last) {
    // Its end is not recorded yet; or it stands, and whoever asks answers it from the wrong side.
    return expiresAt <= now
      ? new Refusal('OFFER_SETTLED', { outcome: 'LAPSED', by: null, at: expiresAt })
      : new Refusal('OFFER_UNKNOWN', {});
  }
  const by = last.actorId
    ? await tx.user.findUnique({ where: { workspaceId_id: { workspaceId, id: last.actorId } } })
    : null;
  return new Refusal('OFFER_SETTLED', { outcome, by: by && fullName(by), at: last.at });
}
