import { type SubjectHistoryEntry, subjectHistory } from '../activity/subject-history.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, requireOneOf } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { type Expiry, expiryOf } from './license-expiry.ts';

/** More names than that are not read in a modal. */
const HOLDERS_SHOWN = 20;

export interface LicenseDetails {
  id: string;
  revision: number;
  name: string;
  vendor: string;
  seats: number;
  seatsUsed: number;
  /** Whether there is a key, and its last characters. */
  hasKey: boolean;
  keyHint: string;
  /** The last day, such as 2026-11-23; null: it does not expire. */
  expiresOn: string | null;
  expiry: Expiry;
  /** The newest of those who use it. */
  holders: { id: string; name: string; slackUserId: string | null; since: Date }[];
  /** The newest first. */
  history: SubjectHistoryEntry[];
  /** What whoever looks may do with it. */
  mayEdit: boolean;
  mayDelete: boolean;
}

/** A license of the workspace with who uses it and everything that happened to it. */
export async function readLicense(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  actor: ActorRef,
  id: string,
): Promise<LicenseDetails> {
  const viewer = await requireOneOf(tx, actor, ['VIEW_LICENSES', 'EDIT_LICENSES', 'DELETE_LICENSES']);
  const { workspaceId } = actor;
  const license = await tx.license.findUnique({
    where: { workspaceId_id: { workspaceId, id }, deletedAt: null },
    include: {
      assignments: {
        where: { endedAt: null },
        include: { user: true },
        orderBy: [{ assignedAt: 'desc' }, { id: 'desc' }],
        take: HOLDERS_SHOWN,
      },
    },
  });
  if (!license) throw new Refusal('LICENSE_UNKNOWN', {});
  const { revision, name, vendor, seats, seatsUsed, keySealed, keyHint, expiresOn, assignments } = license;
  return {
    ...{ id, revision, name, vendor, seats, seatsUsed, keyHint },
    hasKey: keySealed !== null,
    expiresOn: expiresOn?.toISOString().slice(0, 10) ?? null,
    expiry: expiryOf(expiresOn, now()),
    holders: assignments.map(({ userId, user, assignedAt }) => ({
      ...{ id: userId, name: fullName(user), slackUserId: user.slackUserId, since: assignedAt },
    })),
    history: await subjectHistory(tx, { workspaceId, type: 'license', id }),
    mayEdit: viewer.permissions.includes('EDIT_LICENSES'),
    mayDelete: viewer.permissions.includes('DELETE_LICENSES'),
  };
}
