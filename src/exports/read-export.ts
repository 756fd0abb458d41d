import type { Deps } from '../deps.ts';
import type { ExportStatus } from '../generated/prisma/enums.ts';
import { type ExportWish, exportWish } from './export-wish.ts';

export interface ExportRef {
  workspaceId: string;
  exportId: string;
}

export interface AskedExport extends ExportRef {
  status: ExportStatus;
  wish: ExportWish;
  ownOnly: boolean;
  createdAt: Date;
  requestedBy: { userId: string; slackUserId: string | null };
  /** As Slack has it, where its bytes are there already. */
  uploaded: { slackFileId: string; rowCount: number } | null;
  /** The message that says how far it is. */
  posted: { channel: string; ts: string } | null;
}

/** A file that somebody asked for, and how far it is. */
export async function readExport(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, exportId }: ExportRef,
): Promise<AskedExport> {
  const found = await db.export.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: exportId } },
    include: { requestedBy: { select: { slackUserId: true } } },
  });
  const { status, ownOnly, createdAt, requestedById, slackFileId, rowCount } = found;
  const { slackChannelId, messageTs } = found;
  return {
    ...{ workspaceId, exportId, status, ownOnly, createdAt },
    wish: exportWish.parse(found.wish),
    requestedBy: { userId: requestedById, slackUserId: found.requestedBy.slackUserId },
    uploaded: slackFileId !== null && rowCount !== null ? { slackFileId, rowCount } : null,
    posted: slackChannelId && messageTs ? { channel: slackChannelId, ts: messageTs } : null,
  };
}
