import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { readSender } from '../../src/imports/import-sender.ts';
import { invitationSource } from '../../src/invitations/invitation-source.ts';
import { offerOwnership } from '../../src/ownership/offer-ownership.ts';
import { requestInvitations } from '../../src/requests/request-invitations.ts';
import { requirePermission } from '../../src/roles/permitted.ts';
import { addressLink } from '../../src/users/address-link.ts';
import { findAddressChange } from '../../src/users/change-address.ts';
import { findAdmins } from '../../src/users/find-admins.ts';
import { importPeople } from '../harness/import-people.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;
let adam: { workspaceId: string; userId: string };
let importId: string;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  const { workspaceId } = workspace;
  const email = 'adam@northwind.example';
  const identity = await world.db.identity.create({ data: { email, name: 'Adam' } });
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'ADMIN' } });
  const { id } = await world.db.user.create({
    data: {
      ...{
        workspaceId,
        email,
        identityId: identity.id,
        firstName: 'Adam',
        lastName: 'Berg',
        status: 'ACTIVE',
      },
      ...{ roleId: role.id, roleKind: 'ADMIN', slackUserId: 'U0ADAM', pendingEmail: 'a@northwind.example' },
    },
  });
  adam = { workspaceId, userId: id };
  const ref = await importPeople(world, workspace, [['Email'], ['one@guest.example']]);
  importId = ref.importId;
  await world.db.bulkImport.updateMany({ data: { startedById: id } });
});
afterAll(() => world.close());
beforeEach(() => lastDay(null));

/** So many days from now; nothing has swept since. */
async function lastDay(days: number | null) {
  const accessUntil = days === null ? null : new Date(Math.floor(Date.now() / DAY_MS + days) * DAY_MS);
  await world.db.user.updateMany({ where: { id: adam.userId }, data: { accessUntil } });
}

const link = () => new URL(addressLink(world.deps, adamAsChanging()).url).pathname.split('/').at(-1) ?? '';
const adamAsChanging = () => ({
  ...{ workspaceId: adam.workspaceId, id: adam.userId },
  ...{ email: 'adam@northwind.example', pendingEmail: 'a@northwind.example' },
});

/** What somebody with access can do or is, each as a question that is answered with yes. */
const withAccess: [string, () => Promise<unknown>][] = [
  ['may act', () => requirePermission(world.db, adam, 'MANAGE_USERS')],
  [
    'sends what is left of an import',
    async () => {
      const { mayInvite } = await readSender(world.db, { workspaceId: adam.workspaceId, importId });
      if (!mayInvite) throw new Error('may not');
    },
  ],
  [
    'is named as somebody to turn to',
    async () => {
      const names = (await findAdmins(world.db, adam.workspaceId)).map(({ name }) => name);
      if (!names.includes('Adam Berg')) throw new Error('is not named');
    },
  ],
  [
    'is whom an invitee of theirs can turn to',
    async () => {
      const inviter = { workspaceId: adam.workspaceId, inviterId: adam.userId };
      const { contacts } = await invitationSource(world.db, inviter);
      if (!contacts.includes('Adam Berg')) throw new Error('is not named');
    },
  ],
  ['gets a new address by its link', () => findAddressChange(world.deps, { token: link() })],
  [
    'can be offered the ownership',
    async () => {
      const roles = await world.db.role.findFirstOrThrow({ where: { kind: 'MEMBER' } });
      await offerOwnership(world.deps, {
        actor: { workspaceId: adam.workspaceId, userId: workspace.ownerId },
        ...{ receiver: { slackUserId: 'U0ADAM' }, roleId: roles.id, workspaceName: 'Northwind' },
        origin: { source: 'SLACK' },
      });
      await world.db.ownershipTransfer.deleteMany();
    },
  ],
  [
    'can ask for invitations',
    async () => {
      const { id: roleId } = await world.db.role.findFirstOrThrow({ where: { kind: 'VIEWER' } });
      const words = { firstName: '', lastName: '', message: '', note: '' };
      await requestInvitations(world.deps, {
        ...{ actor: adam, roleId, ...words, addresses: [`${world.deps.newId()}@guest.example`] },
        origin: { source: 'SLACK' },
      });
    },
  ],
];

test.each(withAccess)(
  'whoever has access %s, on their last day too, and not after it, swept or not',
  async (_what, tried) => {
    await tried();
    await lastDay(1);
    await tried();
    await lastDay(0);
    await tried();
    await lastDay(-1);
    await expect(tried()).rejects.toThrow(/ACCOUNT_INACTIVE|CANNOT_BECOME_OWNER|may not|is not named/);
    expect((await world.db.user.findFirstOrThrow({ where: { id: adam.userId } })).status).toBe('ACTIVE');
  },
);
