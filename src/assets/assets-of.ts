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
  held: HeldAsset[];
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
  return { held: await find(true), before: await find(false) };
}
