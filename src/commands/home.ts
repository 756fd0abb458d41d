import type { App } from '@slack/bolt';
import type { HomeView } from '@slack/types';
import { Refusal } from '../errors.ts';
import { permissionsInSentence } from '../roles/permission-words.ts';
import { appHome, refusedHome } from '../views/app-home.home.ts';
import { countSeats } from '../workspaces/seats.ts';
import { onHomeOpened, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';

export function registerHome(app: App, edge: SlackEdge) {
  onHomeOpened(app, edge, (request) => publishHome(edge, request));
}

/** Shows somebody their App Home as it is now. */
export async function publishHome(edge: SlackEdge, request: Pick<Request, 'person'>): Promise<void> {
  const view = await homeFor(edge, request).catch((error) => {
    if (error instanceof Refusal) return refusedHome(error.asUnion(), edge.deps.product);
    throw error;
  });
  await edge.slack.views.publish({ user_id: request.person.slackUserId, view });
}

async function homeFor(edge: SlackEdge, request: Pick<Request, 'person'>): Promise<HomeView> {
  const { db, product } = edge.deps;
  const caller = await requireCaller(edge, request);
  const { name } = await db.workspace.findUniqueOrThrow({
    where: { id: caller.workspaceId },
    select: { name: true },
  });
  const mayInvite = caller.permissions.includes('INVITE_USERS');
  return appHome({
    product: product.name,
    workspaceName: name,
    roleName: caller.roleName,
    abilities: permissionsInSentence(caller.permissions),
    inviting: mayInvite ? await invitingFacts(edge, caller.workspaceId) : undefined,
  });
}

async function invitingFacts({ deps: { db, now } }: SlackEdge, workspaceId: string) {
  const open = { workspaceId, status: 'PENDING' as const, expiresAt: { gt: now() } };
  return {
    pending: await db.invitation.count({ where: open }),
    seats: await countSeats(db, workspaceId, now()),
  };
}
