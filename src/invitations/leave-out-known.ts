import type { Deps } from '../deps.ts';
import type { AddressProblem } from '../errors.ts';
import { readEmailAddress } from './email-address.ts';
import { knownAddresses } from './inviting-facts.ts';

export interface Candidates {
  /** Worth inviting; one with letters that only look like others stays as it was, to be told of when it is sent. */
  unknown: string[];
  /** Users, and those whose invitation is still open. */
  known: AddressProblem[];
}

/** Sorts what looks like addresses into people to invite and people who need no invitation. What is no address is dropped. */
export async function leaveOutKnown(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  workspaceId: string,
  typed: string[],
): Promise<Candidates> {
  const candidates = [
    ...new Set(
      typed.flatMap((one) => {
        const read = readEmailAddress(one);
        if (read.ok) return [read.email];
        return read.reason === 'LOOK_ALIKE' ? [one] : [];
      }),
    ),
  ];
  const [users, pending] = await Promise.all([
    db.user.findMany({
      where: { workspaceId, email: { in: candidates } },
      select: { email: true, status: true },
    }),
    db.invitation.findMany({
      where: { workspaceId, email: { in: candidates }, status: 'PENDING', expiresAt: { gt: now() } },
      select: { email: true, expiresAt: true },
    }),
  ]);
  const known = knownAddresses({ users, pending });
  const left = new Set(known.map(({ email }) => email));
  return { unknown: candidates.filter((email) => !left.has(email)), known };
}
