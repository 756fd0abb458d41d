import type { Deps } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import type { ReportLength } from './report-period.ts';

/** Sends somebody the report as pictures, to their direct messages. */
export async function requestReport(
  { db }: Pick<Deps, 'db'>,
  { actor, length }: { actor: ActorRef; length: ReportLength },
): Promise<void> {
  await requirePermission(db, actor, 'VIEW_REPORTS');
  const { workspaceId, userId } = actor;
  await db.$transaction((tx) => enqueue(tx, 'send-report', { workspaceId, userId, weeks: length }));
}
