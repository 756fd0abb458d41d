import type { Response } from 'express';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Refusal } from '../errors.ts';
import type { PageFrame } from './page-frame.ts';
import type { FormProblem } from './pages/form-parts.tsx';
import type { FramedPage } from './pages/layout.tsx';
import { refusalText } from './refusal-texts.ts';
import { allowPicture } from './security-headers.ts';

/** Sends a page; its logo, if any, is the one thing of elsewhere that the page may load. */
export function sendPage(response: Response, status: number, page: ReactElement<FramedPage>): void {
  const { logo } = page.props.frame;
  if (logo) allowPicture(response, logo.url);
  response
    .status(status)
    .type('html')
    .send(`<!doctype html>${renderToStaticMarkup(page)}`);
}

/** What a refusal says about a field of a form; every other error is thrown on. */
export function problemOf(error: unknown, frame: PageFrame): FormProblem & { status: number } {
  if (!(error instanceof Refusal)) throw error;
  const { status, field, title, text } = refusalText(error.asUnion(), frame);
  if (!field) throw error;
  return { status, field, title, text };
}
