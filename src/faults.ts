import { randomBytes } from 'node:crypto';
import type { Log } from './log.ts';

/** Logs what nobody expected, and returns the reference that the person sees and that finds the entry. */
export function reportFault(log: Log, error: unknown, where: Record<string, unknown>): string {
  const reference = randomBytes(4).toString('hex').toUpperCase();
  log.error({ reference, ...where, error }, 'fault');
  return reference;
}
