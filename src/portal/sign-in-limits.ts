import type { Request } from 'express';
import { clientNetwork } from './client-address.ts';
import type { Limits } from './limits.ts';

/**
 * Counts one attempt at somebody's password. Whoever guesses from one place closes it for that place alone, so that
 * nobody is shut out by others; from many places together they get no further than the larger number.
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
  return `${email} ${clientNetwork(request)}`;
}
