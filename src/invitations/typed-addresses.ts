import { type AddressProblem, Refusal } from '../errors.ts';
import { readEmailAddress } from './email-address.ts';

/** More than this at once is what the CSV import is for. */
const ADDRESSES_PER_REQUEST = 50;

/** What was typed as addresses: each of them once, and what is wrong with the others. */
export function readTypedAddresses(
  typed: string[],
  atMost = ADDRESSES_PER_REQUEST,
): { emails: string[]; problems: AddressProblem[] } {
  if (typed.length === 0) throw new Refusal('NO_ADDRESS', {});
  requireAddressCount(typed, atMost);
  const emails = new Set<string>();
  const problems: AddressProblem[] = [];
  for (const one of typed) {
    const read = readEmailAddress(one);
    if (read.ok) emails.add(read.email);
    else if (read.reason === 'LOOK_ALIKE')
      problems.push({ email: one, reason: read.reason, ascii: read.ascii });
    else problems.push({ email: one, reason: read.reason });
  }
  return { emails: [...emails], problems };
}

/** Refuses more addresses than can be invited at once. */
export function requireAddressCount(addresses: string[], atMost = ADDRESSES_PER_REQUEST): void {
  if (addresses.length > atMost) {
    throw new Refusal('TOO_MANY_ADDRESSES', { limit: atMost, given: addresses.length });
  }
}
