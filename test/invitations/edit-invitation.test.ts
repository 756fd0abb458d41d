import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { editInvitation } from '../../src/invitations/edit-invitation.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;
let helperId: string;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  helperId = await helpDesk();
});
afterAll(() => world.close());

/** Somebody who may invite, and little else. */
async function helpDesk(): Promise<string> {
  const { workspaceId } = workspace;
  const email = 'help@northwind.example';
  const permissions = ['INVITE_USERS', 'VIEW_USERS', 'VIEW_ASSETS', 'VIEW_LICENSES', 'VIEW_REPORTS'] as const;
  const role = await world.db.role.create({
    data: {
      ...{ workspaceId, kind: 'CUSTOM', name: 'Help Desk' },
      permissions: { create: permissions.map((permission) => ({ permission })) },
    },
  });
  const identity = await world.db.identity.create({ data: { email, name: 'Help', emailVerified: true } });
  const user = await world.db.user.create({
    data: {
      ...{ workspaceId, identityId: identity.id, email, firstName: 'Help' },
      ...{ roleId: role.id, roleKind: 'CUSTOM', status: 'ACTIVE' },
    },
  });
  return user.id;
}

const inDays = (days: number) => new Date(Math.floor(Date.now() / DAY_MS + days) * DAY_MS);

/** An invitation of the Owner, whose access ends in 9 days, and which the Help Desk gives another end. */
async function editedByHelpDesk(roleName: string, accessUntil: Date | null) {
  const { workspaceId } = workspace;
  const { id } = await workspace.invite(`${roleName.toLowerCase()}@example.com`, { role: roleName });
  const before = await world.db.invitation.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { accessUntil: inDays(9) },
  });
  const { revision, roleId } = before;
  const outcome = await editInvitation(world.deps, {
    ...{ actor: { workspaceId, userId: helperId }, invitation: { id, revision }, roleId, accessUntil },
    ...{ firstName: 'New', lastName: '', message: '', origin: { source: 'SLACK' } },
  }).catch((error) => error);
  return { outcome, after: await world.db.invitation.findFirstOrThrow({ where: { id } }) };
}

test('whoever could not give the role of an invitation cannot give it for longer', async () => {
  const { outcome, after } = await editedByHelpDesk('Admin', null);
  expect(outcome).toMatchObject({ code: 'ROLE_NOT_GRANTABLE', facts: { roleName: 'Admin' } });
  expect(after).toMatchObject({ accessUntil: inDays(9), inviterId: workspace.ownerId, firstName: '' });
});

test('whoever could give it vouches for the invitation from then on', async () => {
  const { after } = await editedByHelpDesk('Viewer', inDays(20));
  expect(after).toMatchObject({ accessUntil: inDays(20), inviterId: helperId, firstName: 'New' });
});
