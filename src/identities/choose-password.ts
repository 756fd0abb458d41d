import type { Origin } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { isGenuine, readLinkToken } from '../links/link-token.ts';
import { activateUsers } from '../users/activate-users.ts';
import { endSessions } from './end-sessions.ts';
import { findPasswordHash, PASSWORD_PROVIDER } from './password-credential.ts';
import { coveredByPasswordLink } from './password-link.ts';
import { requireStrongPassword } from './password-strength.ts';
import { recordOfIdentity } from './record-of-identity.ts';

interface OpenPasswordLink {
  identityId: string;
  email: string;
  name: string;
  /** undefined: this is the first password. */
  passwordHash: string | undefined;
}

/** Whose password a link may set; refuses a link that was used, is over, or is not genuine. Reads only. */
export async function findPasswordLink(
  { db, now, linkKey }: Pick<Deps, 'db' | 'now' | 'linkKey'>,
  { token }: { token: string },
): Promise<OpenPasswordLink> {
  const claim = readLinkToken(token);
  const [identityId] = claim.ids;
  const identity = await db.identity.findUnique({ where: { id: identityId } });
  const passwordHash = await findPasswordHash(db, identityId);
  const email = identity?.email ?? '';
  const covered = coveredByPasswordLink({ id: identityId, email, passwordHash });
  if (!isGenuine(linkKey, 'password', claim, covered) || !identity || !claim.expiresAt) {
    throw new Refusal('LINK_INVALID', {});
  }
  if (claim.expiresAt <= now()) throw new Refusal('LINK_EXPIRED', {});
  return { identityId, email, name: identity.name, passwordHash };
}

/** Sets the password and ends every session, and every sign-in that waits for a code. The link came by mail, so the address is verified with it. */
export async function choosePassword(
  deps: Deps,
  { token, password, origin }: { token: string; password: string; origin: Origin },
): Promise<{ identityId: string }> {
  const link = await findPasswordLink(deps, { token });
  const { identityId, email, name } = link;
  await requireStrongPassword(password, [name, email, deps.product.name]);
  const newHash = await deps.passwords.hash(password);
  await deps.db.$transaction(async (tx) => {
    await replacePassword(deps, tx, link, newHash);
    await endSessions(tx, identityId);
    const isTold = link.passwordHash !== undefined;
    await recordOfIdentity(deps, tx, { identityId, action: 'identity.password-set', origin, isTold });
    await activateUsers(deps, tx, { identityId, origin });
  });
  return { identityId };
}

/** Replaces the password that the link covers; of two uses at once, one finds another password there. */
async function replacePassword(deps: Deps, tx: Tx, link: OpenPasswordLink, password: string): Promise<void> {
  const { identityId, passwordHash } = link;
  const now = deps.now();
  const row = { identityId, providerId: PASSWORD_PROVIDER, accountId: identityId };
  const { count } = passwordHash
    ? await tx.credential.updateMany({
        where: { ...row, password: passwordHash },
        data: { password, updatedAt: now },
      })
    : await tx.credential.createMany({
        data: { id: deps.newId(), ...row, password, createdAt: now, updatedAt: now },
        skipDuplicates: true,
      });
  if (count === 0) throw new Refusal('LINK_INVALID', {});
}
