import type { ModalView } from '@slack/types';
import { finalRefusal } from '../slack-errors.ts';
import type { SlackEdge } from './edge.ts';

/** Shows a modal anew; whether it was still there: somebody may have closed it meanwhile. */
export async function updateModal(
  { slack }: Pick<SlackEdge, 'slack'>,
  viewId: string,
  view: ModalView,
): Promise<boolean> {
  return isStillThere(slack.views.update({ view_id: viewId, view }));
}

/** Puts a view on top of the modal that somebody looks at; whether that was still there. */
export async function pushModal(
  { slack }: Pick<SlackEdge, 'slack'>,
  triggerId: string,
  view: ModalView,
): Promise<boolean> {
  return isStillThere(slack.views.push({ trigger_id: triggerId, view }));
}

async function isStillThere(shown: Promise<unknown>): Promise<boolean> {
  try {
    await shown;
    return true;
  } catch (error) {
    if (finalRefusal(error) !== 'not_found') throw error;
    return false;
  }
}
