import type { Deps } from '../deps.ts';
import type { ImportStatus } from '../generated/prisma/enums.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';

const PAGE_SIZE = 10;

export interface ImportInList {
  id: string;
  fileName: string;
  status: ImportStatus;
  startedBy: string;
  createdAt: Date;
  rowCount: number;
  invited: number;
}

/** The imports of a workspace, the newest first; `after`: the id of the last one of the page before. */
export async function listImports(
  { db }: Pick<Deps, 'db'>,
  actor: ActorRef,
  after: string | undefined,
): Promise<{ imports: ImportInList[]; next: string | undefined }> {
  await requirePermission(db, actor, 'INVITE_USERS');
  const { workspaceId } = actor;
  const rows = await db.bulkImport.findMany({
    where: { workspaceId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    ...(after && { cursor: { workspaceId_id: { workspaceId, id: after } }, skip: 1 }),
    take: PAGE_SIZE + 1,
    include: { startedBy: { select: { firstName: true, lastName: true, email: true } } },
  });
  const imports = rows.slice(0, PAGE_SIZE).map((row) => ({
    ...{ id: row.id, fileName: row.fileName, status: row.status, createdAt: row.createdAt },
    ...{ startedBy: fullName(row.startedBy), rowCount: row.rowCount, invited: row.invitedCount },
  }));
  return { imports, next: rows.length > PAGE_SIZE ? imports.at(-1)?.id : undefined };
}
