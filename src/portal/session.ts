import type { Request, Response } from 'express';
import type { Origin } from '../activity/record-activity.ts';
import { CLIENT_ADDRESS_HEADER, isActive } from './auth.ts';
import { clientAddress } from './client-address.ts';
import type { PortalDeps } from './portal-deps.ts';

/** What Better Auth needs to know of a request. */
export function authHeaders(request: Request): Headers {
  const headers = new Headers();
  const { cookie } = request.headers;
  const userAgent = request.get('user-agent');
  if (cookie) headers.set('cookie', cookie);
  if (userAgent) headers.set('user-agent', userAgent);
  const address = clientAddress(request);
  if (address) headers.set(CLIENT_ADDRESS_HEADER, address);
  return headers;
}

/** Hands the cookies that Better Auth sets to the browser. */
export function forwardCookies(from: Headers, response: Response): void {
  for (const cookie of from.getSetCookie()) response.append('Set-Cookie', cookie);
}

/** Who is signed in, asked of the database each time: deactivation works with the next request. */
export async function signedInIdentity(
  { deps, auth }: PortalDeps,
  request: Request,
  response: Response,
): Promise<string | undefined> {
  const session = await auth.api.getSession({ headers: authHeaders(request), returnHeaders: true });
  forwardCookies(session.headers, response);
  const identityId = session.response?.user.id;
  return identityId && (await isActive(deps, identityId)) ? identityId : undefined;
}

/** Starts a session for somebody who has proved who they are without the sign-in form. */
export async function startSession(
  { auth }: PortalDeps,
  request: Request,
  response: Response,
  identityId: string,
): Promise<void> {
  const { headers } = await auth.api.startSession({
    body: { identityId },
    headers: authHeaders(request),
    returnHeaders: true,
  });
  forwardCookies(headers, response);
}

/** For the activity record. */
export function originOf(request: Request): Origin {
  return { source: 'PORTAL', ipAddress: clientAddress(request) };
}
