import type { Secrets } from '../secrets.ts';

const masked = '••••';
const tokens = /\b(xox[a-z]|xapp|xoxe)[-.][\w.-]+/g;
const secretFields = /"(token|\w+_token|client_secret)":"[^"]+"/g;
const tickets = /([?&]ticket=|\/upload\/v1\/)[\w-]+/g;
/** What is exchanged for a token (see sandbox/oauth-codes.ts). */
const codes = /\b[0-9a-f]{12}\.[0-9a-f]{48}\b/g;

/** JSON without what would let its reader act as the app or as Slack. */
export function maskSecrets(json: string, secrets: Secrets): string {
  const known = Object.values(secrets).reduce((text, secret) => text.replaceAll(secret, masked), json);
  return known
    .replaceAll(tokens, `$1-${masked}`)
    .replaceAll(secretFields, `"$1":"${masked}"`)
    .replaceAll(tickets, `$1${masked}`)
    .replaceAll(codes, masked);
}
