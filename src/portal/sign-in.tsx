import { APIError } from 'better-auth/api';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { readEmailAddress } from '../invitations/email-address.ts';
import { inactiveRefusal } from '../users/inactive-refusal.ts';
import { recordSignIn } from '../users/record-sign-in.ts';
import { requestVerificationMail } from '../users/request-verification-mail.ts';
import { clientNetwork } from './client-address.ts';
import { formFields } from './form.ts';
import { isNoActiveUser } from './own-endpoints.ts';
import { frameForAnybody } from './page-frame.ts';
import { CheckMailPage } from './pages/check-mail-page.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import type { PortalDeps } from './portal-deps.ts';
import { problemOf, sendPage } from './send-page.ts';
import { authHeaders, forwardCookies, mayGoOn, originOf, readVisit } from './session.ts';
import { countPassword, forgetPasswords } from './sign-in-limits.ts';

export function signInRoutes(portal: PortalDeps): Router {
  return Router()
    .get('/sign-in', showSignIn(portal))
    .post('/sign-in', signIn(portal))
    .post('/sign-out', signOut(portal));
}

/** What the page says to somebody who was sent to it, by the name in the address. */
const noteName = z
  .enum(['new-address', 'verified', 'signed-out', 'idle', 'second-factor', 'new-password', 'code-ended'])
  .optional()
  .catch(undefined);

function showSignIn(portal: PortalDeps): RequestHandler {
  return async (request, response) => {
    const { state } = await readVisit(portal, request, response);
    if (state === 'SIGNED_IN') return response.redirect(303, '/account');
    const frame = await frameForAnybody(portal.deps);
    const name = state === 'IDLE' ? 'idle' : noteName.parse(request.query.note);
    const note = name && frame.words.signIn.notes[name];
    sendPage(response, 200, <SignInPage frame={frame} email="" note={note} />);
  };
}

function signIn(portal: PortalDeps): RequestHandler {
  const { deps, limits } = portal;
  return async (request, response) => {
    const frame = await frameForAnybody(deps);
    const { email: typed, password } = formFields(request, ['email', 'password']);
    const read = readEmailAddress(typed);
    const email = read.ok ? read.email : typed;
    const ip = { 'sign-in/ip': clientNetwork(request) };
    await limits.count(ip);
    await countPassword(limits, request, email);
    try {
      const outcome = await tryPassword(portal, request, response, { email, password });
      if (outcome === 'UNVERIFIED') {
        await limits.count({ 'verification/user': email });
        await requestVerificationMail(deps, { email });
        return sendPage(response, 200, <CheckMailPage {...{ frame, email, purpose: 'VERIFY' }} />);
      }
      await limits.giveBack(ip);
      if (outcome === 'CODE') return response.redirect(303, '/sign-in/code');
      if (outcome === 'AGAIN') return response.redirect(303, '/sign-in?note=second-factor');
      await forgetPasswords(limits, request, email);
      await recordSignIn(deps, { identityId: outcome.identityId, origin: originOf(request) });
      response.redirect(303, '/account');
    } catch (error) {
      const problem = problemOf(error, frame);
      sendPage(response, problem.status, <SignInPage {...{ frame, email: typed, problem }} />);
    }
  };
}

/** How Better Auth answers for somebody with a second factor. */
const awaitsCode = z.object({ twoFactorRedirect: z.literal(true) });

/** What keeps somebody out is said only after the password was right. AGAIN: they have a second factor as of now. */
async function tryPassword(
  portal: PortalDeps,
  request: Request,
  response: Response,
  body: { email: string; password: string },
): Promise<{ identityId: string } | 'UNVERIFIED' | 'CODE' | 'AGAIN'> {
  const { deps, auth } = portal;
  try {
    const signedIn = await auth.api.signInEmail({ body, headers: authHeaders(request), returnHeaders: true });
    const { user, token } = signedIn.response;
    const isCodeAsked = awaitsCode.safeParse(signedIn.response).success;
    if (!isCodeAsked && !(await mayGoOn(portal, { identityId: user.id, token }))) return 'AGAIN';
    forwardCookies(signedIn.headers, response);
    return isCodeAsked ? 'CODE' : { identityId: user.id };
  } catch (error) {
    if (isNoActiveUser(error)) throw await inactiveRefusal(deps, body);
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
    if (error.body?.code === 'EMAIL_NOT_VERIFIED') return 'UNVERIFIED';
    throw new Refusal('SIGN_IN_FAILED', {});
  }
}

function signOut({ auth }: PortalDeps): RequestHandler {
  return async (request, response) => {
    const { headers } = await auth.api.signOut({ headers: authHeaders(request), returnHeaders: true });
    forwardCookies(headers, response);
    response.redirect(303, '/sign-in?note=signed-out');
  };
}
