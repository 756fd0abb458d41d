import type { Deps } from '../deps.ts';
import type { ThingKind } from '../generated/prisma/enums.ts';
import type { ThingImportRef } from './thing-import-ref.ts';

export interface ThingImportOutcome {
  importId: string;
  kind: ThingKind;
  fileName: string;
  created: number;
  /** Rows that added nothing. */
  leftOut: number;
}

/** What an import added, for whoever stored it; undefined: it is forgotten. */
export async function readThingOutcome(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, importId }: ThingImportRef,
): Promise<(ThingImportOutcome & { slackUserId: string | null }) | undefined> {
  const found = await db.thingImport.findUnique({
    where: { workspaceId_id: { workspaceId, id: importId } },
    select: {
      ...{ kind: true, fileName: true, createdCount: true },
      startedBy: { select: { slackUserId: true } },
    },
  });
  if (!found) return undefined;
  const { kind, fileName, createdCount, startedBy } = found;
  const leftOut = await db.thingImportRow.count({ where: { workspaceId, importId, problem: { not: null } } });
  return {
    importId,
    kind,
    fileName,
    created: createdCount ?? 0,
    leftOut,
    slackUserId: startedBy.slackUserId,
  };
}
