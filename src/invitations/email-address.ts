import { z } from 'zod';
import { asLatin } from './look-alikes.ts';

/** RFC 5321 allows 254 characters for a whole address. Counted first: the rest takes long over a long text. */
const address = z.string().max(254).pipe(z.email());

export type ReadAddress =
  | { ok: true; email: string }
  | { ok: false; reason: 'MALFORMED' }
  /** Letters that only look like those of an address; `ascii` is the likely meaning, where one is known. */
  | { ok: false; reason: 'LOOK_ALIKE'; ascii: string | null };

/**
 * Normalises (trim, NFKC, lower case), then validates: never the other way round, because normalising can make another
 * address of a valid one. Letters outside ASCII are refused: mailboxes that have them are rare, impostors are not.
 */
export function readEmailAddress(typed: string): ReadAddress {
  const email = typed.trim().normalize('NFKC').toLowerCase();
  if (hasForeignLetters(email)) {
    const ascii = asLatin(email);
    if (address.safeParse(ascii).success) return { ok: false, reason: 'LOOK_ALIKE', ascii };
    return email.includes('@')
      ? { ok: false, reason: 'LOOK_ALIKE', ascii: null }
      : { ok: false, reason: 'MALFORMED' };
  }
  return address.safeParse(email).success ? { ok: true, email } : { ok: false, reason: 'MALFORMED' };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with them
const ascii = /^[\x00-\x7f]*$/;

function hasForeignLetters(email: string): boolean {
  return !ascii.test(email);
}
