import { hkdfSync } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { twoFactor } from 'better-auth/plugins';
import type { Deps } from '../deps.ts';
import { newBackupCodes } from '../identities/backup-codes.ts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../identities/password-strength.ts';
import type { Log } from '../log.ts';
import { activeUsersOf } from '../users/active-users-of.ts';
import { NO_ACTIVE_USER, ownEndpoints } from './own-endpoints.ts';

/** How passwords are kept: Better Auth's scrypt, so that its sign-in and our own use cases read the same hashes. */
export const passwords: Deps['passwords'] = { hash: hashPassword, verify: verifyPassword };

const DAY = 24 * 60 * 60;
const HOUR = 60 * 60;

/** Sent to Better Auth in place of a proxy's headers: the address that Express found for the request. */
export const CLIENT_ADDRESS_HEADER = 'x-client-address';

export interface AuthSettings {
  deps: Pick<Deps, 'db' | 'now' | 'passwords' | 'product'>;
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
      additionalFields: { lastUsedAt: { type: 'date', required: false, input: false } },
    },
    account: { modelName: 'credential', fields: { userId: 'identityId' } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      requireEmailVerification: true,
      minPasswordLength: PASSWORD_MIN_LENGTH,
      maxPasswordLength: PASSWORD_MAX_LENGTH,
      password: deps.passwords,
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            if (await isActive(deps, userId)) return { data: { lastUsedAt: deps.now() } };
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
    plugins: [
      ownEndpoints(),
      twoFactor({
        schema: {
          user: { fields: { twoFactorEnabled: 'hasSecondFactor' } },
          twoFactor: { modelName: 'secondFactor', fields: { userId: 'identityId' } },
        },
        backupCodeOptions: { customBackupCodesGenerate: newBackupCodes },
        // The portal's limit holds, and says until when.
        accountLockout: { enabled: false },
      }),
    ],
  });
}

/** Deactivated people, and those whose last day is over, get no session. */
export async function isActive(deps: Pick<Deps, 'db' | 'now'>, identityId: string): Promise<boolean> {
  return (await activeUsersOf(deps, deps.db, identityId)).length > 0;
}
