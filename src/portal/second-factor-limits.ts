import type { Request } from 'express';
import { Refusal } from '../errors.ts';
import { clientNetwork } from './client-address.ts';
import type { Limits } from './limits.ts';

/** Counts one attempt at a code or at the password behind which it is changed; returns how many more somebody has. */
export async function countAttempt(limits: Limits, request: Request, identityId: string): Promise<number> {
  await limits.count({ 'second-factor/ip': clientNetwork(request) });
  return limits.count({ 'second-factor/identity': identityId });
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

/** Whether somebody is to hear that codes are guessed: once an hour. */
export function isToHearOfGuesses(limits: Limits, identityId: string): Promise<boolean> {
  return isWithin(limits.count({ 'second-factor/guesses-told': identityId }));
}

async function isWithin(counted: Promise<number>): Promise<boolean> {
  try {
    await counted;
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'TOO_MANY_ATTEMPTS') return false;
    throw error;
  }
}
