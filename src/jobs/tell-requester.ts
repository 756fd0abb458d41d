import type { JobPayload } from '../deps.ts';
import { postToChannel } from '../post-to-channel.ts';
import { findRequest } from '../requests/read-request.ts';
import { requestOutcome } from '../views/request-outcome.ts';
import type { JobEdge } from './edge.ts';

/** Tells whoever asked how it was decided. Invitees with an expired link get a mail where there is a new one, or nothing. */
export async function tellRequester(
  edge: JobEdge,
  { workspaceId, requestId }: JobPayload<'tell-requester'>,
): Promise<void> {
  const request = await findRequest(edge.deps.db, { workspaceId, id: requestId });
  const outcome = request && requestOutcome(request);
  if (outcome && request.requester?.slackUserId) {
    await postToChannel(edge, request.requester.slackUserId, outcome);
  }
}
