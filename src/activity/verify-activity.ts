import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { CHAIN_START, linkTo, sealedText } from './activity-chain.ts';
import type { ChainHead } from './seal-activity.ts';

/** What is wrong with an entry, or with where one has to be. */
export type Flaw =
  /** It is not what was sealed. */
  | 'CHANGED'
  /** A link covers an entry that is gone. */
  | 'ENTRY_REMOVED'
  /** A link is gone, with its entry or without. */
  | 'LINK_REMOVED'
  /** It was written before it was sealed, and is gone. */
  | 'REMOVED_UNSEALED'
  /** Its link belongs behind another one. */
  | 'ORDER'
  /** It says that it is older than what was sealed long before it, or has no link where later ones have. */
  | 'SLIPPED_IN'
  /** It waits to be sealed for longer than that takes. */
  | 'NOT_SEALED'
  /** It was sealed with another APP_SECRET, and cannot be judged. */
  | 'OTHER_SECRET';

export interface Finding {
  flaw: Flaw;
  workspaceId: string;
  entryId: bigint;
  /** What it says; null: it is gone. */
  entry: { at: Date; action: string } | null;
  /** In the chain; undefined: it has no link. */
  position: bigint | undefined;
}

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
/** How much earlier than what was sealed before it an entry may say that it is. */
const EARLIER_MS = 60 * 60 * 1000;

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

const links = z.array(
  z.object({
    position: z.bigint(),
    activityId: z.bigint(),
    keyId: z.string(),
    mac: z.instanceof(Uint8Array),
    at: z.date().nullable(),
    action: z.string().nullable(),
    entry: z.string().nullable(),
  }),
);
type Link = z.infer<typeof links>[number];

/** Follows the links from the first to the newest. Behind a flaw it goes on with the link as it is, so that each is found. */
async function walkChain(
  { db, sealKey }: VerifyDeps,
  workspaceId: string,
  found: (finding: Finding) => void,
): Promise<{ head: ChainHead | undefined; sealed: number; newestAt: Date }> {
  let last: Pick<Link, 'position' | 'mac'> = { position: 0n, mac: CHAIN_START };
  let newestAt = new Date(0);
  let sealed = 0;
  let page: Link[];
  do {
    page = links.parse(
      await db.$queryRaw`
        SELECT s.position, s.activity_id AS "activityId", s.key_id AS "keyId", s.mac, found.*
        FROM (SELECT * FROM activity_seal WHERE workspace_id = ${workspaceId}::uuid AND position > ${last.position}
              ORDER BY position LIMIT ${PAGE}) AS s
        LEFT JOIN LATERAL (SELECT a.at, a.action, ${sealedText} AS entry FROM activity a
          WHERE a.workspace_id = s.workspace_id AND a.id = s.activity_id LIMIT 1) AS found ON true
        ORDER BY s.position`,
    );
    for (const link of page) {
      const flaw = flawOf(link, last, { sealKey, page, newestAt });
      if (flaw) {
        const { activityId: entryId, position } = link;
        found({ flaw, workspaceId, entryId, entry: saidBy(link), position });
      }
      if (link.at && link.at > newestAt) newestAt = link.at;
      last = link;
      sealed += 1;
    }
  } while (page.length === PAGE);
  const mac = Buffer.from(last.mac).toString('hex');
  const head = sealed > 0 ? { workspaceId, position: last.position, mac } : undefined;
  return { head, sealed, newestAt };
}

function saidBy({ at, action }: Link): Finding['entry'] {
  return at && action ? { at, action } : null;
}

interface Surroundings extends Pick<Deps, 'sealKey'> {
  page: Link[];
  newestAt: Date;
}

function flawOf(
  link: Link,
  last: Pick<Link, 'position' | 'mac'>,
  { sealKey, page, newestAt }: Surroundings,
): Flaw | undefined {
  if (link.position !== last.position + 1n) return 'LINK_REMOVED';
  const { entry } = link;
  if (entry === null || !link.at) return 'ENTRY_REMOVED';
  if (link.keyId !== sealKey.id) return 'OTHER_SECRET';
  const isBehind = ({ mac }: Pick<Link, 'mac'>) => linkTo(mac, entry, sealKey).equals(link.mac);
  if (!isBehind(last)) return neighbours(link, page).some(isBehind) ? 'ORDER' : 'CHANGED';
  return newestAt.getTime() - link.at.getTime() > EARLIER_MS ? 'SLIPPED_IN' : undefined;
}

/** Where a link that was moved may come from; to look further would take too long where many were changed. */
function neighbours({ position }: Link, page: Link[]): Pick<Link, 'mac'>[] {
  const near = page.filter((other) => other.position >= position - 20n && other.position <= position + 20n);
  return [{ mac: CHAIN_START }, ...near];
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
