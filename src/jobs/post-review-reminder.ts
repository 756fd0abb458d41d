import type { JobPayload } from '../deps.ts';
import { reviewReminder } from '../views/review-reminder.message.ts';
import type { JobEdge } from './edge.ts';
import { postForAdmins } from './post-for-admins.ts';

/** Says that it is time to look through everybody's access. */
export async function postReviewReminder(
  edge: JobEdge,
  { workspaceId }: JobPayload<'post-review-reminder'>,
): Promise<void> {
  await postForAdmins(edge, { workspaceId }, reviewReminder());
}
