import { doneModal } from '../views/form-again.ts';
import { outcomeMessage } from '../views/invitation-outcome.ts';
import type { ActionRequest } from './boundary.ts';
import type { SlackEdge } from './edge.ts';
import type { Stack } from './refresh-stack.ts';
import type { FormAnswer, SubmissionRequest } from './submission.ts';

type Logging = Pick<SlackEdge, 'log'>;
/** Shows the views anew that something was done in; whether they were still there to say it. */
type Refresh = () => Promise<boolean>;

/** Closes a form over views that say what it did; where they are gone, or cannot be shown now, the form says it. */
export async function closeOver(edge: Logging, done: string, refresh: Refresh): Promise<FormAnswer> {
  return (await isShown(edge, refresh))
    ? { response_action: 'close', done }
    : { response_action: 'update', view: doneModal(done) };
}

/** Says what a button did in the views that it stands in; where they are gone, or cannot be shown now, by a message. */
export async function showOrTell(
  edge: Logging,
  request: Pick<ActionRequest, 'tell'>,
  done: string,
  refresh: Refresh,
): Promise<void> {
  if (!(await isShown(edge, refresh))) await request.tell(outcomeMessage(done));
}

/** Whatever fails here: what was asked for is done by now, and must not be told as anything else. */
async function isShown({ log }: Logging, refresh: Refresh): Promise<boolean> {
  try {
    return await refresh();
  } catch (error) {
    log.warn({ error }, 'what was done could not be shown');
    return false;
  }
}

/** The views below a form, if there are any. */
export function stackBelow({ view }: SubmissionRequest): Stack | undefined {
  return view.previous_view_id ? { viewId: view.previous_view_id, rootId: view.root_view_id } : undefined;
}
