import { Prisma } from '../generated/prisma/client.ts';

/** Whether somebody else was faster to take what only one may have. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
