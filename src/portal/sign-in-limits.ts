import type { Request } from 'express';
import { clientNetwork } from './client-address.ts';
import type { Limits } from './limits.ts';

/**
 * Counts one attempt at somebody's password. Whoever guesses from one network closes it for that network alone, so that
 * nobody elsewhere is shut out by one of them. From ten or more together they close it for everybody until the quarter
 * of an hour is over: the lesser evil, as otherwise whoever has many networks has as many guesses.
 */
export async function countPassword(limits: Limits, request: Request, email: string): Promise<void> {
  await limits.count({ 'sign-in/address-network': here(request, email), 'sign-in/address': email });
}

/** Whoever was let in begins anew. */
export async function forgetPasswords(limits: Limits, request: Request, email: string): Promise<void> {
  await limits.forget('sign-in/address-network', here(request, email));
  await limits.giveBack({ 'sign-in/address': email });
}

function here(request: Request, email: string): string {
  return `${email} ${clientNetwork(request, 48)}`;
}
