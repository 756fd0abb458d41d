import { z } from 'zod';
import type { Deps, Tx } from '../deps.ts';
import { DeliveryStatus } from '../generated/prisma/enums.ts';
import { type AnnouncedInvitation, type InvitationSince, readAnnounced } from './read-announced.ts';

const failure = z.object({ email: z.string(), delivery: z.enum(DeliveryStatus) });

export interface UndeliverableInvitation {
  invitation: InvitationSince;
  /** Where the mail of the announced version went, and what became of it. */
  email: string;
  delivery: DeliveryStatus;
  /** As the mail service says; empty: it does not. */
  reason: string;
}

/** An invitation whose mail did not arrive, as it was recorded then and with what was done about it since. */
export async function readUndeliverable(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, announced }: { workspaceId: string; announced: AnnouncedInvitation },
): Promise<UndeliverableInvitation | undefined> {
  const [invitation] = await readAnnounced(deps, tx, { workspaceId, announced: [announced] });
  const entry = await tx.activity.findFirst({
    where: {
      ...{ workspaceId, subjectId: announced.id, subjectType: 'invitation', action: 'invitation.bounced' },
      after: { path: ['version'], equals: announced.version },
    },
    orderBy: { id: 'desc' },
  });
  if (!invitation || !entry) return undefined;
  return { invitation, ...failure.parse(entry.after), reason: entry.reason ?? '' };
}
