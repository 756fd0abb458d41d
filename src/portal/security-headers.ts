import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Nothing but our own style sheet and images is loaded, nothing is run, and nobody may frame a page. */
export function securityHeaders({ publicUrl }: { publicUrl: string }): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // Links carry tokens, so other sites get no referrer. Not "no-referrer": with that, browsers send forms with
    // "Origin: null", and over plain HTTP nothing else says where a form came from.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: publicUrl.startsWith('https:') && { maxAge: 365 * 24 * 60 * 60 },
  });
}

/** Pages show what only their reader may see, and what they show changes. */
export const neverStored: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
