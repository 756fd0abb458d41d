import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { parse } from 'node-html-parser';

const PERIOD_MS = 30_000;

export interface Authenticator {
  /** What the app shows now; `later`: so many half minutes from now. */
  code(later?: 0 | 1): Promise<string>;
}

/** An app that was given the key of a page, as somebody types it in. */
export function authenticatorOf({ html }: { html: string }): Authenticator {
  const key = parse(html).querySelector('.key')?.text.replaceAll(' ', '') ?? '';
  const secret = new TextDecoder().decode(base32.decode(key));
  return { code: (later = 0) => createOTP(secret).hotp(Math.floor(Date.now() / PERIOD_MS) + later) };
}

/** The codes on the page that shows them once. */
export function backupCodesOn({ html }: { html: string }): string[] {
  return parse(html)
    .querySelectorAll('.codes li')
    .map(({ text }) => text);
}
