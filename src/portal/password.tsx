import { type RequestHandler, Router } from 'express';
import { choosePassword, findPasswordLink } from '../identities/choose-password.ts';
import { PASSWORD_MIN_LENGTH } from '../identities/password-strength.ts';
import { requestPasswordLink } from '../identities/request-password-link.ts';
import { readEmailAddress } from '../invitations/email-address.ts';
import { inactiveRefusal } from '../users/inactive-refusal.ts';
import { isActive } from './auth.ts';
import { clientNetwork } from './client-address.ts';
import { formFields } from './form.ts';
import { frameFor, frameForAnybody, type PageFrame } from './page-frame.ts';
import { CheckMailPage } from './pages/check-mail-page.tsx';
import { ChoosePasswordPage, ForgotPasswordPage } from './pages/password-pages.tsx';
import type { PortalDeps } from './portal-deps.ts';
import { problemOf, sendPage } from './send-page.ts';
import { letIn, originOf } from './session.ts';

export function passwordRoutes(portal: PortalDeps): Router {
  return Router()
    .get('/forgot-password', showForgotPassword(portal))
    .post('/forgot-password', requestLink(portal))
    .get('/password/:token', showChoosePassword(portal))
    .post('/password/:token', setPassword(portal));
}

type TokenHandler = RequestHandler<{ token: string }>;

function showForgotPassword({ deps }: PortalDeps): RequestHandler {
  return async (_request, response) => {
    sendPage(response, 200, <ForgotPasswordPage frame={await frameForAnybody(deps)} email="" />);
  };
}

/** One answer, whether there is an account or not. */
function requestLink({ deps, limits }: PortalDeps): RequestHandler {
  return async (request, response) => {
    const frame = await frameForAnybody(deps);
    const { email: typed } = formFields(request, ['email']);
    const read = readEmailAddress(typed);
    if (!read.ok) {
      const problem = { field: 'email', title: frame.words.wrongAddress, text: [] };
      return sendPage(response, 422, <ForgotPasswordPage {...{ frame, email: typed, problem }} />);
    }
    await limits.count({
      'password-link/ip': clientNetwork(request),
      'password-link/address': read.email,
    });
    await requestPasswordLink(deps, { email: read.email });
    sendPage(response, 200, <CheckMailPage frame={frame} email={undefined} purpose="PASSWORD" />);
  };
}

function showChoosePassword({ deps }: PortalDeps): TokenHandler {
  return async (request, response) => {
    const { identityId, email, passwordHash } = await findPasswordLink(deps, request.params);
    const frame = await frameFor(deps, identityId);
    sendPage(response, 200, choosePage(frame, email, passwordHash === undefined));
  };
}

function setPassword(portal: PortalDeps): TokenHandler {
  const { deps, limits } = portal;
  return async (request, response) => {
    const { token } = request.params;
    await limits.count({ 'choose-password/ip': clientNetwork(request) });
    const { identityId, email, passwordHash } = await findPasswordLink(deps, { token });
    const { password } = formFields(request, ['password']);
    const origin = originOf(request);
    try {
      await choosePassword(deps, { token, password, origin });
      if (!(await isActive(deps, identityId))) throw await inactiveRefusal(deps, { email });
      await letIn(portal, request, response, { identityId, note: 'new-password' });
    } catch (error) {
      const frame = await frameFor(deps, identityId);
      const problem = problemOf(error, frame);
      const page = choosePage(frame, email, passwordHash === undefined, problem);
      sendPage(response, problem.status, page);
    }
  };
}

function choosePage(
  frame: PageFrame,
  email: string,
  isFirst: boolean,
  problem?: ReturnType<typeof problemOf>,
) {
  return (
    <ChoosePasswordPage {...{ frame, email, isFirst, problem }} passwordMinLength={PASSWORD_MIN_LENGTH} />
  );
}
