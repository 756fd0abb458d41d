import { type Request, type RequestHandler, type Response, Router } from 'express';
import { readBackupCode } from '../identities/backup-codes.ts';
import { recordSecondFactor } from '../identities/second-factor.ts';
import { inactiveRefusal } from '../users/inactive-refusal.ts';
import { recordSignIn } from '../users/record-sign-in.ts';
import { formFields } from './form.ts';
import { isNoActiveUser } from './own-endpoints.ts';
import { frameFor } from './page-frame.ts';
import { SignInCodePage } from './pages/sign-in-code-page.tsx';
import type { PortalDeps } from './portal-deps.ts';
import {
  countAttempt,
  forgetAttempts,
  forgetWrongCodes,
  isToHearOfWrongCode,
  takeCode,
} from './second-factor-limits.ts';
import { orRefusal } from './second-factor-problem.ts';
import { problemOf, sendPage } from './send-page.ts';
import { authHeaders, forwardCookies, originOf } from './session.ts';
import { forgetPasswords } from './sign-in-limits.ts';

/** Of the app, or one of those on paper. */
type CodeKind = 'APP' | 'BACKUP';

const BEGIN_AGAIN = '/sign-in?note=code-ended';

/** What whoever has a second factor is asked for after the password. */
export function signInCodeRoutes(portal: PortalDeps): Router {
  return Router()
    .get('/sign-in/code', show(portal, 'APP'))
    .post('/sign-in/code', enter(portal, 'APP'))
    .get('/sign-in/backup-code', show(portal, 'BACKUP'))
    .post('/sign-in/backup-code', enter(portal, 'BACKUP'));
}

function show(portal: PortalDeps, kind: CodeKind): RequestHandler {
  return async (request, response) => {
    const identityId = await challenged(portal, request);
    if (!identityId) return response.redirect(303, BEGIN_AGAIN);
    const frame = await frameFor(portal.deps, identityId);
    sendPage(response, 200, <SignInCodePage frame={frame} kind={kind} />);
  };
}

function enter(portal: PortalDeps, kind: CodeKind): RequestHandler {
  const { deps, limits } = portal;
  return async (request, response) => {
    const identityId = await challenged(portal, request);
    if (!identityId) return response.redirect(303, BEGIN_AGAIN);
    await countAttempt(limits, request, identityId);
    const { email } = await deps.db.identity.findUniqueOrThrow({ where: { id: identityId } });
    const { code } = formFields(request, ['code']);
    try {
      const verify = kind === 'APP' ? verifyCode : verifyBackupCode;
      const entered = await verify(portal, { request, response, identityId, typed: code });
      if (entered === 'ENDED') return response.redirect(303, BEGIN_AGAIN);
      await forgetAttempts(limits, request, identityId);
      await forgetWrongCodes(limits, identityId);
      await forgetPasswords(limits, request, email);
      await recordSignIn(deps, { identityId, origin: originOf(request) });
      response.redirect(303, '/account');
    } catch (error) {
      if (isNoActiveUser(error)) throw await inactiveRefusal(deps, { email });
      const frame = await frameFor(deps, identityId);
      const problem = problemOf(error, frame);
      await countWrongCode(portal, request, identityId);
      // The button was pressed twice, and the first time was the one that counted.
      if (!(await challenged(portal, request))) return response.redirect(303, BEGIN_AGAIN);
      sendPage(response, problem.status, <SignInCodePage {...{ frame, kind, problem }} />);
    }
  };
}

/** Whoever guesses codes knows the password: its owner hears when they are too many. */
async function countWrongCode({ deps, limits }: PortalDeps, request: Request, identityId: string) {
  if (!(await isToHearOfWrongCode(limits, identityId))) return;
  const origin = originOf(request);
  await recordSecondFactor(deps, { identityId, action: 'identity.codes-refused', origin });
}

async function challenged({ auth }: PortalDeps, request: Request): Promise<string | null> {
  const { identityId } = await auth.api.findChallenged({ headers: authHeaders(request) });
  return identityId;
}

interface Entry {
  request: Request;
  response: Response;
  identityId: string;
  typed: string;
}

async function verifyCode({ auth, limits }: PortalDeps, { request, response, identityId, typed }: Entry) {
  const code = typed.replace(/\s/g, '');
  await takeCode(limits, identityId, code);
  const headers = authHeaders(request);
  const verified = await orRefusal(auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }));
  // Of somebody else, who is signed in here: that is no answer to this challenge.
  if (verified === 'ENDED' || verified.response.user.id !== identityId) return 'ENDED';
  forwardCookies(verified.headers, response);
  return 'ENTERED';
}

async function verifyBackupCode(
  { deps, auth }: PortalDeps,
  { request, response, identityId, typed }: Entry,
): Promise<'ENTERED' | 'ENDED'> {
  const headers = authHeaders(request);
  const body = { code: readBackupCode(typed) };
  const verified = await orRefusal(auth.api.verifyBackupCode({ body, headers, returnHeaders: true }));
  // Of somebody else, who is signed in here: that is no answer to this challenge.
  if (verified === 'ENDED' || verified.response.user.id !== identityId) return 'ENDED';
  const origin = originOf(request);
  await recordSecondFactor(deps, { identityId, action: 'identity.backup-code-used', origin });
  forwardCookies(verified.headers, response);
  return 'ENTERED';
}
