import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, JobPayload, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { readEmailAddress } from '../invitations/email-address.ts';
import { addressProblems } from '../invitations/known-addresses.ts';
import { requireWelcomeDomains } from '../invitations/welcome-domains.ts';
import { enqueue } from '../queue/enqueue.ts';
import type { ActorRef } from '../roles/permitted.ts';
import { fullName } from './full-name.ts';
import { requireManagedUser, type SeenUser } from './managed-user.ts';
import { tellUsers } from './tell-users.ts';
import { typedName } from './typed-text.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const ADDRESSES_A_DAY = 5;

interface Profile {
  firstName: string;
  lastName: string;
  phone: string;
  department: string;
  jobTitle: string;
}

export interface UserEdit extends Profile {
  actor: ActorRef;
  /** As whoever edits it saw it. */
  user: SeenUser;
  email: string;
  origin: Origin;
}

export interface Edited {
  name: string;
  /** The address that waits to be verified; null: it stays. */
  pendingEmail: string | null;
}

/** Changes what is known of somebody. A new address counts when whoever has it has said so, by the link in a mail to it. */
export async function editUser(deps: Deps, edit: UserEdit): Promise<Edited> {
  const { workspaceId, userId } = edit.actor;
  const { id, revision } = edit.user;
  return inTransaction(deps.db, async (tx) => {
    const { user } = await requireManagedUser(tx, edit.actor, edit.user);
    const after = typedProfile(edit);
    const pendingEmail = await wantedAddress(tx, user, edit.email);
    if (pendingEmail && pendingEmail !== user.pendingEmail) await requireFewChanges(deps, tx, user);
    const changed = changedFields(user, { ...after, pendingEmail });
    if (changed.length === 0) return { name: fullName(user), pendingEmail };
    const { count } = await tx.user.updateMany({
      where: { workspaceId, id, revision },
      data: { ...after, pendingEmail, revision: { increment: 1 } },
    });
    if (count === 0) throw new Error('an account that was locked was changed');
    const entry = {
      workspaceId,
      actorId: userId,
      subject: { type: 'user' as const, id },
      origin: edit.origin,
    };
    const { email, firstName, lastName, phone, department, jobTitle } = user;
    if (changed.some((field) => field !== 'ADDRESS')) {
      const before = { firstName, lastName, phone, department, jobTitle };
      await recordActivity(deps, tx, [{ ...entry, action: 'user.edited', before, after: { ...after } }]);
    }
    if (changed.includes('ADDRESS')) {
      await recordActivity(deps, tx, [
        { ...entry, action: 'user.address-asked', before: { email }, after: { pendingEmail } },
      ]);
    }
    if (pendingEmail && changed.includes('ADDRESS')) {
      await enqueue(tx, 'mail-address-change', { workspaceId, userId: id, revision: revision + 1 });
    }
    const notice = { workspaceId, userId: id, actorId: userId, revision: revision + 1 };
    await tellUsers(tx, [{ ...notice, what: 'PROFILE_CHANGED', changed }]);
    return { name: fullName({ ...user, ...after }), pendingEmail };
  });
}

function typedProfile({ firstName, lastName, phone, department, jobTitle }: Profile): Profile {
  return {
    firstName: typedName(firstName),
    lastName: typedName(lastName),
    phone: typedName(phone),
    department: typedName(department),
    jobTitle: typedName(jobTitle),
  };
}

function changedFields(
  before: Profile & { pendingEmail: string | null },
  after: Profile & { pendingEmail: string | null },
): JobPayload<'mail-user-notice'>['changed'] {
  const isNamed = before.firstName === after.firstName && before.lastName === after.lastName;
  return [
    ...(isNamed ? [] : (['NAME'] as const)),
    ...(before.pendingEmail === after.pendingEmail ? [] : (['ADDRESS'] as const)),
    ...(before.phone === after.phone ? [] : (['PHONE'] as const)),
    ...(before.department === after.department ? [] : (['DEPARTMENT'] as const)),
    ...(before.jobTitle === after.jobTitle ? [] : (['JOB_TITLE'] as const)),
  ];
}

/** The address that is to be verified; null where the one that they have was typed. */
async function wantedAddress(
  tx: Tx,
  user: { workspaceId: string; email: string; status: 'UNVERIFIED' | 'ACTIVE' | 'INACTIVE' },
  typed: string,
): Promise<string | null> {
  const read = readEmailAddress(typed);
  if (!read.ok) {
    if (typed.trim() === '') throw new Refusal('NO_ADDRESS', {});
    const { ok: _ok, ...problem } = read;
    throw new Refusal('ADDRESSES_REFUSED', { problems: [{ email: typed.trim(), ...problem }] });
  }
  if (read.email === user.email) return null;
  if (user.status !== 'ACTIVE') throw new Refusal('ADDRESS_NOT_CHANGEABLE', { status: user.status });
  await requireFreeAddress(tx, user.workspaceId, read.email);
  return read.email;
}

/** Nobody is flooded with mails by changing somebody's address again and again. */
async function requireFewChanges(
  deps: Deps,
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
) {
  const since = new Date(deps.now().getTime() - DAY_MS);
  const asked = await tx.activity.findMany({
    where: { workspaceId, subjectId: id, action: 'user.address-asked', at: { gt: since } },
    select: { at: true },
    orderBy: { id: 'desc' },
    take: ADDRESSES_A_DAY,
  });
  const first = asked[ADDRESSES_A_DAY - 1];
  if (first) throw new Refusal('TOO_MANY_ATTEMPTS', { retryAt: new Date(first.at.getTime() + DAY_MS) });
}

/** Neither a user's nor invited. Whoever takes it until it is verified has it. */
async function requireFreeAddress(tx: Tx, workspaceId: string, email: string): Promise<void> {
  await requireWelcomeDomains(tx, workspaceId, [email]);
  const problems = await addressProblems(tx, workspaceId, [email]);
  if (problems.length > 0) throw new Refusal('ADDRESSES_REFUSED', { problems });
}
