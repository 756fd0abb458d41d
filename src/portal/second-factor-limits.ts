import type { Request } from 'express';
import { Refusal } from '../errors.ts';
import { clientNetwork } from './client-address.ts';
import type { Limits } from './limits.ts';

/** Counts one attempt at a code or at the password behind which it is changed. */
export async function countAttempt(limits: Limits, request: Request, identityId: string): Promise<void> {
  await limits.count({ 'second-factor/ip': clientNetwork(request) });
  await limits.count({ 'second-factor/identity': identityId });
}

/** Whoever was right begins anew, and takes no room from others at the same address. */
export async function forgetAttempts(limits: Limits, request: Request, identityId: string): Promise<void> {
  await limits.giveBack({ 'second-factor/ip': clientNetwork(request) });
  await limits.forget('second-factor/identity', identityId);
}

/** A code of the app is right for a minute and a half. Whoever read it over a shoulder comes too late: it is taken once. */
export async function takeCode(limits: Limits, identityId: string, code: string): Promise<void> {
  if (!(await isWithin(limits.count({ 'second-factor/code': `${identityId}/${code}` })))) {
    throw new Refusal('CODE_WRONG', {});
  }
}

/**
 * Counts one wrong code, and says whether its owner is to hear of it: from the tenth of a day on, once an hour. Whoever
 * guesses so slowly that no quarter of an hour is spent is heard of as well.
 */
export async function isToHearOfWrongCode(limits: Limits, identityId: string): Promise<boolean> {
  if (await isWithin(limits.count({ 'second-factor/wrong-code': identityId }))) return false;
  return isWithin(limits.count({ 'second-factor/guesses-told': identityId }));
}

/** Whoever enters a right code begins the day anew. A right password is not enough: whoever guesses has it. */
export function forgetWrongCodes(limits: Limits, identityId: string): Promise<void> {
  return limits.forget('second-factor/wrong-code', identityId);
}

async function isWithin(counted: Promise<void>): Promise<boolean> {
  try {
    await counted;
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'TOO_MANY_ATTEMPTS') return false;
    throw error;
  }
}
