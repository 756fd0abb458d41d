import { hkdfSync } from 'node:crypto';
import { type BetterAuthPlugin, betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../identities/password-strength.ts';
import type { Log } from '../log.ts';
import { activeUsersOf } from '../users/active-users-of.ts';

/** How passwords are kept: Better Auth's scrypt, so that its sign-in and our own use cases read the same hashes. */
export const passwords: Deps['passwords'] = { hash: hashPassword, verify: verifyPassword };

const DAY = 24 * 60 * 60;
const HOUR = 60 * 60;

/** Sent to Better Auth in place of a proxy's headers: the address that Express found for the request. */
export const CLIENT_ADDRESS_HEADER = 'x-client-address';

export interface AuthSettings {
  deps: Pick<Deps, 'db' | 'now' | 'product'>;
  appSecret: string;
  log: Log;
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * Sessions and sign-in. None of Better Auth's own HTTP routes is served: the portal calls `auth.api`. Accounts arise
 * from invitations alone.
 */
export function createAuth({ deps, appSecret, log }: AuthSettings) {
  const { db, product } = deps;
  return betterAuth({
    appName: product.name,
    baseURL: product.publicUrl,
    secret: Buffer.from(hkdfSync('sha256', appSecret, '', 'fluxera/sessions', 32)).toString('base64url'),
    database: prismaAdapter(db, { provider: 'postgresql', transaction: true }),
    user: { modelName: 'identity' },
    session: {
      fields: { userId: 'identityId' },
      expiresIn: 7 * DAY,
      // Each hour of use moves the end; a week without any ends the session.
      updateAge: HOUR,
    },
    account: { modelName: 'credential', fields: { userId: 'identityId' } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      requireEmailVerification: true,
      minPasswordLength: PASSWORD_MIN_LENGTH,
      maxPasswordLength: PASSWORD_MAX_LENGTH,
      password: passwords,
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            if (await isActive(deps, userId)) return;
            throw APIError.from('FORBIDDEN', { code: NO_ACTIVE_USER, message: 'no active user' });
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'portal',
      useSecureCookies: product.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    // The portal has its own, which hold across replicas and count before the slow hash.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, message) => log.error({ from: 'better-auth' }, message),
    },
    plugins: [sessionStarter()],
  });
}

export const NO_ACTIVE_USER = 'NO_ACTIVE_USER';

/** Deactivated people, and those whose last day is over, get no session. */
export async function isActive(deps: Pick<Deps, 'db' | 'now'>, identityId: string): Promise<boolean> {
  return (await activeUsersOf(deps, deps.db, identityId)).length > 0;
}

/** Signs somebody in who has just proved in another way who they are. Callable from here only: it has no path. */
function sessionStarter() {
  return {
    id: 'session-starter',
    endpoints: {
      startSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ identityId: z.uuid() }), requireHeaders: true },
        async (ctx) => {
          const user = await ctx.context.internalAdapter.findUserById(ctx.body.identityId);
          if (!user) throw APIError.from('FORBIDDEN', { code: NO_ACTIVE_USER, message: 'no such identity' });
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ started: true });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
