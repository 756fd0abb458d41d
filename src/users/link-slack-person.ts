import { recordActivity } from '../activity/record-activity.ts';
import { noteReturn } from '../departures/record-departure.ts';
import type { Deps } from '../deps.ts';

interface Link {
  workspaceId: string;
  slackUserId: string;
  /** Slack must have confirmed it. */
  email: string;
  /** Whether Slack says of somebody that their account was deactivated. */
  hasLeft: (slackUserId: string) => Promise<boolean>;
}

/**
 * Links a Slack person to the user who has the same address. Once linked, the Slack ID counts and the address does not,
 * until that Slack account is deactivated: whoever comes back with another one is the same person. Returns whether there
 * was such a user without a link that counts.
 */
export async function linkSlackPerson(
  deps: Deps,
  { workspaceId, slackUserId, email, hasLeft }: Link,
): Promise<boolean> {
  const user = await deps.db.user.findUnique({
    where: { workspaceId_email: { workspaceId, email } },
    select: { id: true, slackUserId: true },
  });
  if (!user) return false;
  const { id, slackUserId: before } = user;
  if (before && !(await hasLeft(before))) return false;
  return deps.db.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { workspaceId, id, email, slackUserId: before },
      data: { slackUserId },
    });
    if (count === 0) return false;
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'user.slack-linked', actorId: id },
        subject: { type: 'user', id },
        before: { slackUserId: before },
        after: { slackUserId },
        origin: { source: 'SLACK' },
      },
    ]);
    await noteReturn(deps, tx, { workspaceId, userId: id });
    return true;
  });
}
