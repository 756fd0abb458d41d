import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Permission } from '../generated/prisma/enums.ts';
import { fullName } from '../users/full-name.ts';
import { permissionsInSentence } from './permission-words.ts';

/** The newest entries; more than that nobody reads in a modal. */
const HISTORY_LENGTH = 25;

const state = z.object({
  name: z.string().default(''),
  description: z.string().default(''),
  permissions: z.array(z.enum(Permission)).default([]),
});

export interface RoleHistoryEntry {
  action: string;
  at: Date;
  actorName: string | null;
  before: { name: string; description: string };
  after: { name: string; description: string };
  /** What it allows since then and did not before, and the other way round, as ends of sentences. */
  gains: string;
  loses: string;
}

/** What happened to a role, the newest first. */
export async function roleHistory(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<RoleHistoryEntry[]> {
  const entries = await tx.activity.findMany({
    where: { workspaceId, subjectId: id, subjectType: 'role' },
    orderBy: { id: 'desc' },
    take: HISTORY_LENGTH,
  });
  const actors = await tx.user.findMany({
    where: { workspaceId, id: { in: entries.flatMap(({ actorId }) => actorId ?? []) } },
    select: { id: true, firstName: true, lastName: true, email: true },
  });
  const names = new Map(actors.map((user) => [user.id, fullName(user)]));
  return entries.map((entry) => {
    const before = state.parse(entry.before ?? {});
    const after = state.parse(entry.after ?? {});
    return {
      ...{ action: entry.action, at: entry.at, before, after },
      actorName: entry.actorId ? (names.get(entry.actorId) ?? null) : null,
      gains: permissionsInSentence(after.permissions.filter((one) => !before.permissions.includes(one))),
      loses: permissionsInSentence(before.permissions.filter((one) => !after.permissions.includes(one))),
    };
  });
}
