import type { Deps } from '../deps.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** After that a file that was reviewed and never sent is forgotten, with everybody in it; one of assets or licenses in any case. */
const UNSENT_KEPT_MS = 7 * DAY_MS;
/**
 * After that the file of an import that has ended is forgotten: it may tell more of people than inviting them needs. What
 * became of each row stays, as the invitations do.
 */
const FILE_KEPT_MS = 90 * DAY_MS;

export async function forgetImports({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const before = (ms: number) => new Date(now().getTime() - ms);
  await db.bulkImport.deleteMany({ where: { status: 'REVIEW', createdAt: { lt: before(UNSENT_KEPT_MS) } } });
  await db.thingImport.deleteMany({ where: { createdAt: { lt: before(UNSENT_KEPT_MS) } } });
  await db.bulkImportFile.deleteMany({ where: { import: { endedAt: { lt: before(FILE_KEPT_MS) } } } });
}
