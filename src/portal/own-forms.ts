import type { RequestHandler } from 'express';
import { Refusal } from '../errors.ts';

/**
 * Refuses forms that another site sends. Every browser of today says where a form comes from; a program that says
 * nothing has no cookies of anybody to misuse.
 */
export function ownForms({ publicUrl }: { publicUrl: string }): RequestHandler {
  const own = new URL(publicUrl).origin;
  return (request, _response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const site = request.get('Sec-Fetch-Site');
    const origin = request.get('Origin');
    const foreign =
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && origin !== own && !(origin === 'null' && site === 'same-origin'));
    next(foreign ? new Refusal('FOREIGN_FORM', {}) : undefined);
  };
}
