import type { Tx } from '../deps.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Actor } from '../roles/permitted.ts';
import { requestInclude, type SeenRequest, seenRequest } from './read-request.ts';

const REQUESTS_PER_PAGE = 8;

type RequestFilter = 'OPEN' | 'DECIDED';

export interface RequestQuery {
  filter: RequestFilter;
  /** Where the page starts; absent: at the newest. */
  from?: { position: Position; direction: 'older' | 'newer' };
}

/** A place in the list: when a request was made or, in the list of the decided ones, decided. */
interface Position {
  at: string;
  id: string;
}

export interface RequestPage {
  requests: SeenRequest[];
  newer: Position | undefined;
  older: Position | undefined;
}

/** One page of requests, the newest first: all of the workspace for whoever decides, their own for everybody else. */
export async function listRequests(tx: Tx, actor: Actor, query: RequestQuery): Promise<RequestPage> {
  const { filter, from } = query;
  const backwards = from?.direction === 'newer';
  const order = backwards ? 'asc' : 'desc';
  const rows = await tx.invitationRequest.findMany({
    where: { ...visibleTo(actor), ...inFilter(filter), ...(from && beyond(filter, from)) },
    include: requestInclude,
    orderBy:
      filter === 'OPEN' ? [{ createdAt: order }, { id: order }] : [{ decidedAt: order }, { id: order }],
    take: REQUESTS_PER_PAGE + 1,
  });
  const more = rows.length > REQUESTS_PER_PAGE;
  const requests = rows.slice(0, REQUESTS_PER_PAGE).map(seenRequest);
  if (backwards) requests.reverse();
  return {
    requests,
    newer: (backwards ? more : from !== undefined) ? positionOf(requests.at(0)) : undefined,
    older: (backwards ? true : more) ? positionOf(requests.at(-1)) : undefined,
  };
}

function visibleTo({ workspaceId, userId, permissions }: Actor): Prisma.InvitationRequestWhereInput {
  return { workspaceId, ...(!permissions.includes('INVITE_USERS') && { requesterId: userId }) };
}

function inFilter(filter: RequestFilter): Prisma.InvitationRequestWhereInput {
  return filter === 'OPEN' ? { status: 'PENDING', decidedAt: null } : { decidedAt: { not: null } };
}

function beyond(
  filter: RequestFilter,
  { position, direction }: NonNullable<RequestQuery['from']>,
): Prisma.InvitationRequestWhereInput {
  const at = new Date(position.at);
  const compared = direction === 'newer' ? 'gt' : 'lt';
  const column = filter === 'OPEN' ? 'createdAt' : 'decidedAt';
  // The first condition says nothing that the others do not, and is where an index can begin.
  return {
    [column]: { [`${compared}e`]: at },
    OR: [{ [column]: { [compared]: at } }, { [column]: at, id: { [compared]: position.id } }],
  };
}

function positionOf(request: SeenRequest | undefined): Position | undefined {
  return request && { at: (request.decision?.at ?? request.createdAt).toISOString(), id: request.id };
}
