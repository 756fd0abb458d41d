import { type RequestHandler, Router } from 'express';
import { Refusal } from '../errors.ts';
import { PASSWORD_MIN_LENGTH } from '../identities/password-strength.ts';
import { acceptInvitation } from '../invitations/accept-invitation.ts';
import {
  findAcceptedByLink,
  findExpiredByLink,
  findInvitationByLink,
  type OpenInvitation,
} from '../invitations/find-by-link.ts';
import { requestNewLink } from '../requests/request-new-link.ts';
import { requestVerificationMail } from '../users/request-verification-mail.ts';
import { clientNetwork } from './client-address.ts';
import { formFields } from './form.ts';
import { nameProblem } from './form-problem.ts';
import { frameOf, type PageFrame } from './page-frame.ts';
import { CheckMailPage } from './pages/check-mail-page.tsx';
import type { FormProblem } from './pages/form-parts.tsx';
import { InvitationPage } from './pages/invitation-page.tsx';
import type { PortalDeps } from './portal-deps.ts';
import { problemOf, sendPage } from './send-page.ts';
import { letIn, originOf } from './session.ts';
import { countPassword } from './sign-in-limits.ts';

/** From the link in the mail to an account that waits for its address to be verified. */
export function invitationRoutes(portal: PortalDeps): Router {
  return Router()
    .get('/invitation/:token', showInvitation(portal))
    .post('/invitation/:token', accept(portal))
    .get('/invitation/:token/new', (request, response) =>
      response.redirect(303, `/invitation/${request.params.token}`),
    )
    .post('/invitation/:token/new', askForNew(portal))
    .get('/invitation/:token/sent', showSent(portal))
    .post('/invitation/:token/sent', sendAgain(portal));
}

type TokenHandler = RequestHandler<{ token: string }>;

function showInvitation({ deps }: PortalDeps): TokenHandler {
  return async (request, response) => {
    const invitation = await findInvitationByLink(deps, request.params);
    const frame = await frameOf(deps, invitation.workspaceId);
    sendPage(response, 200, invitationPage(frame, invitation, invitation));
  };
}

function accept(portal: PortalDeps): TokenHandler {
  const { deps, limits } = portal;
  return async (request, response) => {
    const { token } = request.params;
    await limits.count({ 'accept/ip': clientNetwork(request) });
    const invitation = await findInvitationByLink(deps, { token });
    const frame = await frameOf(deps, invitation.workspaceId);
    const fields = formFields(request, ['firstName', 'lastName', 'password']);
    const wrongName = nameProblem(fields, frame.words);
    if (wrongName) return sendPage(response, 422, invitationPage(frame, invitation, fields, wrongName));
    // Here too a password is guessed, if anywhere.
    if (invitation.identityId) await countPassword(limits, request, invitation.email);
    try {
      const accepted = await acceptInvitation(deps, { token, ...fields, origin: originOf(request) });
      if (!accepted.active) return response.redirect(303, `/invitation/${token}/sent`);
      await letIn(portal, request, response, { identityId: accepted.identityId });
    } catch (error) {
      const problem = problemOf(error, frame);
      sendPage(response, problem.status, invitationPage(frame, invitation, fields, problem));
    }
  };
}

/** For an expired link. The page behind it then says that this was asked for; an open link can simply be used. */
function askForNew({ deps, limits }: PortalDeps): TokenHandler {
  return async (request, response) => {
    const { token } = request.params;
    await limits.count({ 'new-invitation/ip': clientNetwork(request) });
    const invitation = await findExpiredByLink(deps, { token });
    if (invitation) {
      await limits.count({ 'new-invitation/invitation': `${invitation.workspaceId}/${invitation.id}` });
      await requestNewLink(deps, { invitation, origin: originOf(request) });
    }
    response.redirect(303, `/invitation/${token}`);
  };
}

function invitationPage(
  frame: PageFrame,
  invitation: OpenInvitation,
  names: { firstName: string; lastName: string },
  problem?: FormProblem,
) {
  const { workspaceName, inviterName, roleName, permissions, message, email, expiresAt, accessUntil } =
    invitation;
  const { dates } = frame.words;
  return (
    <InvitationPage
      {...{ frame, workspaceName, inviterName, roleName, permissions, message, email, problem }}
      firstName={names.firstName}
      lastName={names.lastName}
      endsAt={dates.dateAndTime(expiresAt)}
      accessUntil={accessUntil && dates.calendarDay(accessUntil)}
      hasAccount={invitation.identityId !== undefined}
      passwordMinLength={PASSWORD_MIN_LENGTH}
    />
  );
}

function showSent({ deps }: PortalDeps): TokenHandler {
  return async (request, response) => {
    const { token } = request.params;
    const accepted = await findAcceptedByLink(deps, { token });
    if (!accepted) return response.redirect(303, `/invitation/${token}`);
    if (accepted.verified) return response.redirect(303, '/sign-in');
    sendPage(
      response,
      200,
      <CheckMailPage
        frame={await frameOf(deps, accepted.workspaceId)}
        email={accepted.email}
        purpose="VERIFY"
        sendAgainTo={`/invitation/${token}/sent`}
        sentAgain={request.query.again !== undefined}
      />,
    );
  };
}

function sendAgain({ deps, limits }: PortalDeps): TokenHandler {
  return async (request, response) => {
    const { token } = request.params;
    const accepted = await findAcceptedByLink(deps, { token });
    if (!accepted) throw new Refusal('LINK_INVALID', {});
    await limits.count({ 'verification/user': accepted.userId });
    await requestVerificationMail(deps, accepted);
    response.redirect(303, `/invitation/${token}/sent?again`);
  };
}
