import { type RequestHandler, Router } from 'express';
import { findAccount } from '../users/find-account.ts';
import { AccountPage } from './pages/account-page.tsx';
import type { PortalDeps } from './portal-deps.ts';
import { sendPage } from './send-page.ts';
import { signedInIdentity } from './session.ts';

/** What the page says to somebody who has just done something, by the name in the address. */
const notes = new Map([
  ['offered', 'The ownership is offered. Nothing changes before it is accepted.'],
  ['accepted', 'You are the Owner now.'],
  ['declined', 'You declined the ownership. Whoever offered it hears of that.'],
  ['withdrawn', 'The offer is withdrawn, and you stay the Owner.'],
]);

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
    const identityId = await signedInIdentity(portal, request, response);
    if (!identityId) return response.redirect(303, '/sign-in');
    const account = await findAccount(deps, { identityId });
    const since = deps.now().getTime() - FIRST_DAY_MS;
    const isFirst = account.workspaces.some(({ activatedAt }) => (activatedAt?.getTime() ?? 0) > since);
    const note = typeof request.query.note === 'string' ? notes.get(request.query.note) : undefined;
    const page = { ...account, isFirst: isFirst && !note, note, productName: deps.product.name };
    sendPage(response, 200, <AccountPage {...page} />);
  };
}
