import type { JobPayload, Tx } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';
import type { ImportRef } from './known-rows.ts';

/** Milliseconds between two changes of the message that shows how far an import is: Slack takes about one a second. */
const PROGRESS_EVERY = 3_000;

/**
 * One batch at a time: of an import there is never more than one under way. Without a key, because a job that is given
 * the key of one that begins at this moment is lost; one too many finds nothing to do.
 */
export async function queueImportMails(tx: Tx, { workspaceId, importId }: ImportRef): Promise<void> {
  await enqueue(tx, 'mail-import', { workspaceId, importId }, { queue: `import:${importId}` });
}

/** At once, for what somebody did or waits for. */
export async function queueImportMessage(tx: Tx, { workspaceId, importId }: ImportRef): Promise<void> {
  await enqueue(tx, 'show-import', { workspaceId, importId }, { queue: `show-import:${importId}` });
}

/** For each step on the way: however many there are, the message changes every few seconds. */
export async function queueImportProgress(tx: Tx, { workspaceId, importId }: ImportRef): Promise<void> {
  const queue = `show-import:${importId}`;
  const options = { queue, key: `${queue}:later`, waitMs: PROGRESS_EVERY };
  await enqueue(tx, 'show-import', { workspaceId, importId }, options);
}

/** For whoever asked for it, or started the import. */
export async function queueImportFile(tx: Tx, file: JobPayload<'send-import-file'>): Promise<void> {
  await enqueue(tx, 'send-import-file', file);
}

/** For the others who may invite: somebody has to go on with it. */
export async function queueImportReport(tx: Tx, { workspaceId, importId }: ImportRef): Promise<void> {
  await enqueue(tx, 'report-paused-import', { workspaceId, importId });
}
