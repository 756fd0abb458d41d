import type { Origin } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { endSessions } from './end-sessions.ts';
import { recordOfIdentity } from './record-of-identity.ts';

export async function hasSecondFactor(tx: Tx, identityId: string): Promise<boolean> {
  const identity = await tx.identity.findUniqueOrThrow({
    where: { id: identityId },
    select: { hasSecondFactor: true },
  });
  return identity.hasSecondFactor;
}

/** The key that somebody was given last, as it is kept: encrypted. */
export async function keptKey(tx: Tx, identityId: string): Promise<string | undefined> {
  const kept = await tx.secondFactor.findUnique({ where: { identityId }, select: { secret: true } });
  return kept?.secret;
}

interface TurnedOn {
  identityId: string;
  /** The one that their code was of. */
  key: string | undefined;
  /** Which session goes on: the others began without it. */
  sessionId: string | undefined;
  origin: Origin;
}

/**
 * Records that somebody turned it on, and ends their other sessions. OTHER_KEY: another page of theirs made a new key at
 * that moment, which their app does not know, so it is off again.
 */
export async function turnedOn(
  deps: Pick<Deps, 'db' | 'now'>,
  { identityId, key, sessionId, origin }: TurnedOn,
): Promise<'ON' | 'OTHER_KEY'> {
  return deps.db.$transaction(async (tx) => {
    const { count } = await tx.identity.updateMany({
      where: { id: identityId, secondFactor: { is: { secret: { not: key ?? '' } } } },
      data: { hasSecondFactor: false },
    });
    if (count > 0) return 'OTHER_KEY';
    await endSessions(tx, identityId, { except: sessionId });
    await recordOfIdentity(deps, tx, { identityId, action: 'identity.second-factor-on', origin });
    return 'ON';
  });
}

/** Records what else happened with it. */
export async function recordSecondFactor(
  deps: Pick<Deps, 'db' | 'now'>,
  entry: {
    identityId: string;
    action:
      | 'identity.second-factor-off'
      | 'identity.backup-codes-made'
      | 'identity.backup-code-used'
      | 'identity.codes-refused';
    origin: Origin;
  },
): Promise<void> {
  await deps.db.$transaction((tx) => recordOfIdentity(deps, tx, entry));
}
