import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { fullName } from '../users/full-name.ts';

/** The newest entries; more than that nobody reads in a modal. */
const HISTORY_LENGTH = 25;

const change = z.record(z.string(), z.unknown()).transform((values) => {
  const texts = Object.entries(values).filter((entry): entry is [string, string] => {
    return typeof entry[1] === 'string';
  });
  return new Map(texts);
});

export interface SubjectHistoryEntry {
  action: string;
  at: Date;
  /** null: the product itself. */
  actorName: string | null;
  reason: string | null;
  /** Values by the names of the fields. */
  before: Map<string, string>;
  after: Map<string, string>;
}

interface Subject {
  workspaceId: string;
  type: 'asset' | 'license';
  id: string;
}

/** What happened to a thing, the newest first. */
export async function subjectHistory(
  tx: Tx,
  { workspaceId, type, id }: Subject,
): Promise<SubjectHistoryEntry[]> {
  const entries = await tx.activity.findMany({
    where: { workspaceId, subjectType: type, subjectId: id },
    orderBy: { id: 'desc' },
    take: HISTORY_LENGTH,
  });
  const actors = await tx.user.findMany({
    where: { workspaceId, id: { in: entries.flatMap(({ actorId }) => actorId ?? []) } },
    select: { id: true, firstName: true, lastName: true, email: true },
  });
  const names = new Map(actors.map((user) => [user.id, fullName(user)]));
  return entries.map(({ action, at, actorId, reason, before, after }) => ({
    ...{ action, at, reason },
    actorName: actorId ? (names.get(actorId) ?? null) : null,
    before: change.parse(before ?? {}),
    after: change.parse(after ?? {}),
  }));
}

/** Who did the last thing to it, and when; nulls where that is not known. */
export async function lastChange(
  tx: Tx,
  { workspaceId, type, id }: Subject,
): Promise<{ changedBy: string | null; changedAt: Date | null }> {
  const last = await tx.activity.findFirst({
    where: { workspaceId, subjectType: type, subjectId: id },
    select: { at: true, actorId: true },
    orderBy: { id: 'desc' },
  });
  const by = last?.actorId
    ? await tx.user.findUnique({ where: { workspaceId_id: { workspaceId, id: last.actorId } } })
    : null;
  return { changedBy: by && fullName(by), changedAt: last?.at ?? null };
}
