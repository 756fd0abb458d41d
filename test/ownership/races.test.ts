import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../../src/errors.ts';
import { acceptOwnership } from '../../src/ownership/accept-ownership.ts';
import { declineOwnership, withdrawOffer } from '../../src/ownership/end-offer.ts';
import { lapseOffers } from '../../src/ownership/lapse-offers.ts';
import { offerOwnership } from '../../src/ownership/offer-ownership.ts';
import { startReview } from '../../src/reviews/start-review.ts';
import { createRole } from '../../src/roles/create-role.ts';
import { deleteRole } from '../../src/roles/delete-role.ts';
import { changeRole } from '../../src/users/change-role.ts';
import { changeStatus } from '../../src/users/change-status.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;
let people: string[];
let made = 0;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(begin);

/** Another workspace, with an Owner, two Admins and a Member. */
async function begin() {
  workspace = await world.createWorkspace({ ownerEmail: `owner-${++made}@northwind.example` });
  people = [
    workspace.ownerId,
    await join('ADMIN', 'Ada'),
    await join('ADMIN', 'Ben'),
    await join('MEMBER', 'Mia'),
  ];
}

const origin = { source: 'SLACK' } as const;
const by = (userId: string) => ({ workspaceId: workspace.workspaceId, userId });

async function join(kind: 'ADMIN' | 'MEMBER', firstName: string): Promise<string> {
  const { workspaceId } = workspace;
  const email = `${firstName.toLowerCase()}-${++made}@northwind.example`;
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind } });
  const identity = await world.db.identity.create({ data: { email, name: '', emailVerified: true } });
  const user = { workspaceId, identityId: identity.id, email, roleId: role.id, roleKind: role.kind };
  const slackUserId = `U${++made}`;
  return (await world.db.user.create({ data: { ...user, firstName, slackUserId, status: 'ACTIVE' } })).id;
}

async function offer(from: string, to: string, roleId?: string): Promise<void> {
  const { workspaceId } = workspace;
  const { slackUserId } = await world.db.user.findFirstOrThrow({ where: { id: to } });
  const admin = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'ADMIN' } });
  await offerOwnership(world.deps, {
    ...{ actor: by(from), receiver: { slackUserId: slackUserId ?? '' }, roleId: roleId ?? admin.id },
    ...{ workspaceName: 'Northwind', origin },
  });
}

async function standing(): Promise<string> {
  const offer = await world.db.ownershipTransfer.findFirst({
    where: { workspaceId: workspace.workspaceId },
  });
  return offer?.id ?? world.deps.newId();
}

/** What each of several gets who act at once: "done", or the code of the refusal. */
async function outcomes(works: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(works);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'done';
    if (one.reason instanceof Refusal) return one.reason.code;
    throw one.reason;
  });
}

/** Who is the Owner, as the users and as the workspace say. */
async function owners(): Promise<string[]> {
  const { rows } = await world.pool.query(
    `SELECT u.id::text AS id FROM workspace w
     LEFT JOIN "user" u ON u.workspace_id = w.id AND u.role_kind = 'OWNER' AND u.status = 'ACTIVE' AND u.id = w.owner_id
     WHERE w.id = $1`,
    [workspace.workspaceId],
  );
  return rows.map(({ id }) => id);
}

test('accepted ten times at once, the ownership is handed over once', async () => {
  const [olivia = '', ada = ''] = people;
  await offer(olivia, ada);
  const offerId = await standing();
  const works = Array.from({ length: 10 }, () =>
    acceptOwnership(world.deps, { actor: by(ada), offerId, origin }),
  );
  const said = (await outcomes(works)).sort();
  expect(said).toEqual([...Array(9).fill('OFFER_SETTLED'), 'done']);
  expect(await owners()).toEqual([ada]);
  expect(await world.db.activity.count({ where: { subjectId: offerId, action: 'ownership.accepted' } })).toBe(
    1,
  );
});

test.each([
  [
    'withdrawn',
    (offerId: string) => withdrawOffer(world.deps, { actor: by(people[0] ?? ''), offerId, origin }),
  ],
  [
    'declined',
    (offerId: string) => declineOwnership(world.deps, { actor: by(people[1] ?? ''), offerId, origin }),
  ],
])('accepted and %s at once: one of the two', async (what, other) => {
  for (let round = 0; round < 4; round += 1) {
    await begin();
    const [olivia = '', ada = ''] = people;
    await offer(olivia, ada);
    const offerId = await standing();
    const [accepted, ended] = await outcomes([
      acceptOwnership(world.deps, { actor: by(ada), offerId, origin }),
      other(offerId),
    ]);
    expect([accepted, ended].sort()).toEqual(['OFFER_SETTLED', 'done']);
    expect(await owners()).toEqual([accepted === 'done' ? ada : olivia]);
    const entries = await world.db.activity.findMany({
      where: { subjectId: offerId },
      orderBy: { id: 'asc' },
    });
    expect(entries.map(({ action }) => action)).toEqual([
      'ownership.offered',
      accepted === 'done' ? 'ownership.accepted' : `ownership.${what}`,
    ]);
  }
});

test('who is deactivated while they accept is either the Owner, or inactive', async () => {
  const [olivia = '', ada = '', ben = ''] = people;
  await offer(olivia, ada);
  const offerId = await standing();
  const change = {
    user: { id: ada, revision: 1 },
    status: 'INACTIVE' as const,
    invitations: 'KEEP' as const,
  };
  const [accepted, deactivated] = await outcomes([
    acceptOwnership(world.deps, { actor: by(ada), offerId, origin }),
    changeStatus(world.deps, { actor: by(ben), ...change, reason: '', origin }),
  ]);
  expect([accepted, deactivated].filter((one) => one === 'done')).toHaveLength(1);
  expect(await owners()).toEqual([accepted === 'done' ? ada : olivia]);
});

test('only the Owner offers it, only one at a time, and only the receiver accepts', async () => {
  const [olivia = '', ada = '', ben = ''] = people;
  await expect(offer(ada, ben)).rejects.toMatchObject({ code: 'NOT_OWNER' });
  const said = await outcomes([offer(olivia, ada), offer(olivia, ben), offer(olivia, people[3] ?? '')]);
  expect(said.sort()).toEqual(['OWNERSHIP_OFFERED_ALREADY', 'OWNERSHIP_OFFERED_ALREADY', 'done']);
  const offerId = await standing();
  const { toId } = await world.db.ownershipTransfer.findFirstOrThrow({
    where: { workspaceId: workspace.workspaceId },
  });
  for (const userId of people.filter((id) => id !== toId)) {
    const stolen = acceptOwnership(world.deps, { actor: by(userId), offerId, origin });
    await expect(stolen).rejects.toMatchObject({ code: 'OFFER_UNKNOWN' });
  }
  const taken = withdrawOffer(world.deps, { actor: by(toId), offerId, origin });
  await expect(taken).rejects.toMatchObject({ code: 'OFFER_UNKNOWN' });
  const other = await world.createWorkspace({ ownerEmail: `owner-${++made}@other.example` });
  const foreign = { workspaceId: other.workspaceId, userId: other.ownerId };
  const guessed = acceptOwnership(world.deps, { actor: foreign, offerId, origin });
  await expect(guessed).rejects.toMatchObject({ code: 'OFFER_UNKNOWN' });
  expect(await owners()).toEqual([olivia]);
});

test('it lapses after seven days, for both to hear of, once', async () => {
  const [olivia = '', ada = ''] = people;
  await offer(olivia, ada);
  const offerId = await standing();
  const later = { ...world.deps, now: () => new Date(Date.now() + 7 * DAY_MS + 1000) };
  const late = () => acceptOwnership(later, { actor: by(ada), offerId, origin });
  await expect(late()).rejects.toMatchObject({
    code: 'OFFER_SETTLED',
    facts: { outcome: 'LAPSED', by: null },
  });
  await Promise.all([lapseOffers(later), lapseOffers(later)]);
  await expect(late()).rejects.toMatchObject({
    code: 'OFFER_SETTLED',
    facts: { outcome: 'LAPSED', by: null },
  });
  expect(await world.db.activity.count({ where: { subjectId: offerId, action: 'ownership.lapsed' } })).toBe(
    1,
  );
  const notices = (await world.jobs('mail-ownership-notice')).filter(
    (job) => job.what === 'LAPSED' && job.offerId === offerId,
  );
  expect(notices.map(({ userId }) => userId).sort()).toEqual([olivia, ada].sort());
  expect(await owners()).toEqual([olivia]);
});

test('a role that the Owner would have is deleted by nobody while the offer stands, and by anybody once it has lapsed', async () => {
  const [olivia = '', ada = ''] = people;
  const { workspaceId } = workspace;
  const details = { name: 'Emeritus', description: '', permissions: [], origin };
  const { id } = await createRole(world.deps, { actor: by(olivia), ...details });
  await offer(olivia, ada, id);
  const viewer = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'VIEWER' } });
  const remove = () =>
    deleteRole(world.deps, {
      ...{ actor: by(ada), role: { id, revision: 1 }, replacementId: viewer.id, reason: '', origin },
    });
  const { expiresAt } = await world.db.ownershipTransfer.findFirstOrThrow({ where: { workspaceId } });
  await expect(remove()).rejects.toMatchObject({
    code: 'ROLE_OFFERED',
    facts: { roleName: 'Emeritus', to: 'Ada', expiresAt },
  });
  expect(await world.db.ownershipTransfer.findFirst({ where: { workspaceId } })).toMatchObject({
    roleId: id,
  });
  world.passTime(7 * DAY_MS);
  await remove();
  await lapseOffers(world.deps);
  expect(await world.db.ownershipTransfer.count({ where: { workspaceId } })).toBe(0);
  world.passTime(-7 * DAY_MS);
});

test('a review that is open says of both whose roles the handing over changed that they were, by the other one', async () => {
  const [olivia = '', ada = '', ben = ''] = people;
  const { workspaceId } = workspace;
  await startReview(world.deps, { actor: by(olivia), origin });
  await world.db.accessReviewPerson.updateMany({
    where: { workspaceId, userId: olivia },
    data: { decision: 'KEPT', decidedById: ben, decidedAt: world.deps.now() },
  });
  await offer(olivia, ada);
  await acceptOwnership(world.deps, { actor: by(ada), offerId: await standing(), origin });
  const decided = await world.db.accessReviewPerson.findMany({
    where: { workspaceId, decision: { not: null } },
    select: { userId: true, decision: true, isElsewhere: true, decidedById: true },
  });
  expect(decided).toHaveLength(2);
  const changed = { decision: 'ROLE_CHANGED', isElsewhere: true };
  expect(decided).toContainEqual({ userId: olivia, ...changed, decidedById: ada });
  expect(decided).toContainEqual({ userId: ada, ...changed, decidedById: olivia });
});

const who = fc.nat(3);
const step = fc.oneof(
  fc.record({ does: fc.constant('offer' as const), actor: who, other: who }),
  fc.record({ does: fc.constantFrom('accept', 'decline', 'withdraw'), actor: who, other: who }),
  fc.record({
    does: fc.constantFrom('demote', 'promote', 'deactivate', 'reactivate'),
    actor: who,
    other: who,
  }),
);

test('whatever anybody does in whatever order, there is exactly one active Owner', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      for (const { does, actor, other } of steps) {
        await outcomes([attempt(does, people[actor] ?? '', people[other] ?? '')]);
        expect(await owners()).toEqual([expect.any(String)]);
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);

async function attempt(does: string, actor: string, other: string): Promise<unknown> {
  const { workspaceId } = workspace;
  const answer = { actor: by(actor), offerId: await standing(), origin };
  const { revision } = await world.db.user.findFirstOrThrow({ where: { id: other } });
  const change = { actor: by(actor), user: { id: other, revision }, reason: '', origin };
  const role = (kind: 'ADMIN' | 'VIEWER') => world.db.role.findFirstOrThrow({ where: { workspaceId, kind } });
  switch (does) {
    case 'offer':
      return offer(actor, other);
    case 'accept':
      return acceptOwnership(world.deps, answer);
    case 'decline':
      return declineOwnership(world.deps, answer);
    case 'withdraw':
      return withdrawOffer(world.deps, answer);
    case 'deactivate':
      return changeStatus(world.deps, { ...change, status: 'INACTIVE', invitations: 'CANCEL' });
    case 'reactivate':
      return changeStatus(world.deps, { ...change, status: 'ACTIVE', invitations: 'KEEP' });
    default:
      return changeRole(world.deps, {
        ...change,
        roleId: (await role(does === 'demote' ? 'VIEWER' : 'ADMIN')).id,
      });
  }
}
