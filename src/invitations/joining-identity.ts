import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { findPasswordHash, PASSWORD_PROVIDER } from '../identities/password-credential.ts';
import { requireStrongPassword } from '../identities/password-strength.ts';
import type { OpenInvitation } from './find-by-link.ts';

/** The sign-in of the person who accepts. */
export interface JoiningIdentity {
  id: string;
  /** Their address was verified before, with another workspace. */
  verified: boolean;
  /** The hash of the password for a sign-in that is still to be made; undefined: it exists. */
  newPasswordHash: string | undefined;
}

/** The existing sign-in, if the password is its own; else a new one, if the password is good enough. Slow: it hashes. */
export async function joiningIdentity(
  deps: Deps,
  invitation: OpenInvitation,
  given: { firstName: string; lastName: string; password: string },
): Promise<JoiningIdentity> {
  if (!invitation.identityId) {
    const known = [given.firstName, given.lastName, invitation.email, invitation.workspaceName];
    await requireStrongPassword(given.password, [...known, deps.product.name]);
    return {
      id: deps.newId(),
      verified: false,
      newPasswordHash: await deps.passwords.hash(given.password),
    };
  }
  const identity = await deps.db.identity.findUniqueOrThrow({ where: { id: invitation.identityId } });
  const hash = await findPasswordHash(deps.db, identity.id);
  if (!hash || !(await deps.passwords.verify({ hash, password: given.password }))) {
    throw new Refusal('PASSWORD_WRONG', {});
  }
  return { id: identity.id, verified: identity.emailVerified, newPasswordHash: undefined };
}

/** Makes the sign-in if it is new; false: somebody else made one with that address meanwhile, and nothing was changed. */
export async function createIdentity(
  deps: Deps,
  tx: Tx,
  identity: JoiningIdentity,
  person: { email: string; name: string },
): Promise<boolean> {
  if (identity.newPasswordHash === undefined) return true;
  const now = deps.now();
  const times = { createdAt: now, updatedAt: now };
  const { count } = await tx.identity.createMany({
    data: { id: identity.id, ...person, ...times },
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await tx.credential.create({
    data: {
      id: deps.newId(),
      identityId: identity.id,
      providerId: PASSWORD_PROVIDER,
      accountId: identity.id,
      password: identity.newPasswordHash,
      ...times,
    },
  });
  return true;
}
