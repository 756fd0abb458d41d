import type { Tx } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';

/** Who is told that people joined: the channel for that, or whoever invited them. */
export interface AnnounceTo {
  workspaceId: string;
  /** null: the channel. */
  inviterId: string | null;
}

/** Those who joined and of whom somebody has to be told, or was told by a message that may take in others. */
export function noticesFor({ workspaceId, inviterId }: AnnounceTo) {
  return inviterId
    ? ({ workspaceId, audience: 'INVITER', invitation: { inviterId } } as const)
    : ({ workspaceId, audience: 'CHANNEL' } as const);
}

/** Notes that somebody joined, for the channel and for the inviter, and has both told. */
export async function queueAnnouncements(
  tx: Tx,
  { workspaceId, id, inviterId }: { workspaceId: string; id: string; inviterId: string },
): Promise<void> {
  await tx.acceptanceNotice.createMany({
    data: (['CHANNEL', 'INVITER'] as const).map((audience) => ({ workspaceId, audience, invitationId: id })),
  });
  for (const to of [
    { workspaceId, inviterId: null },
    { workspaceId, inviterId },
  ]) {
    await enqueue(tx, 'announce-acceptances', to, { queue: queueOf(to) });
  }
}

/** Has somebody told a little later, once, of everybody who joined until then. */
export function announceLater(tx: Tx, to: AnnounceTo, waitMs: number): Promise<void> {
  const queue = queueOf(to);
  return enqueue(tx, 'announce-acceptances', to, { queue, key: `${queue}:later`, waitMs });
}

/** Whoever is told is told of one thing after the other. */
function queueOf({ workspaceId, inviterId }: AnnounceTo): string {
  return `announce-acceptances:${workspaceId}:${inviterId ?? 'channel'}`;
}
