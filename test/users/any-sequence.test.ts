import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Deps } from '../../src/deps.ts';
import { Refusal } from '../../src/errors.ts';
import { acceptInvitation } from '../../src/invitations/accept-invitation.ts';
import { invitationLink } from '../../src/invitations/invitation-link.ts';
import { sendInvitations } from '../../src/invitations/send-invitations.ts';
import { acceptOwnership } from '../../src/ownership/accept-ownership.ts';
import { declineOwnership, withdrawOffer } from '../../src/ownership/end-offer.ts';
import { offerOwnership } from '../../src/ownership/offer-ownership.ts';
import { activateUsers } from '../../src/users/activate-users.ts';
import { changeRole } from '../../src/users/change-role.ts';
import { changeStatus } from '../../src/users/change-status.ts';
import { outcomes, type PeopleAct, type PeopleModel, type Roles } from '../harness/people-model.ts';
import { createWorld, type World } from '../harness/world.ts';

let world: World;
let deps: Deps;

beforeAll(async () => {
  world = await createWorld();
  // Hashing is slow by design, and not what this is about.
  deps = { ...world.deps, passwords: { hash: async (text) => text, verify: async () => true } };
});
afterAll(() => world.close());

const origin = { source: 'SLACK' } as const;

/** Who is there from the beginning, and by which role; others join by invitations. */
const cast = { owner: 'Owner', admin: 'Admin', other: 'Admin', helper: 'Help Desk', viewer: 'Viewer' };
const newcomers = ['new-one', 'new-two'];
const roleNames = ['Owner', 'Admin', 'Member', 'Viewer', 'Help Desk'];

/** Mostly those who may do something, so that much happens. */
const actor = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('owner', 'admin', 'other', 'helper') },
  { weight: 1, arbitrary: fc.constantFrom('viewer', ...newcomers) },
);
const subject = fc.constantFrom(...Object.keys(cast), ...newcomers);
const role = fc.constantFrom(...roleNames);
const address = fc.constantFrom(...newcomers);
const status = fc.constantFrom('ACTIVE' as const, 'INACTIVE' as const);
const invitations = fc.constantFrom('KEEP' as const, 'CANCEL' as const);
const changesRole = fc.record({ do: fc.constant('change role' as const), actor, subject, role });
const changesStatus = fc.record({
  do: fc.constant('change status' as const),
  actor,
  subject,
  status,
  invitations,
});
/** By whoever it is up to, or by somebody whom it is not. */
const by = fc.oneof({ weight: 6, arbitrary: fc.constant('whose it is') }, { weight: 1, arbitrary: subject });
const offers = fc.record({ do: fc.constant('offer' as const), by, subject, role });
const answers = fc.record({
  do: fc.constant('answer' as const),
  by,
  how: fc.constantFrom('ACCEPT' as const, 'ACCEPT' as const, 'DECLINE' as const, 'WITHDRAW' as const),
});
const wish = fc.oneof(
  { weight: 2, arbitrary: offers },
  { weight: 3, arbitrary: answers },
  { weight: 4, arbitrary: changesRole },
  { weight: 3, arbitrary: changesStatus },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('invite' as const), actor, address, role }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('accept' as const), address }) },
);
/** Two who want to be rid of each other, or to make each other less. */
const quarrel = fc
  .tuple(
    fc.constantFrom('owner', 'admin'),
    fc.constantFrom('other', 'helper'),
    fc.oneof(changesRole, changesStatus),
  )
  .map(([one, other, change]) => [
    {
      ...change,
      actor: one,
      subject: other,
      ...(change.do === 'change status' && { status: 'INACTIVE' as const }),
    },
    {
      ...change,
      actor: other,
      subject: one,
      ...(change.do === 'change status' && { status: 'INACTIVE' as const }),
    },
  ]);
type Wish = typeof wish extends fc.Arbitrary<infer Of> ? Of : never;

interface Scene {
  workspaceId: string;
  /** Tells the addresses of one scene from those of others. */
  tag: string;
  roles: Roles;
  roleIds: Record<string, string>;
}

async function createScene(): Promise<Scene> {
  const tag = deps.newId();
  const { workspaceId } = await world.createWorkspace({ ownerEmail: `owner@${tag}.example` });
  const permissions = [
    'VIEW_ASSETS',
    'VIEW_LICENSES',
    'VIEW_USERS',
    'VIEW_REPORTS',
    'INVITE_USERS',
    'MANAGE_USERS',
  ];
  await world.db.role.create({
    data: { workspaceId, id: deps.newId(), kind: 'CUSTOM', name: 'Help Desk' },
  });
  await world.pool.query(
    `INSERT INTO role_permission (workspace_id, role_id, permission)
     SELECT workspace_id, id, unnest($2::permission[]) FROM role WHERE workspace_id = $1 AND name = 'Help Desk'`,
    [workspaceId, permissions],
  );
  const all = await world.db.role.findMany({ where: { workspaceId }, include: { permissions: true } });
  const roles = Object.fromEntries(
    all.map((one) => [
      one.name,
      { kind: one.kind, permissions: one.permissions.map(({ permission }) => permission) },
    ]),
  );
  for (const [name, roleName] of Object.entries(cast)) {
    if (name === 'owner') continue;
    const email = `${name}@${tag}.example`;
    const { id: roleId = '', kind = 'CUSTOM' } = all.find((one) => one.name === roleName) ?? {};
    const identity = await world.db.identity.create({ data: { email, name, emailVerified: true } });
    await world.db.user.create({
      data: { ...{ workspaceId, identityId: identity.id, email, roleId, roleKind: kind }, status: 'ACTIVE' },
    });
  }
  await world.db.identity.updateMany({
    where: { email: `owner@${tag}.example` },
    data: { emailVerified: true },
  });
  return { workspaceId, tag, roles, roleIds: Object.fromEntries(all.map(({ id, name }) => [name, id])) };
}

/** An offer that is answered in two ways, or whose parties are changed, at the same moment. */
const rivalry = fc
  .tuple(answers, fc.oneof(answers, offers, changesRole, changesStatus))
  .map((both) => [...both]);

const nameOf = (email: string) => email.split('@')[0] ?? '';

/** Everything as the database holds it. */
async function look({
  workspaceId,
}: Scene): Promise<PeopleModel & { ids: Record<string, string>; offerId: string }> {
  const users = await world.db.user.findMany({ where: { workspaceId }, include: { role: true } });
  const all = await world.db.invitation.findMany({
    where: { workspaceId },
    orderBy: { id: 'asc' },
    include: { role: true },
  });
  const made = await world.db.activity.findMany({
    where: { workspaceId, action: 'ownership.offered' },
    orderBy: { id: 'asc' },
  });
  const standing = await world.db.ownershipTransfer.findUnique({
    where: { workspaceId },
    include: { role: true },
  });
  const byId = new Map(users.map(({ id, email }) => [id, nameOf(email)]));
  const invitations: PeopleModel['invitations'] = {};
  for (const { email, role: of, inviterId, status } of all) {
    const sent = (invitations[nameOf(email)]?.sent ?? 0) + 1;
    const inviter = byId.get(inviterId) ?? '';
    invitations[nameOf(email)] = { role: of.name, inviter, isOpen: status === 'PENDING', sent };
  }
  return {
    people: Object.fromEntries(
      users.map(({ email, role: of, status, revision }) => [
        nameOf(email),
        { role: of.name, status, revision },
      ]),
    ),
    invitations,
    offers: made.length,
    offer: standing && {
      number: made.findIndex(({ subjectId }) => subjectId === standing.id) + 1,
      ...{
        from: byId.get(standing.fromId) ?? '',
        to: byId.get(standing.toId) ?? '',
        role: standing.role.name,
      },
    },
    offerId: standing?.id ?? '',
    ids: Object.fromEntries(users.map(({ email, id }) => [nameOf(email), id])),
  };
}

async function perform(
  scene: Scene,
  { ids, offerId }: Awaited<ReturnType<typeof look>>,
  act: PeopleAct,
): Promise<void> {
  const { workspaceId, tag, roleIds } = scene;
  if (act.do === 'accept') return accept(scene, `${act.address}@${tag}.example`);
  const userId = ids[act.actor];
  // Whoever has no account cannot act.
  if (!userId) return;
  const actor = { workspaceId, userId };
  if (act.do === 'invite') {
    const addresses = [`${act.address}@${tag}.example`];
    const by = { id: roleIds[act.role] ?? '' };
    return void (await sendInvitations(deps, { actor, addresses, role: by, origin }));
  }
  if (act.do === 'offer') {
    const wanted = { roleId: roleIds[act.role] ?? '', workspaceName: 'Northwind', origin };
    const receiver = { email: `${act.subject}@${tag}.example` };
    return void (await offerOwnership(deps, { actor, receiver, ...wanted }));
  }
  if (act.do === 'answer') {
    const answer = { ACCEPT: acceptOwnership, DECLINE: declineOwnership, WITHDRAW: withdrawOffer }[act.how];
    if (offerId) await answer(deps, { actor, offerId, origin });
    return;
  }
  const change = { actor, user: { id: ids[act.subject] ?? '', revision: act.seen }, reason: '', origin };
  if (!ids[act.subject]) return;
  if (act.do === 'change role') {
    return void (await changeRole(deps, { ...change, roleId: roleIds[act.role] ?? '' }));
  }
  const { status, invitations } = act;
  return void (await changeStatus(deps, { ...change, status, invitations }));
}

async function accept({ workspaceId }: Scene, email: string): Promise<void> {
  const invitation = await world.db.invitation.findFirst({
    where: { workspaceId, email },
    orderBy: { id: 'desc' },
  });
  if (!invitation) return;
  const token = invitationLink(deps, invitation).split('/').at(-1) ?? '';
  const names = { firstName: 'New', lastName: 'Comer', password: 'Otters swim upstream 42' };
  const { identityId } = await acceptInvitation(deps, { token, ...names, origin });
  await deps.db.$transaction((tx) => activateUsers(deps, tx, { identityId, origin }));
}

/** What was refused is an outcome like any other; the model says whether it should have been. */
async function refusedOrDone(work: Promise<void>): Promise<void> {
  await work.catch((error) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

const isOneOf = (state: PeopleModel, possible: PeopleModel[]) =>
  possible.some((one) => isDeepStrictEqual(modelOf(one), modelOf(state)));

const modelOf = ({ people, invitations, offer, offers: made }: PeopleModel): PeopleModel => ({
  ...{ people, invitations, offer },
  offers: made,
});

/** What somebody wants, as the one whom it is up to, of what they see. */
function actOf(one: Wish, before: PeopleModel): PeopleAct {
  const { people, offer } = before;
  if (one.do === 'offer') {
    const owner = Object.keys(people).find((name) => people[name]?.role === 'Owner') ?? '';
    return { ...one, actor: one.by === 'whose it is' ? owner : one.by };
  }
  if (one.do === 'answer') {
    const theirs = one.how === 'WITHDRAW' ? offer?.from : offer?.to;
    return { ...one, offer: offer?.number ?? 0, actor: one.by === 'whose it is' ? (theirs ?? '') : one.by };
  }
  return 'subject' in one ? { ...one, seen: people[one.subject]?.revision ?? 0 } : one;
}

async function live(steps: Wish[][]): Promise<void> {
  const scene = await createScene();
  for (const step of steps) {
    const before = await look(scene);
    const acts = step.map((one) => actOf(one, before));
    await Promise.all(acts.map((act) => refusedOrDone(perform(scene, before, act))));
    const now = await look(scene);
    const possible = [...outcomes(modelOf(before), acts, scene.roles)];
    if (!isOneOf(now, possible)) {
      throw new Error(`nobody could do that: ${JSON.stringify({ acts, before, now, possible }, null, 1)}`);
    }
    const owners = Object.values(now.people).filter((one) => one.role === 'Owner');
    expect(owners).toMatchObject([{ status: 'ACTIVE' }]);
  }
}

/** Long ones: what is wrong shows in what follows. */
const sequence = (step: fc.Arbitrary<Wish[]>) =>
  fc.array(step, { minLength: 12, maxLength: 24, size: 'max' });

const one = wish.map((only) => [only]);
const several = fc.oneof(fc.array(wish, { minLength: 2, maxLength: 4 }), quarrel, rivalry);

test('whoever changes roles, statuses and the ownership one after the other, everybody holds what somebody could give, and there is one Owner', async () => {
  await fc.assert(fc.asyncProperty(sequence(one), live), { numRuns: 12 });
}, 120_000);

test('the same where several do so at once: what comes of it comes of it in some order', async () => {
  await fc.assert(fc.asyncProperty(sequence(several), live), { numRuns: 12 });
}, 120_000);
