import type { Tx } from '../deps.ts';

/** Somebody's hold of an asset, now or before. */
export interface HeldAsset {
  tag: string;
  name: string;
  since: Date;
  /** null: they have it. */
  until: Date | null;
}

export interface AssetsOf {
  /** The newest of those that they have, and how many others. */
  held: HeldAsset[];
  more: number;
  /** The newest of those that they gave back. */
  before: HeldAsset[];
}

const SHOWN = 10;

/** What somebody has, and had: deleted assets among them. */
export async function assetsOf(
  tx: Tx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<AssetsOf> {
  const find = async (isHeld: boolean) => {
    const rows = await tx.assetAssignment.findMany({
      where: { workspaceId, userId, endedAt: isHeld ? null : { not: null } },
      include: { asset: { select: { tag: true, name: true } } },
      orderBy: [{ assignedAt: 'desc' }, { id: 'desc' }],
      take: SHOWN,
    });
    return rows.map(({ asset, assignedAt, endedAt }) => ({ ...asset, since: assignedAt, until: endedAt }));
  };
  const held = await find(true);
  const count = await tx.assetAssignment.count({ where: { workspaceId, userId, endedAt: null } });
  return { held, more: count - held.length, before: await find(false) };
}
