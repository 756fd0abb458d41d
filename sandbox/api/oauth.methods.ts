import { z } from 'zod';
import { app, team } from '../people.ts';
import { defineMethod, fail, ok } from './method.ts';

export const oauthMethods = [
  defineMethod(
    'oauth.v2.access',
    null,
    {
      // From the body, or from the header for Basic authentication.
      client_id: z.string().default(''),
      client_secret: z.string().default(''),
      code: z.string().default(''),
      grant_type: z.string().default('authorization_code'),
      redirect_uri: z.string().optional(),
    },
    ({ secrets, manifest, codes }, { client_id, client_secret, code, grant_type, redirect_uri }) => {
      if (client_id !== secrets.clientId) return fail('invalid_client_id');
      if (client_secret !== secrets.clientSecret) return fail('bad_client_secret');
      if (grant_type !== 'authorization_code') return fail('invalid_grant_type');
      const grant = codes.exchange(code, redirect_uri);
      if ('error' in grant) return fail(grant.error);
      return ok({
        app_id: app.id,
        authed_user: { id: grant.personId },
        // One team, one app: whoever installs it again gets the token that there is, with all its scopes.
        scope: manifest.scopes.join(','),
        token_type: 'bot',
        access_token: secrets.botToken,
        bot_user_id: app.botUserId,
        team: { id: team.id, name: team.name },
        enterprise: null,
        is_enterprise_install: false,
      });
    },
    ['nobody'],
  ),
];
