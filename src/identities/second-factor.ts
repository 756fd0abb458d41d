import type { Origin } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { recordOfIdentity } from './record-of-identity.ts';

export async function hasSecondFactor(tx: Tx, identityId: string): Promise<boolean> {
  const identity = await tx.identity.findUniqueOrThrow({
    where: { id: identityId },
    select: { hasSecondFactor: true },
  });
  return identity.hasSecondFactor;
}

/** Records that somebody turned it on; the sessions that began without it end. */
export async function turnedOn(
  deps: Pick<Deps, 'db' | 'now'>,
  { identityId, sessionIds, origin }: { identityId: string; sessionIds: string[]; origin: Origin },
): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    await tx.session.deleteMany({ where: { identityId, id: { in: sessionIds } } });
    await recordOfIdentity(deps, tx, { identityId, action: 'identity.second-factor-on', origin });
  });
}

/** Records what else somebody did with it. */
export async function recordSecondFactor(
  deps: Pick<Deps, 'db' | 'now'>,
  entry: {
    identityId: string;
    action: 'identity.second-factor-off' | 'identity.backup-codes-made' | 'identity.backup-code-used';
    origin: Origin;
  },
): Promise<void> {
  await deps.db.$transaction((tx) => recordOfIdentity(deps, tx, entry));
}
