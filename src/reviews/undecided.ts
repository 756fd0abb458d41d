import type { Prisma } from '../generated/prisma/client.ts';

/**
 * About whom somebody has still to decide: also where their role was changed beside the review. Whoever was deactivated
 * beside it has nothing left to decide about.
 */
export const undecided = {
  OR: [{ decision: null }, { decision: 'ROLE_CHANGED', isElsewhere: true }],
} satisfies Prisma.AccessReviewPersonWhereInput;
