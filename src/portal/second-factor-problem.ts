import { APIError } from 'better-auth/api';
import { isUniqueViolation } from '../database/unique-violation.ts';
import { Refusal, violates } from '../errors.ts';

const refusals: Record<string, () => Refusal> = {
  INVALID_CODE: () => new Refusal('CODE_WRONG', {}),
  INVALID_BACKUP_CODE: () => new Refusal('CODE_WRONG', {}),
  INVALID_PASSWORD: () => new Refusal('OWN_PASSWORD_WRONG', {}),
  PASSWORD_TOO_LONG: () => new Refusal('OWN_PASSWORD_WRONG', {}),
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
export async function orRefusal<Result>(work: Promise<Result>): Promise<Result | 'ENDED'> {
  try {
    return await work;
  } catch (error) {
    // Two pages of one person at once: the key of the other one counts.
    if (isUniqueViolation(error) || violates(error, 'second_factor_keeps_its_key')) return 'ENDED';
    if (!(error instanceof APIError)) throw error;
    const code = error.body?.code ?? '';
    if (ended.includes(code)) return 'ENDED';
    // Of several backup codes at once, one is used, and the others are told so without a name for it.
    if (error.status === 'CONFLICT') throw new Refusal('CODE_WRONG', {});
    throw refusals[code]?.() ?? error;
  }
}
