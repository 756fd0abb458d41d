import type { UserStatus } from '../generated/prisma/client.ts';

export const statusWords: Record<UserStatus, string> = {
  ACTIVE: 'Active',
  UNVERIFIED: 'Address not verified yet',
  INACTIVE: 'Inactive',
};
