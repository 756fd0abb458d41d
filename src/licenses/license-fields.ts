import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { typedName } from '../users/typed-text.ts';
import { digestOf, sealKey } from './sealed-key.ts';

/** So many last characters of a key are shown, of one that has three times as many. */
const HINT_LENGTH = 4;

/** What is known of a license, as somebody typed it. */
export interface LicenseFields {
  name: string;
  vendor: string;
  seats: number;
  /** Empty: none, or the one that is there. */
  key: string;
  /** The last day on which it is valid, such as 2026-11-23; null: it does not expire. */
  expiresOn: string | null;
}

/** As it is kept, without its key: on one line, without spaces around it. Refused without a name. */
export function keptFields({ name, vendor, seats, expiresOn }: LicenseFields) {
  const kept = {
    name: typedName(name),
    vendor: typedName(vendor),
    seats,
    expiresOn: expiresOn === null ? null : new Date(expiresOn),
  };
  if (kept.name === '') throw new Refusal('LICENSE_WITHOUT_NAME', {});
  return kept;
}

export type KeptFields = ReturnType<typeof keptFields>;

/** The key as it is kept; nothing where none was typed. */
export function keptKey(
  { vaultKey }: Pick<Deps, 'vaultKey'>,
  ref: { workspaceId: string; id: string },
  typed: string,
) {
  const key = typed.trim();
  if (key === '') return {};
  const keyHint = key.length >= 3 * HINT_LENGTH ? key.slice(-HINT_LENGTH) : '';
  return { keySealed: sealKey(vaultKey, ref, key), keyHint, keyDigest: digestOf(vaultKey, ref, key) };
}

/** For the record: the values by name, without those that nobody gave; never the key. */
export function recordedFields({ name, vendor, seats, expiresOn }: KeptFields): Record<string, string> {
  const day = expiresOn ? expiresOn.toISOString().slice(0, 10) : '';
  const given = { name, vendor, seats: String(seats), expiresOn: day };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}
