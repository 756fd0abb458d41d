import type { ErrorRequestHandler, RequestHandler } from 'express';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { reportFault } from '../faults.ts';
import type { Log } from '../log.ts';
import { MessagePage } from './pages/message-page.tsx';
import type { RefusalText } from './refusal-texts.ts';
import { sendPage, textOf } from './send-page.ts';

interface ErrorPages {
  log: Log;
  product: { name: string };
  now: () => Date;
}

/** Express marks requests that it could not take apart so: a body too long, a broken encoding. */
const badRequest = z.object({ status: z.number().int().min(400).max(499) });

/** Shows what went wrong: a refusal with what to do next, a fault with the reference under which it is logged. */
export function portalErrors({ log, product, now }: ErrorPages): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    response.set('Cache-Control', 'no-store');
    if (error instanceof Refusal) {
      const { status, title, text, next: step, retryAt } = textOf(error, product.name);
      if (retryAt) {
        response.set(
          'Retry-After',
          String(Math.max(1, Math.ceil((retryAt.getTime() - now().getTime()) / 1000))),
        );
      }
      const page = { title, text, next: nextStep(step, request.path) };
      return sendPage(response, status, <MessagePage productName={product.name} {...page} />);
    }
    const bad = badRequest.safeParse(error);
    if (bad.success) {
      const text = ['What arrived could not be read. Go back, and try again with less or other text.'];
      return sendPage(
        response,
        bad.data.status,
        <MessagePage productName={product.name} title="That did not arrive whole" text={text} />,
      );
    }
    // The route, not the address that was asked for: that one may hold a token.
    const route: unknown = request.route?.path;
    const reference = reportFault(log, error, { request: 'portal', method: request.method, route });
    const text = [
      'This was our fault, and it has been noted. What you did may not be done yet.',
      'Try again in a moment. If it stays, tell an admin the reference.',
    ];
    sendPage(
      response,
      500,
      <MessagePage productName={product.name} title="Something went wrong" {...{ text, reference }} />,
    );
  };
}

/** The page for addresses that lead nowhere; belongs behind everything else. */
export function portalNotFound({ product }: Pick<ErrorPages, 'product'>): RequestHandler {
  return (_request, response) => {
    const text = ['Check the address, or open the link in your mail again.'];
    sendPage(
      response,
      404,
      <MessagePage
        productName={product.name}
        title="There is no such page"
        text={text}
        next={{ label: 'Go to Your Account', href: '/' }}
      />,
    );
  };
}

function nextStep(next: RefusalText['next'], path: string) {
  switch (next) {
    case 'SIGN_IN':
      return { label: 'Sign In', href: '/sign-in' };
    case 'FORGOT_PASSWORD':
      return { label: 'Send a New Link', href: '/forgot-password' };
    case 'SEND_VERIFICATION':
      return { label: 'Send It Again', href: `${path.replace(/\/sent$/, '')}/sent` };
    case 'ACCOUNT':
      return { label: 'Go to Your Account', href: '/account' };
    case 'NEW_INVITATION':
      return { label: 'Ask for a New Invitation', href: `${path.replace(/\/new$/, '')}/new`, isForm: true };
    case undefined:
      return undefined;
  }
}
