import { recordActivity } from '../activity/record-activity.ts';
import type { Deps } from '../deps.ts';
import type { ExportRef } from './read-export.ts';

const keyOf = ({ workspaceId, exportId }: ExportRef) => ({ workspaceId_id: { workspaceId, id: exportId } });

/** Where the message stands that says how far an export is. */
export async function notePosted(
  { db }: Pick<Deps, 'db'>,
  ref: ExportRef,
  { channel, ts }: { channel: string; ts: string },
): Promise<void> {
  await db.export.update({ where: keyOf(ref), data: { slackChannelId: channel, messageTs: ts } });
}

/** That Slack has the bytes of a file, before it is shown to anybody: whoever goes on after a crash asks Slack for it. */
export async function noteUploaded(
  { db }: Pick<Deps, 'db'>,
  ref: ExportRef,
  { slackFileId, rowCount }: { slackFileId: string; rowCount: number },
): Promise<void> {
  await db.export.update({ where: keyOf(ref), data: { slackFileId, rowCount } });
}

/** That a file was sent, once, or will not be. */
export async function endExport(
  deps: Pick<Deps, 'db' | 'now'>,
  ref: ExportRef,
  outcome: { status: 'SENT'; rowCount: number } | { status: 'NOT_SENT' },
): Promise<void> {
  const { workspaceId, exportId } = ref;
  await deps.db.$transaction(async (tx) => {
    const { count } = await tx.export.updateMany({
      where: { workspaceId, id: exportId, status: 'REQUESTED' },
      data: { ...outcome, endedAt: deps.now() },
    });
    if (count === 0 || outcome.status !== 'SENT') return;
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'export.sent',
        actorId: null,
        subject: { type: 'export', id: exportId },
        after: { rows: outcome.rowCount },
        origin: { source: 'JOB' },
      },
    ]);
  });
}
