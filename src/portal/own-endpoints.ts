import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

export const NO_ACTIVE_USER = 'NO_ACTIVE_USER';

/** Whether Better Auth gave no session because somebody has access nowhere. */
export function isNoActiveUser(error: unknown): boolean {
  return error instanceof APIError && error.body?.code === NO_ACTIVE_USER;
}

/** What Better Auth has no endpoint for. Callable from here only: they have no paths. */
export function ownEndpoints() {
  return {
    id: 'own-endpoints',
    endpoints: {
      /** Signs somebody in who has just proved in another way who they are. */
      startSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ identityId: z.uuid() }), requireHeaders: true },
        async (ctx) => {
          const user = await ctx.context.internalAdapter.findUserById(ctx.body.identityId);
          if (!user) throw APIError.from('FORBIDDEN', { code: NO_ACTIVE_USER, message: 'no such identity' });
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ token: session.token });
        },
      ),
      /** Who gave the right password and has still to give a code. */
      findChallenged: createAuthEndpoint.serverOnly({ method: 'POST', requireHeaders: true }, async (ctx) => {
        // Named so by the plugin for second factors.
        const cookie = ctx.context.createAuthCookie('two_factor');
        const identifier = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
        if (!identifier) return ctx.json({ identityId: null });
        const challenge = await ctx.context.internalAdapter.findVerificationValue(identifier);
        const isOpen = challenge && challenge.expiresAt > new Date();
        return ctx.json({ identityId: isOpen ? challenge.value : null });
      }),
    },
  } satisfies BetterAuthPlugin;
}
