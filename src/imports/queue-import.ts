import type { JobPayload, Tx } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';
import type { ImportRef } from './known-rows.ts';

/** Milliseconds between two changes of the message that shows how far an import is: Slack takes about one a second. */
const PROGRESS_EVERY = 3_000;

/** One batch at a time: of an import there is never more than one under way. */
export async function queueImportMails(tx: Tx, { workspaceId, importId }: ImportRef): Promise<void> {
  await enqueue(
    tx,
    'mail-import',
    { workspaceId, importId },
    { queue: `import:${importId}`, key: `mail-import:${importId}` },
  );
}

/** However often it is asked for, the message changes every few seconds. */
export async function queueImportProgress(
  tx: Tx,
  { workspaceId, importId }: ImportRef,
  { isUrgent = true }: { isUrgent?: boolean } = {},
): Promise<void> {
  await enqueue(
    tx,
    'show-import',
    { workspaceId, importId },
    {
      queue: `show-import:${importId}`,
      key: `show-import:${importId}`,
      waitMs: isUrgent ? 0 : PROGRESS_EVERY,
    },
  );
}

/** For whoever asked for it, or started the import. */
export async function queueImportFile(tx: Tx, file: JobPayload<'send-import-file'>): Promise<void> {
  await enqueue(tx, 'send-import-file', file);
}
