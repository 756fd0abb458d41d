import type { Request, Response } from 'express';
import type { Origin } from '../activity/record-activity.ts';
import { keepSession } from '../identities/keep-session.ts';
import { secondFactorRequiredBy } from '../identities/required-second-factor.ts';
import { hasSecondFactor } from '../identities/second-factor.ts';
import { recordSignIn } from '../users/record-sign-in.ts';
import { CLIENT_ADDRESS_HEADER } from './auth.ts';
import { clientAddress } from './client-address.ts';
import type { PortalDeps } from './portal-deps.ts';
import type { SignInNote } from './words/portal-words.ts';

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

/** Which session Better Auth has begun with the cookies that it sets; undefined: it has ended again. */
export async function sessionBegun({ auth }: PortalDeps, { headers }: { headers: Headers }) {
  const cookie = headers.getSetCookie().map((one) => one.split(';')[0]);
  const begun = await auth.api.getSession({ headers: new Headers({ cookie: cookie.join('; ') }) });
  return begun?.session.id;
}

/**
 * Whether a session that has just begun without a code may go on. Not where its owner has turned a second factor on in
 * that moment: this ends all others, and so it ends this one.
 */
export async function mayGoOn(
  { deps }: PortalDeps,
  { identityId, token }: { identityId: string; token: string },
): Promise<boolean> {
  if (!(await hasSecondFactor(deps.db, identityId))) return true;
  await deps.db.session.deleteMany({ where: { identityId, token } });
  return false;
}

/** The session of a request; undefined: none, or it has ended in this moment. */
export async function currentSession({ auth }: PortalDeps, request: Request): Promise<string | undefined> {
  return (await auth.api.getSession({ headers: authHeaders(request) }))?.session.id;
}

/** IDLE: they were signed in, and did nothing for too long. */
export type Visit = { state: 'SIGNED_IN'; identityId: string } | { state: 'IDLE' | 'NONE' };

/** Who is signed in, asked of the database each time: deactivation works with the next request. */
export async function readVisit(
  { deps, auth }: PortalDeps,
  request: Request,
  response: Response,
): Promise<Visit> {
  const found = await auth.api.getSession({ headers: authHeaders(request), returnHeaders: true });
  forwardCookies(found.headers, response);
  if (!found.response) return { state: 'NONE' };
  const identityId = found.response.user.id;
  const kept = await keepSession(deps, { sessionId: found.response.session.id, identityId });
  if (kept === 'KEPT') return { state: 'SIGNED_IN', identityId };
  return { state: kept === 'IDLE' ? 'IDLE' : 'NONE' };
}

/** Who is signed in; whoever is not is led to the page to sign in, which says why. */
export async function requireSignedIn(
  portal: PortalDeps,
  request: Request,
  response: Response,
): Promise<string | undefined> {
  const visit = await readVisit(portal, request, response);
  if (visit.state === 'SIGNED_IN') return visit.identityId;
  response.redirect(303, visit.state === 'IDLE' ? '/sign-in?note=idle' : '/sign-in');
  return undefined;
}

/** The same for what a workspace wants a second factor for: whoever has none yet is led to setting it up. */
export async function requireAdmitted(
  portal: PortalDeps,
  request: Request,
  response: Response,
): Promise<string | undefined> {
  const identityId = await requireSignedIn(portal, request, response);
  if (!identityId || (await hasSecondFactor(portal.deps.db, identityId))) return identityId;
  if ((await secondFactorRequiredBy(portal.deps, identityId)).length === 0) return identityId;
  response.redirect(303, '/account/second-factor');
  return undefined;
}

/**
 * Lets somebody in who has proved who they are without the sign-in form. Whoever has a second factor has still to sign
 * in with it; `note`: what the page to do so says.
 */
export async function letIn(
  portal: PortalDeps,
  request: Request,
  response: Response,
  { identityId, note = 'second-factor' }: { identityId: string; note?: SignInNote },
): Promise<void> {
  const { deps, auth } = portal;
  const toSignIn = () => response.redirect(303, `/sign-in?note=${note}`);
  if (await hasSecondFactor(deps.db, identityId)) return toSignIn();
  const started = await auth.api.startSession({
    body: { identityId },
    headers: authHeaders(request),
    returnHeaders: true,
  });
  if (!(await mayGoOn(portal, { identityId, token: started.response.token }))) return toSignIn();
  forwardCookies(started.headers, response);
  await recordSignIn(deps, { identityId, origin: originOf(request) });
  response.redirect(303, '/account');
}

/** For the activity record. */
export function originOf(request: Request): Origin {
  return { source: 'PORTAL', ipAddress: clientAddress(request) };
}
