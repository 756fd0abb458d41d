import type { Tx } from '../deps.ts';

/** Somebody's seat of a license, now or before. */
export interface HeldLicense {
  name: string;
  since: Date;
  /** null: they have it. */
  until: Date | null;
}

export interface LicensesOf {
  held: HeldLicense[];
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
  return { held: await find(true), before: await find(false) };
}
