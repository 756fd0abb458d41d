import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Finding } from './activity-flaws.ts';
import type { ChainHead } from './seal-activity.ts';
import { walkChain } from './walk-chain.ts';

/** What `verifyActivity` said of a chain at an earlier time. */
export interface Anchor {
  position: bigint;
  mac: string;
}

export interface Verified {
  workspaceId: string;
  workspaceName: string;
  entries: number;
  sealed: number;
  /** Not sealed yet, as nobody can expect. */
  waiting: number;
  head: ChainHead | undefined;
}

type VerifyDeps = Pick<Deps, 'db' | 'now' | 'sealKey'>;

const PAGE = 2000;
/** Longer than sealing takes and a transaction lasts; and clocks of replicas differ. */
const OLD_MS = 10 * 60 * 1000;

const workspaces = z.array(z.object({ id: z.string(), name: z.string() }));

/** Looks at every entry of every workspace, a page at a time; tells each finding as it comes. Changes nothing. */
export async function verifyActivity(
  deps: VerifyDeps,
  found: (finding: Finding) => void,
): Promise<Verified[]> {
  const rows = await deps.db.workspace.findMany({
    select: { id: true, name: true },
    orderBy: { createdAt: 'asc' },
  });
  const isSealing = await somethingRuns(deps);
  const verified: Verified[] = [];
  for (const { id, name } of workspaces.parse(rows)) {
    const { head, sealed, newestAt } = await walkChain(deps, id, found);
    const { entries, waiting } = await walkEntries(deps, { workspaceId: id, newestAt, isSealing }, found);
    await findRemovedUnsealed(deps, id, found);
    verified.push({ workspaceId: id, workspaceName: name, entries, sealed, waiting, head });
  }
  return verified;
}

/** Whether somebody is there to seal; what is written just before a stop waits for the next start. */
async function somethingRuns({ db }: VerifyDeps): Promise<boolean> {
  const rows = await db.$queryRaw`SELECT count(*)::int AS count FROM worker_lease WHERE ends_at > now()`;
  return (z.array(z.object({ count: z.number() })).parse(rows)[0]?.count ?? 0) > 0;
}

/** Those of which no workspace has the link any more: it, or something before it, was taken away or written anew. */
export async function missingAnchors({ db }: Pick<Deps, 'db'>, anchors: Anchor[]): Promise<Anchor[]> {
  const missing: Anchor[] = [];
  for (const anchor of anchors) {
    const mac = Buffer.from(anchor.mac, 'hex');
    const count = await db.activitySeal.count({ where: { position: anchor.position, mac } });
    if (count === 0) missing.push(anchor);
  }
  return missing;
}

const unlinked = z.array(
  z.object({
    id: z.bigint(),
    at: z.date(),
    action: z.string(),
    isSealed: z.boolean(),
    isWaiting: z.boolean(),
  }),
);

/** Looks for entries without a link. */
async function walkEntries(
  { db, now }: VerifyDeps,
  { workspaceId, newestAt, isSealing }: { workspaceId: string; newestAt: Date; isSealing: boolean },
  found: (finding: Finding) => void,
): Promise<{ entries: number; waiting: number }> {
  let lastId = -1n;
  let entries = 0;
  let waiting = 0;
  let page: z.infer<typeof unlinked>;
  do {
    page = unlinked.parse(
      await db.$queryRaw`
        SELECT a.id, a.at, a.action, s.position IS NOT NULL AS "isSealed", u.activity_id IS NOT NULL AS "isWaiting"
        FROM (SELECT * FROM activity WHERE workspace_id = ${workspaceId}::uuid AND id > ${lastId} ORDER BY id LIMIT ${PAGE}) AS a
        LEFT JOIN LATERAL (SELECT position FROM activity_seal
          WHERE workspace_id = a.workspace_id AND activity_id = a.id LIMIT 1) AS s ON true
        LEFT JOIN LATERAL (SELECT activity_id FROM unsealed_activity
          WHERE workspace_id = a.workspace_id AND activity_id = a.id LIMIT 1) AS u ON true
        ORDER BY a.id`,
    );
    for (const { id, at, action, isSealed, isWaiting } of page) {
      if (isSealed) continue;
      const isBehindOthers = newestAt.getTime() - at.getTime() > OLD_MS;
      const isOld = isSealing && now().getTime() - at.getTime() > OLD_MS;
      const flaw = isBehindOthers || !isWaiting ? 'SLIPPED_IN' : isOld ? 'NOT_SEALED' : undefined;
      if (flaw) found({ flaw, workspaceId, entryId: id, entry: { at, action }, position: undefined });
      else waiting += 1;
    }
    entries += page.length;
    lastId = page.at(-1)?.id ?? lastId;
  } while (page.length === PAGE);
  return { entries, waiting };
}

const removed = z.array(z.object({ id: z.bigint() }));

/** What was written down to be sealed, and is gone. */
async function findRemovedUnsealed(
  { db }: VerifyDeps,
  workspaceId: string,
  found: (finding: Finding) => void,
): Promise<void> {
  const rows = await db.$queryRaw`
    SELECT u.activity_id AS id FROM unsealed_activity u
    LEFT JOIN activity a ON a.workspace_id = u.workspace_id AND a.id = u.activity_id
    WHERE u.workspace_id = ${workspaceId}::uuid AND a.id IS NULL ORDER BY u.activity_id LIMIT ${PAGE}`;
  for (const { id } of removed.parse(rows)) {
    found({ flaw: 'REMOVED_UNSEALED', workspaceId, entryId: id, entry: null, position: undefined });
  }
}
