import { type RequestHandler, Router, urlencoded } from 'express';
import { accountRoutes } from './account.tsx';
import { invitationRoutes } from './invitation.tsx';
import { newAddressRoutes } from './new-address.tsx';
import { ownForms } from './own-forms.ts';
import { ownershipRoutes } from './ownership.tsx';
import { icon, stylesheet } from './pages/stylesheet.ts';
import { passwordRoutes } from './password.tsx';
import type { PortalDeps } from './portal-deps.ts';
import { secondFactorRoutes } from './second-factor.tsx';
import { neverStored, securityHeaders } from './security-headers.ts';
import { sessionRoutes } from './sessions.ts';
import { signInRoutes } from './sign-in.tsx';
import { signInCodeRoutes } from './sign-in-code.tsx';
import { verificationRoutes } from './verification.tsx';

/** Where the portal's pages are: what is mounted behind them reads its own bodies. */
const pages = [
  ...['invitation', 'verify', 'new-address', 'account'],
  ...['sign-in', 'sign-out', 'forgot-password', 'password'],
];

/** The web pages of invitees and users. Belongs behind what is no page; `portalErrors` belongs behind it. */
export function createPortal(portal: PortalDeps): Router {
  const { product } = portal.deps;
  const router = Router();
  router.use(securityHeaders(product));
  router.get(stylesheet.path, asset('text/css', stylesheet.css, '365d'));
  router.get('/assets/icon.svg', asset('image/svg+xml', icon, '1d'));
  const forms = urlencoded({ extended: false, limit: '20kb', parameterLimit: 20 });
  router.use(
    pages.map((page) => `/${page}`),
    ...[neverStored, ownForms(product), forms],
  );
  return router.use(
    invitationRoutes(portal),
    verificationRoutes(portal),
    newAddressRoutes(portal),
    signInRoutes(portal),
    signInCodeRoutes(portal),
    passwordRoutes(portal),
    accountRoutes(portal),
    ownershipRoutes(portal),
    secondFactorRoutes(portal),
    sessionRoutes(portal),
  );
}

function asset(type: string, content: string, keep: '365d' | '1d'): RequestHandler {
  const cacheControl = keep === '365d' ? 'public, max-age=31536000, immutable' : 'public, max-age=86400';
  return (_request, response) => {
    response.set('Cache-Control', cacheControl).type(type).send(content);
  };
}
