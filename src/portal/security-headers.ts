import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** Nothing but our own style sheet and images is loaded, nothing is run, and nobody may frame a page. */
const directives = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};

export function securityHeaders({ publicUrl }: { publicUrl: string }): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    // Links carry tokens, so other sites get no referrer. Not "no-referrer": with that, browsers send forms with
    // "Origin: null", and over plain HTTP nothing else says where a form came from.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: publicUrl.startsWith('https:') && { maxAge: 365 * 24 * 60 * 60 },
  });
}

/** Lets this one page load this one picture as well. */
export function allowPicture(response: Response, url: string): void {
  const { origin, pathname } = new URL(url);
  // A policy is a list with semicolons and commas between its parts; browsers undo the encoding before they compare.
  const source = `${origin}${pathname}`.replaceAll(';', '%3B').replaceAll(',', '%2C');
  const policy = helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: { ...directives, imgSrc: ["'self'", source] },
  });
  policy(response.req, response, (error?: unknown) => {
    if (error) throw error;
  });
}

/** Pages show what only their reader may see, and what they show changes. */
export const neverStored: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
