import { randomBytes } from 'node:crypto';

/** Milliseconds. */
const lasts = 10 * 60_000;

/** What a person has agreed to on the authorize page. */
interface Grant {
  personId: string;
  /** As the app asked for it; absent where it left that to the manifest. */
  redirectUri?: string;
}

export interface OAuthCodes {
  issue(grant: Grant): string;
  /** The grant that a code stands for, once; a wrong redirect URI leaves the code as it is. */
  exchange(
    code: string,
    redirectUri: string | undefined,
  ): Grant | { error: 'invalid_code' | 'code_already_used' | 'bad_redirect_uri' };
}

export function createOAuthCodes(now: () => number): OAuthCodes {
  const issued = new Map<string, { grant: Grant; at: number; used: boolean }>();
  return {
    issue: (grant) => {
      const code = `${randomBytes(6).toString('hex')}.${randomBytes(24).toString('hex')}`;
      issued.set(code, { grant, at: now(), used: false });
      return code;
    },
    exchange: (code, redirectUri) => {
      const found = issued.get(code);
      if (!found || now() - found.at > lasts) return { error: 'invalid_code' };
      if (found.used) return { error: 'code_already_used' };
      if (redirectUri !== found.grant.redirectUri) return { error: 'bad_redirect_uri' };
      found.used = true;
      return found.grant;
    },
  };
}
