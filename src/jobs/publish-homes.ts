import type { HomeView } from '@slack/types';
import type { JobPayload } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { digestOf, findHomeVisitors, recordHomeShown } from '../home/home-visits.ts';
import { type Inviting, readHome, readInviting } from '../home/read-home.ts';
import { readActor } from '../roles/permitted.ts';
import { finalRefusal } from '../slack-errors.ts';
import { requireActive } from '../users/require-active.ts';
import { appHome, refusedHome } from '../views/app-home.home.ts';
import type { JobEdge } from './edge.ts';

/** Publishes App Home anew for those who opened it lately and would see something else now. */
export async function publishHomes(
  { deps, slack, log }: Pick<JobEdge, 'deps' | 'slack' | 'log'>,
  { workspaceId }: JobPayload<'publish-homes'>,
): Promise<void> {
  const { db } = deps;
  let shared: Promise<Inviting> | undefined;
  const inviting = () => {
    shared ??= readInviting(deps, db, workspaceId);
    return shared;
  };
  for (const { userId, slackUserId, shown } of await findHomeVisitors(deps, db, workspaceId)) {
    const view = await homeOf({ deps }, { workspaceId, userId }, inviting);
    if (!view || digestOf(view) === shown) continue;
    await slack.views.publish({ user_id: slackUserId, view }).catch((error) => {
      const reason = finalRefusal(error);
      if (!reason) throw error;
      // Somebody who has left, or has the app no more: the others still see theirs.
      log.warn({ userId, reason }, 'a home cannot be published');
    });
    await recordHomeShown(db, { workspaceId, userId, shown: digestOf(view) });
  }
}

async function homeOf(
  { deps }: Pick<JobEdge, 'deps'>,
  visitor: { workspaceId: string; userId: string },
  inviting: () => Promise<Inviting>,
): Promise<HomeView | undefined> {
  const actor = await readActor(deps.db, visitor);
  if (!actor) return undefined;
  try {
    await requireActive(deps.db, actor);
    return appHome(await readHome(deps, deps.db, actor, inviting), deps.product);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refusedHome(error.asUnion(), deps.product);
  }
}
