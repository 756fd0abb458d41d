import type { Deps } from '../deps.ts';
import { linkToken } from '../links/link-token.ts';

const VERIFICATION_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** The link that verifies a user's address. It covers the address, so that it dies when the address changes. */
export function verificationLink(
  { linkKey, product, now }: Pick<Deps, 'linkKey' | 'product' | 'now'>,
  user: { workspaceId: string; id: string; email: string },
): { url: string; expiresAt: Date } {
  const expiresAt = new Date(now().getTime() + VERIFICATION_LIFETIME_MS);
  const token = linkToken(linkKey, 'verification', {
    ids: [user.workspaceId, user.id],
    expiresAt,
    covered: user.email,
  });
  return { url: `${product.publicUrl}/verify/${token}`, expiresAt };
}
