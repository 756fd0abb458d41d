import type { Response } from 'express';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type AnyRefusal, Refusal } from '../errors.ts';
import type { FormProblem } from './pages/form-parts.tsx';
import { type RefusalText, refusalText } from './refusal-texts.ts';

export function sendPage(response: Response, status: number, page: ReactElement): void {
  response
    .status(status)
    .type('html')
    .send(`<!doctype html>${renderToStaticMarkup(page)}`);
}

/** What a refusal says about a field of a form; every other error is thrown on. */
export function problemOf(error: unknown, productName: string): FormProblem & { status: number } {
  if (!(error instanceof Refusal)) throw error;
  const { status, field, title, text } = textOf(error, productName);
  if (!field) throw error;
  return { status, field, title, text };
}

export function textOf(refusal: Refusal, productName: string): RefusalText {
  return refusalText({ code: refusal.code, facts: refusal.facts } as AnyRefusal, productName);
}
