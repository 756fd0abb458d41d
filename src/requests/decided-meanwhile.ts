import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { fullName } from '../users/full-name.ts';

/** For whoever decides what somebody else has decided: who that was, how, and when. */
export async function decidedMeanwhile(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<Refusal> {
  const request = await tx.invitationRequest.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: {
      status: true,
      decidedAt: true,
      decidedBy: { select: { firstName: true, lastName: true, email: true } },
    },
  });
  const { status, decidedAt, decidedBy } = request ?? {};
  if (!status || status === 'PENDING' || !decidedAt || !decidedBy) return new Refusal('REQUEST_UNKNOWN', {});
  return new Refusal('REQUEST_DECIDED', { status, decidedBy: fullName(decidedBy), decidedAt });
}
