import { type RequestHandler, Router } from 'express';
import { endOtherSessions } from '../identities/end-other-sessions.ts';
import type { PortalDeps } from './portal-deps.ts';
import { currentSession, originOf, requireAdmitted } from './session.ts';

/** What somebody does about being signed in elsewhere. */
export function sessionRoutes(portal: PortalDeps): Router {
  return Router().post('/account/sessions/end', endOthers(portal));
}

function endOthers(portal: PortalDeps): RequestHandler {
  return async (request, response) => {
    const identityId = await requireAdmitted(portal, request, response);
    if (!identityId) return;
    const sessionId = await currentSession(portal, request);
    // Ended in this moment: the next page says so.
    if (!sessionId) return response.redirect(303, '/account');
    await endOtherSessions(portal.deps, { identityId, sessionId, origin: originOf(request) });
    response.redirect(303, '/account?note=signed-out-elsewhere');
  };
}
