import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { openSessions } from '../identities/open-sessions.ts';
import { findAccount } from '../users/find-account.ts';
import { frameFor } from './page-frame.ts';
import { AccountPage } from './pages/account-page.tsx';
import type { PortalDeps } from './portal-deps.ts';
import { sendPage } from './send-page.ts';
import { currentSession, requireAdmitted } from './session.ts';
import type { PortalWords } from './words/portal-words.ts';

/** What somebody has just done, by the name in the address. */
const noteName = z
  .enum(['offered', 'accepted', 'declined', 'withdrawn', 'signed-out-elsewhere', 'second-factor-off'])
  .optional()
  .catch(undefined);

function noteWords({ ownership, account, secondFactor }: PortalWords) {
  return {
    ...ownership.notes,
    'signed-out-elsewhere': account.sessions.ended,
    'second-factor-off': secondFactor.account.turnedOff,
  };
}

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
    const identityId = await requireAdmitted(portal, request, response);
    if (!identityId) return;
    const frame = await frameFor(deps, identityId);
    const account = await findAccount(deps, { identityId });
    const since = deps.now().getTime() - FIRST_DAY_MS;
    const isFirst = account.workspaces.some(({ activatedAt }) => (activatedAt?.getTime() ?? 0) > since);
    const name = noteName.parse(request.query.note);
    const note = name && noteWords(frame.words)[name];
    const sessions = await openSessions(deps, identityId);
    const currentId = await currentSession(portal, request);
    const page = { ...account, frame, note, sessions, currentId };
    sendPage(response, 200, <AccountPage {...page} isFirst={isFirst && !note} />);
  };
}
