import { createHmac, hkdfSync } from 'node:crypto';
import { Prisma } from '../generated/prisma/client.ts';

/** What seals the activity. */
export interface SealKey {
  key: Uint8Array;
  /** Names the key, so that entries sealed before APP_SECRET was changed are not taken for changed ones. */
  id: string;
}

/** From APP_SECRET: whoever has the database alone cannot seal. */
export function sealKeyFrom(appSecret: string): SealKey {
  const key = new Uint8Array(hkdfSync('sha256', appSecret, '', 'fluxera/activity', 32));
  const id = createHmac('sha256', key).update('id').digest('hex').slice(0, 16);
  return { key, id };
}

/** What stands before the first link. */
export const CHAIN_START = Buffer.alloc(32);

/** The link of an entry, as `sealedText` has it, to the one before. */
export function linkTo(previous: Uint8Array, entry: string, { key }: SealKey): Buffer {
  return createHmac('sha256', key).update(previous).update(entry).digest();
}

/** Every column of the entry `a` in a fixed order, as a JSON array of texts and nulls: no two entries have the same. */
export const sealedText = Prisma.sql`json_build_array(
  a.workspace_id::text, a.id::text, to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), a.action, a.actor_id::text,
  a.subject_type, a.subject_id::text, a.before::text, a.after::text, a.reason, a.source::text, a.ip_address::text)::text`;
