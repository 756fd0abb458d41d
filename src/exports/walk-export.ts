import type { Deps } from '../deps.ts';
import { type ExportChunk, exportRows } from './export-rows.ts';
import { requireStillExportable, seesPeople } from './may-export.ts';
import type { AskedExport } from './read-export.ts';

/** Milliseconds: as long as a million rows take on a slow machine, several times over. */
const WALKING_TIMEOUT = 60 * 60 * 1000;

/**
 * Gives all rows of an export, some at a time, as they were at one moment. Refused where whoever asked may not have them
 * any more.
 */
export async function walkExport(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  asked: AskedExport,
  take: (chunk: ExportChunk) => Promise<void>,
): Promise<void> {
  const { workspaceId, requestedBy, wish, ownOnly } = asked;
  const { userId } = requestedBy;
  const options = {
    isolationLevel: 'RepeatableRead',
    maxWait: 30_000,
    timeout: WALKING_TIMEOUT,
  } as const;
  await db.$transaction(async (tx) => {
    const actor = { workspaceId, userId };
    const exporter = await requireStillExportable(tx, asked);
    const { timeZone } = await tx.workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { timeZone: true },
    });
    const scope = { ...actor, seesPeople: seesPeople(exporter), ownOnly, timeZone, now: now() };
    for await (const chunk of exportRows(tx, scope, wish)) await take(chunk);
  }, options);
}
