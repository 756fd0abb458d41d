import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { isOfAccess, recordRefused } from '../activity/record-refused.ts';
import { Refusal } from '../errors.ts';
import { reportFault } from '../faults.ts';
import { readEmailAddress } from '../invitations/email-address.ts';
import { acceptOwnership } from '../ownership/accept-ownership.ts';
import { declineOwnership, withdrawOffer } from '../ownership/end-offer.ts';
import { offerOwnership } from '../ownership/offer-ownership.ts';
import { invitableRoles } from '../roles/invitable-roles.ts';
import type { ActorRef } from '../roles/permitted.ts';
import { type Account, findAccount } from '../users/find-account.ts';
import { formFields } from './form.ts';
import { frameOf } from './page-frame.ts';
import { OwnershipPage } from './pages/ownership-page.tsx';
import type { PortalDeps } from './portal-deps.ts';
import { problemOf, sendPage } from './send-page.ts';
import { originOf, requireAdmitted } from './session.ts';

/** Handing the ownership over without Slack: an Owner may have left it. */
export function ownershipRoutes(portal: PortalDeps): Router {
  return Router()
    .get('/account/ownership/:workspaceId', show(portal))
    .post('/account/ownership/:workspaceId', offer(portal))
    .post('/account/ownership/:workspaceId/answer', answer(portal));
}

type WorkspaceHandler = RequestHandler<{ workspaceId: string }>;
type WorkspaceRequest = Request<{ workspaceId: string }>;

interface Acting {
  actor: ActorRef;
  workspace: Account['workspaces'][number];
}

/** Who is signed in, in the workspace of the address; everybody else is sent away, and gets `undefined`. */
async function actingIn(
  portal: PortalDeps,
  request: WorkspaceRequest,
  response: Response,
): Promise<Acting | undefined> {
  const identityId = await requireAdmitted(portal, request, response);
  if (!identityId) return undefined;
  const { workspaces } = await findAccount(portal.deps, { identityId });
  const workspace = workspaces.find(({ id }) => id === request.params.workspaceId);
  if (workspace) return { workspace, actor: { workspaceId: workspace.id, userId: workspace.userId } };
  response.redirect(303, '/account');
  return undefined;
}

function show(portal: PortalDeps): WorkspaceHandler {
  return async (request, response) => {
    const acting = await actingIn(portal, request, response);
    if (!acting) return;
    const { isOwner, offer: standing } = acting.workspace;
    if (!isOwner || standing) return response.redirect(303, '/account');
    sendPage(response, 200, <OwnershipPage {...(await formOf(portal, acting))} email="" typedName="" />);
  };
}

function offer(portal: PortalDeps): WorkspaceHandler {
  return async (request, response) => {
    const acting = await actingIn(portal, request, response);
    if (!acting) return;
    const { actor } = acting;
    const typed = formFields(request, ['email', 'role', 'workspaceName']);
    const read = readEmailAddress(typed.email);
    const roleId = z.uuid().safeParse(typed.role).data ?? '';
    try {
      await notingRefusals(portal, request, actor, () =>
        offerOwnership(portal.deps, {
          ...{ actor, roleId, workspaceName: typed.workspaceName, origin: originOf(request) },
          receiver: { email: read.ok ? read.email : typed.email },
        }),
      );
      response.redirect(303, '/account?note=offered');
    } catch (error) {
      const problem = problemOf(error, await frameOf(portal.deps, actor.workspaceId));
      const form = await formOf(portal, acting);
      const page = {
        ...form,
        roleId: roleId || form.roleId,
        email: typed.email,
        typedName: typed.workspaceName,
        problem,
      };
      sendPage(response, problem.status, <OwnershipPage {...page} />);
    }
  };
}

const answers = {
  accept: { work: acceptOwnership, note: 'accepted' },
  decline: { work: declineOwnership, note: 'declined' },
  withdraw: { work: withdrawOffer, note: 'withdrawn' },
};

function answer(portal: PortalDeps): WorkspaceHandler {
  return async (request, response) => {
    const acting = await actingIn(portal, request, response);
    if (!acting) return;
    const fields = formFields(request, ['offer', 'answer']);
    const chosen = z.enum(['accept', 'decline', 'withdraw']).safeParse(fields.answer).data;
    const offerId = z.uuid().safeParse(fields.offer).data;
    if (!chosen || !offerId) throw new Refusal('OFFER_UNKNOWN', {});
    const { work, note } = answers[chosen];
    await work(portal.deps, { actor: acting.actor, offerId, origin: originOf(request) });
    response.redirect(303, `/account?note=${note}`);
  };
}

async function formOf({ deps }: PortalDeps, { workspace }: Acting) {
  const roles = await invitableRoles(deps.db, workspace.id);
  const roleId = roles.find(({ kind }) => kind === 'ADMIN')?.id;
  const frame = await frameOf(deps, workspace.id);
  return { frame, workspaceName: workspace.name, roles, roleId };
}

/** Whoever may not do what they wanted leaves an entry, as in Slack; a record that fails changes nothing about that. */
async function notingRefusals<Result>(
  { deps, log }: PortalDeps,
  request: WorkspaceRequest,
  actor: ActorRef,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || !isOfAccess(error.asUnion())) throw error;
    const attempt = {
      actor,
      refusal: error.asUnion(),
      request: 'transfer_ownership',
      origin: originOf(request),
    };
    await recordRefused(deps, attempt).catch((fault) => reportFault(log, fault, { request: 'portal' }));
    throw error;
  }
}
