import { z } from 'zod';
import type { Deps, Tx } from '../deps.ts';
import { DeliveryStatus } from '../generated/prisma/enums.ts';
import { type AnnouncedInvitation, type InvitationSince, readAnnounced } from './read-announced.ts';

const failure = z.object({ email: z.string(), delivery: z.enum(DeliveryStatus), version: z.number() });

export interface UndeliverableInvitation {
  invitation: InvitationSince;
  /** Where the mail of the announced version went, and what became of it. */
  email: string;
  delivery: DeliveryStatus;
  /** As the mail service says; empty: it does not. */
  reason: string;
}

/** Invitations whose mail did not arrive, as it was recorded then and with what was done about them since. */
export async function readUndeliverable(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, announced }: { workspaceId: string; announced: AnnouncedInvitation[] },
): Promise<UndeliverableInvitation[]> {
  const invitations = await readAnnounced(deps, tx, { workspaceId, announced });
  const entries = await tx.activity.findMany({
    where: {
      ...{ workspaceId, subjectId: { in: announced.map(({ id }) => id) }, subjectType: 'invitation' },
      action: 'invitation.bounced',
    },
    orderBy: { id: 'asc' },
  });
  const failures = new Map(
    entries.map(({ subjectId, after, reason }) => {
      const { version, ...what } = failure.parse(after);
      return [`${subjectId} ${version}`, { ...what, reason: reason ?? '' }];
    }),
  );
  return invitations.flatMap((invitation) => {
    const failed = failures.get(`${invitation.announced.id} ${invitation.announced.version}`);
    return failed ? [{ invitation, ...failed }] : [];
  });
}
