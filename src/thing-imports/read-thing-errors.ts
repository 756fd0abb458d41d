import type { Deps } from '../deps.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import type { ThingRowError } from './review-thing-import.ts';
import { findThingImport, thingPermissions } from './thing-import-ref.ts';

/** The rows of an import that add nothing, as they came, with what is wrong with them. */
export async function readThingErrors({ db }: Pick<Deps, 'db'>, actor: ActorRef, importId: string) {
  const { workspaceId } = actor;
  const { kind, fileName, header, delimiter } = await findThingImport(db, actor, importId);
  await requirePermission(db, actor, thingPermissions[kind].create);
  const found = await db.thingImportRow.findMany({
    where: { workspaceId, importId, problem: { not: null } },
    orderBy: { position: 'asc' },
  });
  const rows = found.flatMap(
    ({ problem, problemValue: value, cells, line, suggestion }): (ThingRowError & { cells: string[] })[] =>
      problem ? [{ kind, problem, value, cells, line, suggestion }] : [],
  );
  return { kind, fileName, header, delimiter, rows };
}
