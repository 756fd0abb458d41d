import type { Deps, Tx } from '../deps.ts';
import type { Language } from '../generated/prisma/client.ts';

/** How a workspace looks to people who meet it outside Slack. */
export interface Appearance {
  name: string;
  logoUrl: string | null;
  language: Language;
}

const select = { name: true, logoUrl: true, language: true } as const;

export async function findAppearance(tx: Tx, workspaceId: string): Promise<Appearance> {
  return tx.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select });
}

/** Of the workspace where somebody came last; undefined: they are nowhere any more. */
export async function findAppearanceFor(tx: Tx, identityId: string): Promise<Appearance | undefined> {
  const user = await tx.user.findFirst({
    where: { identityId, status: { not: 'INACTIVE' } },
    select: { workspace: { select } },
    orderBy: { createdAt: 'desc' },
  });
  return user?.workspace;
}

/** Of the only workspace that there is; undefined: there are several, and nobody knows yet which is meant. */
export async function findOnlyAppearance({ db }: Pick<Deps, 'db'>): Promise<Appearance | undefined> {
  const [first, ...others] = await db.workspace.findMany({ select, take: 2 });
  return others.length === 0 ? first : undefined;
}
