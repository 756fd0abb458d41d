import type { Tx } from '../deps.ts';

/** Somebody's seat of a license, now or before. */
export interface HeldLicense {
  name: string;
  since: Date;
  /** null: they have it. */
  until: Date | null;
}

export interface LicensesOf {
  /** The newest of those that they have, and how many others. */
  held: HeldLicense[];
  more: number;
  /** The newest of those that they have no more. */
  before: HeldLicense[];
}

const SHOWN = 10;

/** What licenses somebody uses, and used: deleted ones among them. */
export async function licensesOf(
  tx: Tx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<LicensesOf> {
  const find = async (isHeld: boolean) => {
    const rows = await tx.licenseAssignment.findMany({
      where: { workspaceId, userId, endedAt: isHeld ? null : { not: null } },
      include: { license: { select: { name: true } } },
      orderBy: [{ assignedAt: 'desc' }, { id: 'desc' }],
      take: SHOWN,
    });
    return rows.map(({ license, assignedAt, endedAt }) => ({
      ...license,
      since: assignedAt,
      until: endedAt,
    }));
  };
  const held = await find(true);
  const count = await tx.licenseAssignment.count({ where: { workspaceId, userId, endedAt: null } });
  return { held, more: count - held.length, before: await find(false) };
}
