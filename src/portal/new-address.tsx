import { type RequestHandler, Router } from 'express';
import { changeAddress, findAddressChange } from '../users/change-address.ts';
import { frameOf } from './page-frame.ts';
import { NewAddressPage } from './pages/new-address-page.tsx';
import type { PortalDeps } from './portal-deps.ts';
import { sendPage } from './send-page.ts';
import { originOf } from './session.ts';

/** From the mail to a new address to that address being the one that counts. Opening the link changes nothing. */
export function newAddressRoutes(portal: PortalDeps): Router {
  return Router().get('/new-address/:token', show(portal)).post('/new-address/:token', change(portal));
}

type TokenHandler = RequestHandler<{ token: string }>;

function show({ deps }: PortalDeps): TokenHandler {
  return async (request, response) => {
    const { workspaceId, email, pendingEmail } = await findAddressChange(deps, request.params);
    const frame = await frameOf(deps, workspaceId);
    sendPage(response, 200, <NewAddressPage frame={frame} oldEmail={email} newEmail={pendingEmail} />);
  };
}

function change({ deps }: PortalDeps): TokenHandler {
  return async (request, response) => {
    await changeAddress(deps, { token: request.params.token, origin: originOf(request) });
    response.redirect(303, '/sign-in?note=new-address');
  };
}
