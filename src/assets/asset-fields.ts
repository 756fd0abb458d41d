import { Refusal } from '../errors.ts';
import type { AssetStatus } from '../generated/prisma/enums.ts';
import { typedName } from '../users/typed-text.ts';

/** What is known of an asset, as somebody typed it. */
export interface AssetFields {
  tag: string;
  name: string;
  category: string;
  serial: string;
  status: AssetStatus;
  /** A day such as 2026-11-23; null: not known. */
  purchasedOn: string | null;
}

/** As it is kept: on one line, without spaces around it. Refused without a tag or a name. */
export function keptFields(typed: AssetFields) {
  const { status, purchasedOn } = typed;
  const tag = typedName(typed.tag);
  const name = typedName(typed.name);
  if (tag === '') throw new Refusal('ASSET_WITHOUT_TAG', {});
  if (name === '') throw new Refusal('ASSET_WITHOUT_NAME', {});
  return {
    tag,
    name,
    category: typedName(typed.category),
    serial: typedName(typed.serial),
    status,
    purchasedOn: purchasedOn === null ? null : new Date(purchasedOn),
  };
}

export type KeptFields = ReturnType<typeof keptFields>;

/** For the record: the values by name, without those that nobody gave. */
export function recordedFields(asset: KeptFields): Record<string, string> {
  const { tag, name, category, serial, status, purchasedOn } = asset;
  const given = { tag, name, category, serial, status, purchasedOn: purchasedOn ? utcDate(purchasedOn) : '' };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

/** A day such as 2026-11-23, from how the database gives one. */
export function utcDate(day: Date): string {
  return day.toISOString().slice(0, 10);
}
