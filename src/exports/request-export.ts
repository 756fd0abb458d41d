import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { enqueue } from '../queue/enqueue.ts';
import type { ActorRef } from '../roles/permitted.ts';
import { hasRows } from './export-rows.ts';
import type { ExportWish } from './export-wish.ts';
import { requireExportable, seesOwnActivityOnly, seesPeople } from './may-export.ts';

interface AskedExport {
  actor: ActorRef;
  /** Names the form in which it was asked for: what comes again from there is the same export. */
  submission: string;
  wish: ExportWish;
  origin: Origin;
}

/** Notes that somebody wants a file, and queues it; refused where nothing would be in it. */
export async function requestExport(
  deps: Deps,
  { actor, submission, wish, origin }: AskedExport,
): Promise<void> {
  const { workspaceId, userId } = actor;
  await inTransaction(deps.db, async (tx) => {
    const exporter = await requireExportable(tx, actor, wish.kind);
    const { timeZone } = await tx.workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { timeZone: true },
    });
    const ownOnly = wish.kind === 'ACTIVITY' && seesOwnActivityOnly(exporter);
    const scope = {
      ...{ workspaceId, userId, ownOnly, timeZone },
      seesPeople: seesPeople(exporter),
      now: deps.now(),
    };
    if (!(await hasRows(tx, scope, wish))) throw new Refusal('EXPORT_EMPTY', { kind: wish.kind });
    const id = deps.newId();
    const { count } = await tx.export.createMany({
      data: {
        ...{ workspaceId, id, requestedById: userId, submission, kind: wish.kind, wish, ownOnly },
        createdAt: deps.now(),
      },
      skipDuplicates: true,
    });
    if (count === 0) return;
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'export.requested',
        actorId: userId,
        subject: { type: 'export', id },
        after: wish,
        origin,
      },
    ]);
    // One after the other: each holds a connection for as long as it is written.
    await enqueue(tx, 'send-export', { workspaceId, exportId: id }, { queue: 'exports' });
  });
}
