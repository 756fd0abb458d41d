const DAY_MS = 24 * 60 * 60 * 1000;

/** People are reminded so many days before the last day of a license. */
export const EXPIRES_SOON_DAYS = 30;

export type Expiry = 'NEVER' | 'LATER' | 'SOON' | 'PAST';

/** How near the last day of a license is; days are compared in UTC. */
export function expiryOf(expiresOn: Date | null, now: Date): Expiry {
  if (!expiresOn) return 'NEVER';
  const today = Math.floor(now.getTime() / DAY_MS);
  const days = Math.floor(expiresOn.getTime() / DAY_MS) - today;
  if (days < 0) return 'PAST';
  return days <= EXPIRES_SOON_DAYS ? 'SOON' : 'LATER';
}
