import { z } from 'zod';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { CHAIN_START, linkTo, sealedText } from './activity-chain.ts';

/** Few enough for memory, and for nobody to wait for. */
const SEALED_AT_ONCE = 2000;

/** The newest link of a workspace's chain. Noted elsewhere, it is an anchor: what it covers cannot be cut off unseen. */
export interface ChainHead {
  workspaceId: string;
  position: bigint;
  mac: string;
}

/** Seals every entry that is not sealed yet; returns the new heads. */
export async function sealActivity(deps: Pick<Deps, 'db' | 'sealKey'>): Promise<ChainHead[]> {
  const rows = await deps.db.$queryRaw`
    SELECT id::text AS "workspaceId" FROM workspace
    WHERE EXISTS (SELECT FROM unsealed_activity WHERE workspace_id = workspace.id) ORDER BY id`;
  const waiting = z.array(z.object({ workspaceId: z.string() })).parse(rows);
  const heads: ChainHead[] = [];
  for (const { workspaceId } of waiting) {
    let head: ChainHead | undefined;
    let after: bigint | undefined = -1n;
    while (after !== undefined) {
      const from: bigint = after;
      const sealed = await inTransaction(deps.db, (tx) => sealSome(deps, tx, { workspaceId, after: from }));
      head = sealed.head ?? head;
      after = sealed.next;
    }
    if (head) heads.push(head);
  }
  return heads;
}

interface Sealed {
  /** undefined: nothing was sealed. */
  head?: ChainHead;
  /** Behind which id there are more; undefined: there are none, or somebody else is at it. */
  next: bigint | undefined;
}

const newest = z.array(z.object({ position: z.bigint(), mac: z.instanceof(Uint8Array) }));
const unsealed = z.array(z.object({ id: z.bigint(), entry: z.string().nullable() }));

/** The next of a workspace. What commits meanwhile with an earlier id waits for the next time. */
async function sealSome(
  { sealKey }: Pick<Deps, 'sealKey'>,
  tx: Tx,
  { workspaceId, after }: { workspaceId: string; after: bigint },
): Promise<Sealed> {
  const locked = await tx.$queryRaw`
    SELECT pg_try_advisory_xact_lock(hashtextextended('activity_seal:' || ${workspaceId}, 0)) AS won`;
  if (!z.array(z.object({ won: z.boolean() })).parse(locked)[0]?.won) return { next: undefined };
  const [head] = newest.parse(
    await tx.$queryRaw`
      SELECT position, mac FROM activity_seal
      WHERE workspace_id = ${workspaceId}::uuid ORDER BY position DESC LIMIT 1`,
  );
  // Found one by one through the index: the planner would rather read all of a table that has grown just now.
  const waiting = unsealed.parse(
    await tx.$queryRaw`
      SELECT u.activity_id AS id, found.entry
      FROM (SELECT * FROM unsealed_activity WHERE workspace_id = ${workspaceId}::uuid AND activity_id > ${after}
            ORDER BY activity_id LIMIT ${SEALED_AT_ONCE}) AS u
      LEFT JOIN LATERAL (SELECT ${sealedText} AS entry FROM activity a
        WHERE a.workspace_id = u.workspace_id AND a.id = u.activity_id LIMIT 1) AS found ON true
      ORDER BY u.activity_id`,
  );
  const next = waiting.length === SEALED_AT_ONCE ? waiting.at(-1)?.id : undefined;
  // One that is gone before it was sealed stays where it waits: verifying tells of it.
  const entries = waiting.flatMap(({ id, entry }) => (entry === null ? [] : [{ id, entry }]));
  if (entries.length === 0) return { next };
  let mac: Uint8Array = head?.mac ?? CHAIN_START;
  const links = entries.map(({ id, entry }) => {
    mac = linkTo(mac, entry, sealKey);
    return { id: String(id), mac: Buffer.from(mac).toString('hex') };
  });
  const before = head?.position ?? 0n;
  const ids = links.map((link) => link.id);
  await tx.$executeRaw`
    INSERT INTO activity_seal (workspace_id, position, activity_id, key_id, mac)
    SELECT ${workspaceId}::uuid, ${before}::bigint + n, id::bigint, ${sealKey.id}, decode(mac, 'hex')
    FROM unnest(${ids}::text[], ${links.map((link) => link.mac)}::text[]) WITH ORDINALITY AS link(id, mac, n)`;
  await tx.$executeRaw`
    DELETE FROM unsealed_activity WHERE workspace_id = ${workspaceId}::uuid AND activity_id = ANY(${ids}::bigint[])`;
  const position = before + BigInt(links.length);
  return { head: { workspaceId, position, mac: links.at(-1)?.mac ?? '' }, next };
}
