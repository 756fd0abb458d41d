import type { JobPayload } from '../deps.ts';
import { postToChannel } from '../post-to-channel.ts';
import { readAccessEnding } from '../users/read-access-ending.ts';
import { accessEndMessage } from '../views/access-end.message.ts';
import type { JobEdge } from './edge.ts';
import { postForAdmins } from './post-for-admins.ts';

/** Tells whoever invited somebody that their access ends or has ended; where they may not manage people any more, the admins. */
export async function tellOfAccessEnd(
  edge: JobEdge,
  payload: JobPayload<'tell-of-access-end'>,
): Promise<void> {
  const ending = await readAccessEnding(edge.deps, payload);
  if (!ending) return;
  const message = accessEndMessage(ending);
  const { inviterSlackId } = ending;
  if (inviterSlackId && (await postToChannel(edge, inviterSlackId, message))) return;
  await postForAdmins(edge, { workspaceId: payload.workspaceId, except: payload.userId }, message);
}
