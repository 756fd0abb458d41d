import { type RequestHandler, Router } from 'express';
import { secondFactorRequiredBy } from '../identities/required-second-factor.ts';
import { findAccount } from '../users/find-account.ts';
import { frameFor } from './page-frame.ts';
import { AccountPage } from './pages/account-page.tsx';
import type { PortalDeps } from './portal-deps.ts';
import { sendPage } from './send-page.ts';
import { requireSignedIn } from './session.ts';

const FIRST_DAY_MS = 24 * 60 * 60 * 1000;

export function accountRoutes(portal: PortalDeps): Router {
  return Router().get('/', toAccount).get('/account', showAccount(portal));
}

const toAccount: RequestHandler = (_request, response) => {
  response.redirect(303, '/account');
};

function showAccount(portal: PortalDeps): RequestHandler {
  const { deps } = portal;
  return async (request, response) => {
    const identityId = await requireSignedIn(portal, request, response);
    if (!identityId) return;
    const frame = await frameFor(deps, identityId);
    const account = await findAccount(deps, { identityId });
    if (!account.hasSecondFactor && (await secondFactorRequiredBy(deps, identityId)).length > 0) {
      return response.redirect(303, '/account/second-factor');
    }
    const since = deps.now().getTime() - FIRST_DAY_MS;
    const isFirst = account.workspaces.some(({ activatedAt }) => (activatedAt?.getTime() ?? 0) > since);
    sendPage(response, 200, <AccountPage frame={frame} {...account} isFirst={isFirst} />);
  };
}
