import type { JobPayload } from '../deps.ts';
import { postToChannel } from '../post-to-channel.ts';
import { readThingOutcome } from '../thing-imports/read-thing-outcome.ts';
import { thingImportMessage } from '../views/thing-import.message.ts';
import type { JobEdge } from './edge.ts';

/** Tells whoever imported assets or licenses what was added. */
export async function tellOfThingImport(
  edge: JobEdge,
  payload: JobPayload<'tell-of-thing-import'>,
): Promise<void> {
  const outcome = await readThingOutcome(edge.deps, payload);
  if (outcome?.slackUserId) await postToChannel(edge, outcome.slackUserId, thingImportMessage(outcome));
}
