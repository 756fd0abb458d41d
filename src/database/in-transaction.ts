import { setTimeout as pause } from 'node:timers/promises';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';

/** Milliseconds. A crowd that comes at once is worth waiting for; Slack is answered in the meantime. */
const patience = { maxWait: 8_000, timeout: 15_000 };

/** Milliseconds before each further try: whoever was waited for comes first, also where the machine is busy. */
const pausesBetweenTries = [50, 200, 500];

/**
 * Runs the work in one transaction, and again where the database ended it because it and another waited for each
 * other. Where it cannot begin or end in time, nothing was done, and the person is told to try again.
 */
export async function inTransaction<Result>(
  db: Deps['db'],
  work: (tx: Tx) => Promise<Result>,
  { timeout }: { timeout: number } = patience,
): Promise<Result> {
  const tryWith = async ([next, ...others]: number[]): Promise<Result> =>
    db.$transaction(work, { ...patience, timeout }).catch(async (error) => {
      if (next === undefined || !isDeadlock(error)) throw error;
      await pause(next);
      return tryWith(others);
    });
  try {
    return await tryWith(pausesBetweenTries);
  } catch (error) {
    throw isDeadlock(error) || hasCode(error, 'P2028') ? new Refusal('BUSY', {}) : error;
  }
}

/** P2010 is how Prisma wraps errors of SQL that was not written by itself; 40001 is a conflict of another kind. */
function isDeadlock(error: unknown): boolean {
  if (hasCode(error, 'P2034')) return true;
  return hasCode(error, 'P2010') && /40P01|40001|TransactionWriteConflict/.test(JSON.stringify(error));
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === code;
}
