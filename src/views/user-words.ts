import type { UserStatus } from '../generated/prisma/client.ts';
import type { UserDetails } from '../users/read-user.ts';

export const statusWords: Record<UserStatus, string> = {
  ACTIVE: 'Active',
  UNVERIFIED: 'Address not verified yet',
  INACTIVE: 'Inactive',
};

/** How somebody hears of what is done to their account. */
export function toldBy({ isInSlack }: Pick<UserDetails, 'isInSlack'>): string {
  return isInSlack ? 'They are told by mail and in Slack.' : 'They are told by mail.';
}
