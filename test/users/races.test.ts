import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Deps } from '../../src/deps.ts';
import { Refusal, type RefusalCode } from '../../src/errors.ts';
import { sendInvitations } from '../../src/invitations/send-invitations.ts';
import { addressLink } from '../../src/users/address-link.ts';
import { changeAddress } from '../../src/users/change-address.ts';
import { changeRole } from '../../src/users/change-role.ts';
import { changeStatus } from '../../src/users/change-status.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

const ROUNDS = 8;
const FIRST_REVISION = 1;
const origin = { source: 'SLACK' } as const;

let world: World;
let deps: Deps;
let workspace: TestWorkspace;
let roleIds: Record<'ADMIN' | 'VIEWER', string>;

beforeAll(async () => {
  world = await createWorld();
  deps = world.deps;
});
afterAll(() => world.close());

beforeEach(async () => {
  workspace = await world.createWorkspace({ ownerEmail: `owner-${deps.newId()}@acme.example` });
  const { workspaceId } = workspace;
  const roles = await world.db.role.findMany({ where: { workspaceId } });
  const idOf = (kind: string) => roles.find((role) => role.kind === kind)?.id ?? '';
  roleIds = { ADMIN: idOf('ADMIN'), VIEWER: idOf('VIEWER') };
});

async function person(name: string, kind: 'ADMIN' | 'VIEWER' = 'ADMIN'): Promise<string> {
  const email = `${name.toLowerCase()}-${deps.newId()}@acme.example`;
  const { workspaceId } = workspace;
  const identity = await world.db.identity.create({ data: { email, name, emailVerified: true } });
  const { id } = await world.db.user.create({
    data: {
      ...{ workspaceId, identityId: identity.id, email, firstName: name, roleId: roleIds[kind] },
      ...{ roleKind: kind, status: 'ACTIVE' as const },
    },
  });
  return id;
}

const actorOf = (userId: string) => ({ workspaceId: workspace.workspaceId, userId });

const read = (id: string) =>
  world.db.user.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId: workspace.workspaceId, id } } });

const deactivate = (by: string, id: string) =>
  changeStatus(deps, {
    ...{ actor: actorOf(by), user: { id, revision: FIRST_REVISION }, status: 'INACTIVE' as const },
    ...{ invitations: 'KEEP' as const, reason: '', origin },
  });

const demote = (by: string, id: string) =>
  changeRole(deps, {
    ...{
      actor: actorOf(by),
      user: { id, revision: FIRST_REVISION },
      roleId: roleIds.VIEWER,
      reason: '',
      origin,
    },
  });

/** The codes of the refusals among what was tried at once; whatever else fails, fails the test. */
async function refusals(tried: Promise<unknown>[]): Promise<RefusalCode[]> {
  const settled = await Promise.allSettled(tried);
  return settled.flatMap((one) => {
    if (one.status === 'fulfilled') return [];
    if (one.reason instanceof Refusal) return [one.reason.code];
    throw one.reason;
  });
}

test('of two Admins who deactivate each other at once, one does, and the other hears that they are inactive', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const [adam, berta] = [await person('Adam'), await person('Berta')];
    expect(await refusals([deactivate(adam, berta), deactivate(berta, adam)])).toEqual(['ACCOUNT_INACTIVE']);
    const statuses = [(await read(adam)).status, (await read(berta)).status];
    expect(statuses.toSorted()).toEqual(['ACTIVE', 'INACTIVE']);
  }
});

test('of two Admins who take the role from each other at once, one does, and the other may not any more', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const [adam, berta] = [await person('Adam'), await person('Berta')];
    expect(await refusals([demote(adam, berta), demote(berta, adam)])).toEqual(['NOT_PERMITTED']);
    const kinds = [(await read(adam)).roleKind, (await read(berta)).roleKind];
    expect(kinds.toSorted()).toEqual(['ADMIN', 'VIEWER']);
  }
});

test('ten who change one person at once make one change, and nine hear whose it was', async () => {
  const admins = await Promise.all(Array.from({ length: 10 }, (_, n) => person(`Admin${n}`)));
  const mia = await person('Mia');
  const tried = admins.map((by, n) => (n % 2 === 0 ? demote(by, mia) : deactivate(by, mia)));
  expect(await refusals(tried)).toEqual(Array.from({ length: 9 }, () => 'USER_CHANGED'));
  expect((await read(mia)).revision).toBe(FIRST_REVISION + 1);
  expect(await world.db.activity.count({ where: { subjectId: mia } })).toBe(1);
});

test('whoever is deactivated while they invite has invited before, for somebody else to vouch, or not at all', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const adam = await person('Adam');
    const email = `guest${round}@example.com`;
    const invite = () =>
      sendInvitations(deps, { actor: actorOf(adam), addresses: [email], role: { name: 'Viewer' }, origin });
    const refused = await refusals([invite(), deactivate(workspace.ownerId, adam)]);
    const { workspaceId } = workspace;
    const inviters = await world.db.invitation.findMany({ where: { workspaceId, email } });
    expect([refused, inviters.map(({ inviterId }) => inviterId)]).toEqual(
      refused.length === 0 ? [[], [workspace.ownerId]] : [['ACCOUNT_INACTIVE'], []],
    );
  }
});

test('of two people who verify the same new address at once, one gets it, and the other hears that it is taken', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const pendingEmail = `new-${deps.newId()}@acme.example`;
    const people = [await person('Adam'), await person('Berta')];
    const { workspaceId } = workspace;
    await world.db.user.updateMany({ where: { workspaceId, id: { in: people } }, data: { pendingEmail } });
    const tokens = await Promise.all(
      people.map(
        async (id) =>
          addressLink(deps, { ...(await read(id)), pendingEmail })
            .url.split('/')
            .at(-1) ?? '',
      ),
    );
    const verify = (token: string) => changeAddress(deps, { token, origin: { source: 'PORTAL' } });
    expect(await refusals(tokens.map(verify))).toEqual(['ADDRESS_TAKEN']);
    expect(await world.db.user.count({ where: { workspaceId, email: pendingEmail } })).toBe(1);
  }
});
