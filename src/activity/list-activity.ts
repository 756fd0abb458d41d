import { z } from 'zod';
import type { Deps, Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { ActivitySource } from '../generated/prisma/enums.ts';
import { havingWords } from '../lists/search-words.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { localTime } from '../workspaces/local-time.ts';
import { type ActivityKind, activityKinds } from './activity-kinds.ts';
import { type ActivityRow, activityJoins, activityRow, activityRowColumns } from './activity-row.ts';
import { activityActions } from './record-activity.ts';

const ENTRIES_PER_PAGE = 10;
/** Of more people than these whom a search for who did it may mean, the newest. */
const ACTORS_MEANT = 4;
/** The same for whom something was done to, of users and of invitations each. */
const SUBJECTS_MEANT = 25;
/** Of one person or invitation, what is older is not found by searching for it. */
const ENTRIES_OF_SUBJECT = 2000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** TODAY: since midnight where the workspace is. */
export type ActivityPeriod = 'TODAY' | 'WEEK' | 'MONTH' | 'ALL';

interface ActivitySearch {
  /** Words of names or addresses, the last by its beginning; empty: anybody. */
  by: string;
  about: string;
  kind: ActivityKind;
  source: ActivitySource | 'ALL';
  period: ActivityPeriod;
}

export interface ActivityQuery extends ActivitySearch {
  /** Where the page starts; absent: at the newest. */
  from?: { position: Position; direction: 'older' | 'newer' };
}

/** A place in the list, which is ordered by when things happened. */
interface Position {
  at: string;
  id: string;
}

export interface ActivityPage {
  workspaceName: string;
  /** The first day that the period may show, where the workspace is; null: it has no beginning. */
  since: string | null;
  entries: ActivityRow[];
  newer: Position | undefined;
  older: Position | undefined;
}

/**
 * One page of what happened in a workspace, the newest first, for whoever manages people. Pages are found by position;
 * every filter is a way into an index, and a search looks for people first.
 */
export async function listActivity(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  actor: ActorRef,
  query: ActivityQuery,
): Promise<ActivityPage> {
  await requirePermission(tx, actor, 'MANAGE_USERS');
  const { workspaceId } = actor;
  const { name, timeZone } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { name: true, timeZone: true },
  });
  const within = between(query, sinceOf(query.period, now(), timeZone));
  const found = await find(tx, workspaceId, query, within);
  const backwards = query.from?.direction === 'newer';
  const more = found.length > ENTRIES_PER_PAGE;
  const entries = found.slice(0, ENTRIES_PER_PAGE);
  if (backwards) entries.reverse();
  return {
    workspaceName: name,
    since: firstDayOf(query.period, now(), timeZone),
    entries,
    newer: (backwards ? more : query.from !== undefined) ? positionOf(entries.at(0)) : undefined,
    older: (backwards ? true : more) ? positionOf(entries.at(-1)) : undefined,
  };
}

function sinceOf(period: ActivityPeriod, now: Date, timeZone: string): Prisma.Sql {
  switch (period) {
    case 'TODAY':
      return Prisma.sql` AND at >= date_trunc('day', ${now}::timestamptz, ${timeZone})`;
    case 'WEEK':
      return Prisma.sql` AND at >= ${new Date(now.getTime() - daysBack.WEEK * DAY_MS)}`;
    case 'MONTH':
      return Prisma.sql` AND at >= ${new Date(now.getTime() - daysBack.MONTH * DAY_MS)}`;
    case 'ALL':
      return Prisma.empty;
  }
}

const daysBack: Record<Exclude<ActivityPeriod, 'ALL'>, number> = { TODAY: 0, WEEK: 7, MONTH: 30 };

function firstDayOf(period: ActivityPeriod, now: Date, timeZone: string): string | null {
  if (period === 'ALL') return null;
  const { day } = localTime(now, timeZone);
  return new Date(day.getTime() - daysBack[period] * DAY_MS).toISOString().slice(0, 10);
}

interface Within {
  condition: Prisma.Sql;
  order: Prisma.Sql;
  /** The same of `listed`, whose columns others are named after. */
  orderOfRows: Prisma.Sql;
}

/** The part of the order that the page is in. */
function between({ from }: ActivityQuery, since: Prisma.Sql): Within {
  const backwards = from?.direction === 'newer';
  const order = backwards ? Prisma.sql`at ASC, id ASC` : Prisma.sql`at DESC, id DESC`;
  const orderOfRows = backwards
    ? Prisma.sql`listed.at ASC, listed.id ASC`
    : Prisma.sql`listed.at DESC, listed.id DESC`;
  const beyond = from
    ? Prisma.sql` AND (at, id) ${backwards ? Prisma.sql`>` : Prisma.sql`<`} (${new Date(from.position.at)}, ${from.position.id}::bigint)`
    : Prisma.empty;
  return { condition: Prisma.sql`${since}${beyond}`, order, orderOfRows };
}

async function find(
  tx: Tx,
  workspaceId: string,
  query: ActivityQuery,
  within: Within,
): Promise<ActivityRow[]> {
  const { by, about } = query;
  const actors = by.trim() === '' ? undefined : await usersMeant(tx, workspaceId, by, ACTORS_MEANT);
  const subjects = about.trim() === '' ? undefined : await subjectsMeant(tx, workspaceId, about);
  if (actors?.length === 0 || subjects?.length === 0) return [];
  const looked = subjects
    ? aboutSubjects(workspaceId, subjects, query, actors)
    : inEachIndex(workspaceId, query, actors, within);
  const rows = await tx.$queryRaw`
    SELECT ${activityRowColumns}
    FROM (SELECT * FROM (${looked}) AS looked WHERE TRUE${within.condition}
          ORDER BY ${within.order} LIMIT ${ENTRIES_PER_PAGE + 1}) AS listed
    ${activityJoins}
    ORDER BY ${within.orderOfRows}`;
  return z.array(activityRow).parse(rows);
}

const actionsOf = (kind: ActivityKind) => [...(kind === 'ALL' ? activityActions : activityKinds[kind])];
const sourcesOf = (source: ActivitySearch['source']) =>
  source === 'ALL' ? Object.values(ActivitySource) : [source];

/** Each action from each source, and of each who did it, has a place of its own in an index, in the order of the list. */
function inEachIndex(
  workspaceId: string,
  { kind, source }: ActivitySearch,
  actors: string[] | undefined,
  { condition, order }: Within,
): Prisma.Sql {
  const ofActor = actors ? Prisma.sql` AND actor_id = who.id` : Prisma.empty;
  return Prisma.sql`
    SELECT part.* FROM unnest(${actionsOf(kind)}::text[]) AS what(action)
    CROSS JOIN unnest(${sourcesOf(source)}::activity_source[]) AS means(source)
    CROSS JOIN unnest(${actors ?? ['00000000-0000-0000-0000-000000000000']}::uuid[]) AS who(id)
    CROSS JOIN LATERAL (
      SELECT * FROM activity
      WHERE workspace_id = ${workspaceId}::uuid${ofActor} AND action = what.action AND source = means.source${condition}
      ORDER BY ${order} LIMIT ${ENTRIES_PER_PAGE + 1}
    ) AS part`;
}

/** About one person there is little enough to look through. */
function aboutSubjects(
  workspaceId: string,
  subjects: string[],
  { kind, source }: ActivitySearch,
  actors: string[] | undefined,
): Prisma.Sql {
  return Prisma.sql`
    SELECT part.* FROM unnest(${subjects}::uuid[]) AS whom(id)
    CROSS JOIN LATERAL (
      SELECT * FROM activity WHERE workspace_id = ${workspaceId}::uuid AND subject_id = whom.id
      ORDER BY id DESC LIMIT ${ENTRIES_OF_SUBJECT}
    ) AS part
    WHERE action = ANY(${actionsOf(kind)}) AND source = ANY(${sourcesOf(source)}::activity_source[])
      ${actors ? Prisma.sql`AND actor_id = ANY(${actors}::uuid[])` : Prisma.empty}`;
}

const ids = z.array(z.object({ id: z.string() }));

async function usersMeant(tx: Tx, workspaceId: string, words: string, atMost: number): Promise<string[]> {
  const rows = await tx.$queryRaw`
    SELECT id::text FROM "user" WHERE workspace_id = ${workspaceId}::uuid${havingWords(words)} LIMIT ${atMost}`;
  return ids.parse(rows).map(({ id }) => id);
}

async function subjectsMeant(tx: Tx, workspaceId: string, words: string): Promise<string[]> {
  const rows = await tx.$queryRaw`
    SELECT id::text FROM invitation WHERE workspace_id = ${workspaceId}::uuid${havingWords(words)} LIMIT ${SUBJECTS_MEANT}`;
  const users = await usersMeant(tx, workspaceId, words, SUBJECTS_MEANT);
  return [...users, ...ids.parse(rows).map(({ id }) => id)];
}

function positionOf(entry: ActivityRow | undefined): Position | undefined {
  return entry && { at: entry.at.toISOString(), id: entry.id };
}
