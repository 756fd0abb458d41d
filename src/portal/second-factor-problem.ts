import { APIError } from 'better-auth/api';
import { Refusal } from '../errors.ts';

const LOCKED_MS = 15 * 60_000;

const refusals: Record<string, (now: Date) => Refusal> = {
  INVALID_CODE: () => new Refusal('CODE_WRONG', {}),
  INVALID_BACKUP_CODE: () => new Refusal('CODE_WRONG', {}),
  INVALID_PASSWORD: () => new Refusal('OWN_PASSWORD_WRONG', {}),
  ACCOUNT_TEMPORARILY_LOCKED: (now) =>
    new Refusal('TOO_MANY_ATTEMPTS', { retryAt: new Date(now.getTime() + LOCKED_MS) }),
};

/** Where nothing can be entered any more, and one begins again. */
const ended = [
  'INVALID_TWO_FACTOR_COOKIE',
  'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE',
  'TOTP_NOT_ENABLED',
  'TWO_FACTOR_NOT_ENABLED',
  'TOTP_ALREADY_ENABLED',
  'BACKUP_CODES_NOT_ENABLED',
];

/** What Better Auth refuses, in our words; 'ENDED': whoever it was has to begin again. Anything else is a fault. */
export async function orRefusal<Result>(work: Promise<Result>, now: () => Date): Promise<Result | 'ENDED'> {
  try {
    return await work;
  } catch (error) {
    const code = error instanceof APIError ? (error.body?.code ?? '') : '';
    if (ended.includes(code)) return 'ENDED';
    throw refusals[code]?.(now()) ?? error;
  }
}
