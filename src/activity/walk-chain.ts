import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { CHAIN_START, linkTo, sealedText } from './activity-chain.ts';
import type { Finding, Flaw } from './activity-flaws.ts';
import type { ChainHead } from './seal-activity.ts';

const PAGE = 2000;
/** How much earlier than what was sealed before it an entry may say that it is. */
const EARLIER_MS = 60 * 60 * 1000;

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
export async function walkChain(
  { db, sealKey }: Pick<Deps, 'db' | 'sealKey'>,
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
