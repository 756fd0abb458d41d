import type { Deps } from '../deps.ts';
import { linkToken } from '../links/link-token.ts';

const PASSWORD_LINK_LIFETIME_MS = 24 * 60 * 60 * 1000;

interface LinkedIdentity {
  id: string;
  email: string;
  /** undefined: no password was chosen yet. */
  passwordHash: string | undefined;
}

/** What the link covers: it dies when the password or the address changes, and so works once. */
export function coveredByPasswordLink({ email, passwordHash }: LinkedIdentity): string {
  return `${email}\n${passwordHash ?? ''}`;
}

export function passwordLink(
  { linkKey, product, now }: Pick<Deps, 'linkKey' | 'product' | 'now'>,
  identity: LinkedIdentity,
): { url: string; expiresAt: Date } {
  const expiresAt = new Date(now().getTime() + PASSWORD_LINK_LIFETIME_MS);
  const token = linkToken(linkKey, 'password', {
    ids: [identity.id, identity.id],
    expiresAt,
    covered: coveredByPasswordLink(identity),
  });
  return { url: `${product.publicUrl}/password/${token}`, expiresAt };
}
