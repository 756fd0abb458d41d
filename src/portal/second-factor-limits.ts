import type { Request } from 'express';
import { Refusal } from '../errors.ts';
import { clientNetwork } from './client-address.ts';
import type { Limits } from './limits.ts';

/** Counts one attempt at a code or at the password behind which it is changed. */
export async function countAttempt(limits: Limits, request: Request, identityId: string): Promise<void> {
  await limits.count({
    'second-factor/ip': clientNetwork(request),
    'second-factor/identity': identityId,
  });
}

/** A code of the app is right for a minute and a half. Whoever read it over a shoulder comes too late: it is taken once. */
export async function takeCode(limits: Limits, identityId: string, code: string): Promise<void> {
  try {
    await limits.count({ 'second-factor/code': `${identityId}/${code}` });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'TOO_MANY_ATTEMPTS') throw new Refusal('CODE_WRONG', {});
    throw error;
  }
}
