import { sealActivity } from '../activity/seal-activity.ts';
import type { JobEdge } from './edge.ts';

/** Seals what was recorded since, and keeps the newest link in the log as well: there it is an anchor to verify against. */
export async function sealNewActivity({ deps, log }: Pick<JobEdge, 'deps' | 'log'>): Promise<void> {
  for (const { workspaceId, position, mac } of await sealActivity(deps)) {
    log.info({ workspaceId, anchor: `${position}:${mac}` }, 'activity sealed');
  }
}
