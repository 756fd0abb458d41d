import type { Deps } from '../deps.ts';
import { linkToken } from '../links/link-token.ts';

const LIFETIME_MS = 24 * 60 * 60 * 1000;

interface ChangingUser {
  workspaceId: string;
  id: string;
  email: string;
  pendingEmail: string | null;
}

/** The link that makes a new address count. It dies when that is done, or when another address is wanted. */
export function addressLink(
  { linkKey, product, now }: Pick<Deps, 'linkKey' | 'product' | 'now'>,
  user: ChangingUser,
): { url: string; expiresAt: Date } {
  const expiresAt = new Date(now().getTime() + LIFETIME_MS);
  const ids: [string, string] = [user.workspaceId, user.id];
  const token = linkToken(linkKey, 'address', { ids, expiresAt, covered: coveredOf(user) });
  return { url: `${product.publicUrl}/new-address/${token}`, expiresAt };
}

export function coveredOf({ email, pendingEmail }: Pick<ChangingUser, 'email' | 'pendingEmail'>): string {
  return `${email}\n${pendingEmail ?? ''}`;
}
