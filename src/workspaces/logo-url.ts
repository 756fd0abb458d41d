import { type LogoProblem, Refusal } from '../errors.ts';

const LOGO_URL_MAX_LENGTH = 500;

/** A name that the whole world can look up: no bare number, no machine of the own network. */
const publicHost = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
const privateHost = /\.(local|localhost|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/**
 * The address of a picture that pages and mails show, as browsers write it; null: none was typed. Nothing here fetches
 * it: whoever reads a page or a mail does.
 */
export function readLogoUrl(typed: string): string | null {
  const text = typed.trim();
  if (!text) return null;
  const problem = logoProblem(text);
  if (problem) throw new Refusal('LOGO_REFUSED', { problem });
  const url = new URL(text);
  url.hash = '';
  return url.href;
}

function logoProblem(text: string): LogoProblem | undefined {
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return 'MALFORMED';
  const url = new URL(text);
  if (url.protocol !== 'https:') return 'NOT_HTTPS';
  if (url.username || url.password) return 'WITH_PASSWORD';
  if (url.port || !publicHost.test(url.hostname) || privateHost.test(url.hostname)) return 'NOT_PUBLIC';
  // Mail programs show none: an SVG can hold more than a picture.
  if (/\.svgz?$/i.test(url.pathname)) return 'SVG';
  return url.href.length > LOGO_URL_MAX_LENGTH ? 'TOO_LONG' : undefined;
}
