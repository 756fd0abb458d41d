import type { ModalView } from '@slack/types';
import { finalRefusal } from '../slack-errors.ts';
import type { SlackEdge } from './edge.ts';

/** Shows a modal anew; whether it was still there: somebody may have closed it meanwhile. */
export async function updateModal(
  { slack }: Pick<SlackEdge, 'slack'>,
  viewId: string,
  view: ModalView,
): Promise<boolean> {
  try {
    await slack.views.update({ view_id: viewId, view });
    return true;
  } catch (error) {
    if (finalRefusal(error) !== 'not_found') throw error;
    return false;
  }
}
