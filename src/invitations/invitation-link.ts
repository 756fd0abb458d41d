import type { Deps } from '../deps.ts';
import { isGenuine, type LinkClaim, linkToken } from '../links/link-token.ts';

interface InvitationVersion {
  workspaceId: string;
  id: string;
  version: number;
}

/** The personal link of an invitation: made when a mail is sent, stored nowhere. */
export function invitationLink(
  { linkKey, product }: Pick<Deps, 'linkKey' | 'product'>,
  { workspaceId, id, version }: InvitationVersion,
): string {
  const token = linkToken(linkKey, 'invitation', { ids: [workspaceId, id], covered: String(version) });
  return `${product.publicUrl}/invitation/${token}`;
}

/** Which version of the invitation a link was made for, up to the current one; undefined: it is not genuine. */
export function linkedVersion(key: Uint8Array, claim: LinkClaim, currentVersion: number): number | undefined {
  let found: number | undefined;
  for (let version = 1; version <= currentVersion; version++) {
    if (isGenuine(key, 'invitation', claim, String(version))) found = version;
  }
  return found;
}
