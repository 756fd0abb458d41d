import { type RequestHandler, Router } from 'express';
import { requestVerificationMail } from '../users/request-verification-mail.ts';
import { findVerification, verifyAddress } from '../users/verify-address.ts';
import { frameOf } from './page-frame.ts';
import { CheckMailPage } from './pages/check-mail-page.tsx';
import { VerificationEndedPage, VerifyPage } from './pages/verify-page.tsx';
import type { PortalDeps } from './portal-deps.ts';
import { sendPage } from './send-page.ts';
import { letIn, originOf } from './session.ts';

/** From the verification mail to being signed in. Opening the link changes nothing: mail scanners open every link. */
export function verificationRoutes(portal: PortalDeps): Router {
  return Router()
    .get('/verify/:token', showVerification(portal))
    .post('/verify/:token', verify(portal))
    .get('/verify/:token/sent', showSent(portal))
    .post('/verify/:token/sent', sendNew(portal));
}

type TokenHandler = RequestHandler<{ token: string }>;

function showVerification({ deps }: PortalDeps): TokenHandler {
  return async (request, response) => {
    const { token } = request.params;
    const { user, state } = await findVerification(deps, { token });
    if (state === 'VERIFIED') return response.redirect(303, '/sign-in?note=verified');
    const frame = await frameOf(deps, user.workspaceId);
    if (state === 'EXPIRED') {
      const page = <VerificationEndedPage frame={frame} sendAgainTo={`/verify/${token}/sent`} />;
      return sendPage(response, 410, page);
    }
    sendPage(response, 200, <VerifyPage frame={frame} email={user.email} />);
  };
}

function verify(portal: PortalDeps): TokenHandler {
  const { deps } = portal;
  return async (request, response) => {
    const { token } = request.params;
    const { state } = await findVerification(deps, { token });
    // The page says that the link has ended, and offers a new one.
    if (state === 'EXPIRED') return response.redirect(303, `/verify/${token}`);
    const { identityId } = await verifyAddress(deps, { token, origin: originOf(request) });
    if (!identityId) return response.redirect(303, '/sign-in?note=verified');
    await letIn(portal, request, response, { identityId });
  };
}

function sendNew({ deps, limits }: PortalDeps): TokenHandler {
  return async (request, response) => {
    const { token } = request.params;
    const { user } = await findVerification(deps, { token });
    await limits.count({ 'verification/user': user.id });
    await requestVerificationMail(deps, { workspaceId: user.workspaceId, userId: user.id });
    response.redirect(303, `/verify/${token}/sent`);
  };
}

function showSent({ deps }: PortalDeps): TokenHandler {
  return async (request, response) => {
    const { user, state } = await findVerification(deps, request.params);
    if (state === 'VERIFIED') return response.redirect(303, '/sign-in?note=verified');
    const frame = await frameOf(deps, user.workspaceId);
    sendPage(response, 200, <CheckMailPage frame={frame} email={user.email} purpose="VERIFY" />);
  };
}
