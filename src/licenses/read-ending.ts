import type { Deps, JobPayload } from '../deps.ts';
import { type Expiry, expiryOf } from './license-expiry.ts';

/** So many are named in a message. */
const NAMED = 10;

export interface EndingLicenses {
  licenses: { name: string; seats: number; seatsUsed: number; expiresOn: string; expiry: Expiry }[];
  /** How many others. */
  more: number;
}

/** The licenses that a reminder is about, as they are by now, the first to end first. */
export async function readEndingLicenses(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { workspaceId, licenseIds }: JobPayload<'post-license-reminder'>,
): Promise<EndingLicenses> {
  const found = await db.license.findMany({
    where: { workspaceId, id: { in: licenseIds }, deletedAt: null, expiresOn: { not: null } },
    orderBy: [{ expiresOn: 'asc' }, { id: 'asc' }],
  });
  const licenses = found.slice(0, NAMED).flatMap(({ name, seats, seatsUsed, expiresOn }) => {
    if (!expiresOn) return [];
    const day = expiresOn.toISOString().slice(0, 10);
    return [{ name, seats, seatsUsed, expiresOn: day, expiry: expiryOf(expiresOn, now()) }];
  });
  return { licenses, more: found.length - licenses.length };
}
