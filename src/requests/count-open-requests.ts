import type { Tx } from '../deps.ts';

/** Beyond, "more than" says enough: counting everything takes longer the more there is. */
const COUNTED_REQUESTS = 99;

/** How many requests wait to be decided; `isMore`: more than that. */
export interface OpenRequests {
  count: number;
  isMore: boolean;
}

export async function countOpenRequests(tx: Tx, workspaceId: string): Promise<OpenRequests> {
  const open = await tx.invitationRequest.count({
    where: { workspaceId, status: 'PENDING' },
    // In the order of an index, which is left after so many.
    orderBy: { createdAt: 'desc' },
    take: COUNTED_REQUESTS + 1,
  });
  return { count: Math.min(open, COUNTED_REQUESTS), isMore: open > COUNTED_REQUESTS };
}
