import type { Deps } from '../deps.ts';

/** Milliseconds after which a file that was reviewed and never sent is forgotten, with everybody in it. */
const UNSENT_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

export async function forgetUnsentImports({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const before = new Date(now().getTime() - UNSENT_KEPT_MS);
  await db.bulkImport.deleteMany({ where: { status: 'REVIEW', createdAt: { lt: before } } });
}
