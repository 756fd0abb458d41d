import type { Deps, JobPayload } from '../deps.ts';
import { type Expiry, expiryOf } from './license-expiry.ts';

/** So many are named in a message. */
const NAMED = 10;

export interface EndingLicenses {
  licenses: { name: string; seats: number; seatsUsed: number; expiresOn: string; expiry: Expiry }[];
  /** How many others. */
  more: number;
}

/** The licenses that a reminder is about, of those that still end soon, the first to end first. */
export async function readEndingLicenses(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { workspaceId, licenseIds }: JobPayload<'post-license-reminder'>,
): Promise<EndingLicenses> {
  const found = await db.license.findMany({
    where: { workspaceId, id: { in: licenseIds }, deletedAt: null, expiresOn: { not: null } },
    orderBy: [{ expiresOn: 'asc' }, { id: 'asc' }],
  });
  const ending = found.flatMap(({ name, seats, seatsUsed, expiresOn }) => {
    const expiry = expiryOf(expiresOn, now());
    // Renewed meanwhile, or told of too late.
    if (!expiresOn || expiry !== 'SOON') return [];
    return [{ name, seats, seatsUsed, expiresOn: expiresOn.toISOString().slice(0, 10), expiry }];
  });
  const licenses = ending.slice(0, NAMED);
  return { licenses, more: ending.length - licenses.length };
}
