import type { ErrorRequestHandler, RequestHandler } from 'express';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { reportFault } from '../faults.ts';
import type { Log } from '../log.ts';
import { frameForAnybody, frameOf, type PageFrame, plainFrame } from './page-frame.ts';
import { MessagePage } from './pages/message-page.tsx';
import { type RefusalText, refusalText } from './refusal-texts.ts';
import { sendPage } from './send-page.ts';

interface ErrorPages {
  deps: Pick<Deps, 'db' | 'product' | 'now'>;
  log: Log;
}

/** Express marks requests that it could not take apart so: a body too long, a broken encoding. */
const badRequest = z.object({ status: z.number().int().min(400).max(499) });

/** Shows what went wrong: a refusal with what to do next, a fault with the reference under which it is logged. */
export function portalErrors({ deps, log }: ErrorPages): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    response.set('Cache-Control', 'no-store');
    const frame = await frameOfError(deps, error);
    if (error instanceof Refusal) {
      const { status, title, text, next: step, retryAt } = refusalText(error.asUnion(), frame);
      if (retryAt) {
        response.set(
          'Retry-After',
          String(Math.max(1, Math.ceil((retryAt.getTime() - deps.now().getTime()) / 1000))),
        );
      }
      const page = { title, text, next: nextStep(step, request.path, frame) };
      return sendPage(response, status, <MessagePage frame={frame} {...page} />);
    }
    const bad = badRequest.safeParse(error);
    if (bad.success) {
      return sendPage(response, bad.data.status, <MessagePage frame={frame} {...frame.words.notWhole} />);
    }
    // The route, not the address that was asked for: that one may hold a token.
    const route: unknown = request.route?.path;
    const reference = reportFault(log, error, { request: 'portal', method: request.method, route });
    sendPage(response, 500, <MessagePage frame={frame} {...frame.words.fault} reference={reference} />);
  };
}

/** The page for addresses that lead nowhere; belongs behind everything else. */
export function portalNotFound({ deps }: Pick<ErrorPages, 'deps'>): RequestHandler {
  return async (_request, response) => {
    const frame = await frameForAnybody(deps);
    const next = { label: frame.words.buttons.toAccount, href: '/' };
    sendPage(response, 404, <MessagePage frame={frame} {...frame.words.notFound} next={next} />);
  };
}

/** What a genuine link led to says whose page it is. */
const linkedWorkspace = z.object({ source: z.object({ workspaceId: z.string() }) });

/** Whatever went wrong, there is a page: without the database it is the product's own. */
async function frameOfError(deps: ErrorPages['deps'], error: unknown): Promise<PageFrame> {
  const linked = error instanceof Refusal ? linkedWorkspace.safeParse(error.facts) : undefined;
  const frame = linked?.success ? frameOf(deps, linked.data.source.workspaceId) : frameForAnybody(deps);
  return frame.catch(() => plainFrame(deps.product));
}

function nextStep(next: RefusalText['next'], path: string, { words }: PageFrame) {
  const { signIn, sendNewLink, sendAgain, askForNew } = words.buttons;
  switch (next) {
    case 'SIGN_IN':
      return { label: signIn, href: '/sign-in' };
    case 'FORGOT_PASSWORD':
      return { label: sendNewLink, href: '/forgot-password' };
    case 'SEND_VERIFICATION':
      return { label: sendAgain, href: `${path.replace(/\/sent$/, '')}/sent` };
    case 'ACCOUNT':
      return { label: words.buttons.toAccount, href: '/account' };
    case 'NEW_INVITATION':
      return { label: askForNew, href: `${path.replace(/\/new$/, '')}/new`, isForm: true };
    case undefined:
      return undefined;
  }
}
