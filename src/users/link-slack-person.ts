import { recordActivity } from '../activity/record-activity.ts';
import type { Deps } from '../deps.ts';

/**
 * Links a Slack person to the user who has the same address; Slack must have confirmed it. Once linked, the Slack ID
 * counts and the address does not. Returns whether there was such a user without a link.
 */
export async function linkSlackPerson(
  deps: Deps,
  { workspaceId, slackUserId, email }: { workspaceId: string; slackUserId: string; email: string },
): Promise<boolean> {
  return deps.db.$transaction(async (tx) => {
    const linked = await tx.user.updateManyAndReturn({
      where: { workspaceId, email, slackUserId: null },
      data: { slackUserId },
      select: { id: true },
    });
    await recordActivity(
      deps,
      tx,
      linked.map(({ id }) => ({
        workspaceId,
        action: 'user.slack-linked' as const,
        actorId: id,
        subject: { type: 'user' as const, id },
        before: { slackUserId: null },
        after: { slackUserId },
        origin: { source: 'SLACK' as const },
      })),
    );
    return linked.length > 0;
  });
}
