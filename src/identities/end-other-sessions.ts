import type { Origin } from '../activity/record-activity.ts';
import type { Deps } from '../deps.ts';
import { endSessions } from './end-sessions.ts';
import { recordOfIdentity } from './record-of-identity.ts';

interface SigningOut {
  identityId: string;
  /** The session that stays. */
  sessionId: string;
  origin: Origin;
}

/** Signs somebody out everywhere but where they ask for it. Where there is no other session nothing is recorded. */
export async function endOtherSessions(
  deps: Pick<Deps, 'db' | 'now'>,
  { identityId, sessionId, origin }: SigningOut,
): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const ended = await endSessions(tx, identityId, { except: sessionId });
    if (ended === 0) return;
    await recordOfIdentity(deps, tx, { identityId, action: 'identity.sessions-ended', origin });
  });
}
