import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { secondFactorRequiredBy } from '../identities/required-second-factor.ts';
import { hasSecondFactor, keptKey, recordSecondFactor, turnedOn } from '../identities/second-factor.ts';
import { formFields } from './form.ts';
import { frameFor, type PageFrame } from './page-frame.ts';
import type { FormProblem } from './pages/form-parts.tsx';
import {
  BackupCodesPage,
  ConfirmCodePage,
  type PasswordStep,
  PasswordStepPage,
  SecondFactorPage,
} from './pages/second-factor-pages.tsx';
import type { PortalDeps } from './portal-deps.ts';
import { countAttempt, forgetAttempts, takeCode } from './second-factor-limits.ts';
import { orRefusal } from './second-factor-problem.ts';
import { problemOf, sendPage } from './send-page.ts';
import { authHeaders, forwardCookies, originOf, requireSignedIn, sessionBegun } from './session.ts';

const HOME = '/account/second-factor';

/** Where somebody who is signed in looks after their second factor. */
export function secondFactorRoutes(portal: PortalDeps): Router {
  const page = (act: Act) => signedIn(portal, act);
  return Router()
    .get(HOME, page(showState))
    .post(HOME, page(begin))
    .get(`${HOME}/confirm`, page(toState))
    .post(`${HOME}/confirm`, page(confirm))
    .get(`${HOME}/codes`, page(showStep('CODES')))
    .post(`${HOME}/codes`, page(makeCodes))
    .get(`${HOME}/off`, page(showStep('OFF')))
    .post(`${HOME}/off`, page(turnOff))
    .get(`${HOME}/codes.txt`, page(toState))
    .post(`${HOME}/codes.txt`, page(download));
}

interface Visit {
  portal: PortalDeps;
  request: Request;
  response: Response;
  identityId: string;
  frame: PageFrame;
  /** With the headers of the request; refusals in our words, 'ENDED' where the state is not what it was. */
  headers: Headers;
}

type Act = (visit: Visit) => Promise<void>;

function signedIn(portal: PortalDeps, act: Act): RequestHandler {
  return async (request, response) => {
    const identityId = await requireSignedIn(portal, request, response);
    if (!identityId) return;
    const frame = await frameFor(portal.deps, identityId);
    await act({ portal, request, response, identityId, frame, headers: authHeaders(request) });
  };
}

const toState: Act = async ({ response }) => response.redirect(303, HOME);

const showState: Act = async ({ portal, response, identityId, frame }) => {
  const requiredBy = await secondFactorRequiredBy(portal.deps, identityId);
  if (!(await hasSecondFactor(portal.deps.db, identityId))) {
    return sendPage(response, 200, <PasswordStepPage {...{ frame, requiredBy }} step="SET_UP" />);
  }
  const { backupCodes } = await portal.auth.api.viewBackupCodes({ body: { userId: identityId } });
  sendPage(response, 200, <SecondFactorPage {...{ frame, requiredBy }} codesLeft={backupCodes.length} />);
};

function showStep(step: PasswordStep): Act {
  return async ({ portal, response, identityId, frame }) => {
    if (!(await hasSecondFactor(portal.deps.db, identityId))) return response.redirect(303, HOME);
    if (step === 'OFF') await requireOptional(portal, identityId);
    sendPage(response, 200, <PasswordStepPage frame={frame} step={step} />);
  };
}

/** Makes a key for the app. It counts when a code of the app has confirmed it. */
const begin: Act = (visit) =>
  withPassword(visit, 'SET_UP', async ({ portal, headers, response, frame }, password) => {
    const begun = await orRefusal(portal.auth.api.enableTwoFactor({ body: { password }, headers }));
    if (begun === 'ENDED' || begun.method !== 'totp') return 'ENDED';
    sendPage(response, 200, <ConfirmCodePage frame={frame} uri={begun.totpURI} />);
    return 'DONE';
  });

const confirm: Act = async ({ portal, request, response, identityId, frame, headers }) => {
  const { auth, deps, limits } = portal;
  await countAttempt(limits, request, identityId);
  if (await hasSecondFactor(deps.db, identityId)) return response.redirect(303, HOME);
  const code = formFields(request, ['code']).code.replace(/\s/g, '');
  const key = await keptKey(deps.db, identityId);
  let sessionId: string | undefined;
  try {
    await takeCode(limits, identityId, code);
    const verified = await orRefusal(auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }));
    if (verified === 'ENDED') return response.redirect(303, HOME);
    forwardCookies(verified.headers, response);
    sessionId = await sessionBegun(portal, verified);
  } catch (error) {
    const problem = problemOf(error, frame);
    // The button was pressed twice, and the first time has turned it on.
    if (await hasSecondFactor(deps.db, identityId)) return response.redirect(303, HOME);
    return sendPage(response, problem.status, <ConfirmCodePage {...{ frame, problem }} />);
  }
  await forgetAttempts(limits, request, identityId);
  const outcome = await turnedOn(deps, { identityId, key, sessionId, origin: originOf(request) });
  if (outcome === 'OTHER_KEY') return response.redirect(303, HOME);
  const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: identityId } });
  sendPage(response, 200, <BackupCodesPage frame={frame} codes={backupCodes} isNew />);
};

const makeCodes: Act = (visit) =>
  withPassword(
    visit,
    'CODES',
    async ({ portal, headers, request, response, identityId, frame }, password) => {
      const { auth, deps } = portal;
      const made = await orRefusal(auth.api.generateBackupCodes({ body: { password }, headers }));
      if (made === 'ENDED') return 'ENDED';
      const origin = originOf(request);
      await recordSecondFactor(deps, { identityId, action: 'identity.backup-codes-made', origin });
      sendPage(response, 200, <BackupCodesPage frame={frame} codes={made.backupCodes} />);
      return 'DONE';
    },
  );

const turnOff: Act = (visit) =>
  withPassword(visit, 'OFF', async ({ portal, headers, request, response, identityId }, password) => {
    const { auth, deps } = portal;
    if (!(await hasSecondFactor(deps.db, identityId))) return 'ENDED';
    await requireOptional(portal, identityId);
    const off = await orRefusal(
      auth.api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }),
    );
    if (off === 'ENDED') return 'ENDED';
    forwardCookies(off.headers, response);
    const origin = originOf(request);
    await recordSecondFactor(deps, { identityId, action: 'identity.second-factor-off', origin });
    response.redirect(303, '/account?note=second-factor-off');
    return 'DONE';
  });

async function requireOptional({ deps }: PortalDeps, identityId: string): Promise<void> {
  const requiredBy = await secondFactorRequiredBy(deps, identityId);
  if (requiredBy.length > 0) throw new Refusal('SECOND_FACTOR_REQUIRED', { requiredBy });
}

/**
 * Each change asks for the password again; a wrong one is said beside its field. DONE: the password was right, so the
 * attempts are forgotten. ENDED: it may not have been looked at, so this one counts like a wrong one.
 */
async function withPassword(
  visit: Visit,
  step: PasswordStep,
  act: (visit: Visit, password: string) => Promise<'DONE' | 'ENDED'>,
): Promise<void> {
  const { portal, request, response, identityId, frame } = visit;
  await countAttempt(portal.limits, request, identityId);
  try {
    const outcome = await act(visit, formFields(request, ['password']).password);
    if (outcome === 'ENDED') return response.redirect(303, HOME);
    await forgetAttempts(portal.limits, request, identityId);
  } catch (error) {
    const problem: FormProblem & { status: number } = problemOf(error, frame);
    sendPage(response, problem.status, <PasswordStepPage {...{ frame, step, problem }} />);
  }
}

/** The page has the codes already; a file of them needs no other way than the form to come back. */
const codes = z
  .string()
  .regex(/^(?:[a-z0-9]{5}-[a-z0-9]{5} ?){1,10}$/)
  .catch('');

const download: Act = async ({ request, response, frame }) => {
  const lines = codes.parse(formFields(request, ['codes']).codes).split(' ');
  const text = [frame.words.secondFactor.codes.fileTitle(frame.productName), '', ...lines, ''].join('\r\n');
  response.attachment(frame.words.secondFactor.codes.fileName).type('text/plain').send(text);
};
