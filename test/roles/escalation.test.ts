import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Refusal } from '../../src/errors.ts';
import type { Permission } from '../../src/generated/prisma/client.ts';
import { createRole } from '../../src/roles/create-role.ts';
import { deleteRole } from '../../src/roles/delete-role.ts';
import { editRole } from '../../src/roles/edit-role.ts';
import { allPermissions, permissionsOf } from '../../src/roles/permission-table.ts';
import { roleDraft } from '../../src/roles/role-draft.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;
let made = 0;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
});
afterAll(() => world.close());

const origin = { source: 'SLACK' } as const;
const by = (userId: string) => ({ workspaceId: workspace.workspaceId, userId });

/** Makes a role as nobody could: straight into the database. */
async function role(permissions: Permission[]): Promise<{ id: string; revision: number }> {
  const { workspaceId } = workspace;
  const id = world.deps.newId();
  await world.db.role.create({ data: { workspaceId, id, kind: 'CUSTOM', name: `Role ${++made}` } });
  await world.db.rolePermission.createMany({
    data: permissions.map((permission) => ({ workspaceId, roleId: id, permission })),
  });
  return { id, revision: 1 };
}

/** Takes the roles that nobody holds away: there may be fifty. */
async function makeRoom() {
  await world.pool.query(
    `UPDATE role SET deleted_at = now() WHERE kind = 'CUSTOM' AND id NOT IN (SELECT role_id FROM "user")`,
  );
}

async function person(permissions: Permission[]): Promise<string> {
  const { id: roleId } = await role(permissions);
  const email = `person-${++made}@northwind.example`;
  const identity = await world.db.identity.create({ data: { email, name: '', emailVerified: true } });
  const user = { ...by(''), identityId: identity.id, email, roleId, roleKind: 'CUSTOM' as const };
  const { userId: _nobody, ...data } = user;
  return (await world.db.user.create({ data: { ...data, status: 'ACTIVE' } })).id;
}

async function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );
}

const name = () => `Wished ${++made}`;
const manager: Permission[] = ['VIEW_USERS', 'MANAGE_USERS', 'MANAGE_SETTINGS'];

const actors: [string, () => Promise<string>, Permission[]][] = [
  ['the Owner', async () => workspace.ownerId, allPermissions()],
  ['whoever can do what an Admin can', () => person(permissionsOf('ADMIN')), permissionsOf('ADMIN')],
  ['a manager of roles and little else', () => person(manager), manager],
  // What others may do with the bill is the Owner's to say, although they may do it themselves.
  ['one who also manages billing', () => person([...manager, 'MANAGE_BILLING']), manager],
];

test.each(actors)('%s gives exactly what they may, however they try', async (_who, find, spares) => {
  const actor = by(await find());
  const { id: viewer } = await world.db.role.findFirstOrThrow({
    where: { workspaceId: workspace.workspaceId, kind: 'VIEWER' },
  });
  for (const wished of allPermissions()) {
    await makeRoom();
    const expected = spares.includes(wished) ? 'done' : 'refused';
    const said = (code: string) => (code === 'done' ? 'done' : 'refused');
    const details = { description: '', origin };
    const create = createRole(world.deps, { actor, name: name(), permissions: [wished], ...details });
    expect([wished, 'create', said(await outcome(create))]).toEqual([wished, 'create', expected]);

    const empty = await role([]);
    const edit = { actor, role: empty, name: name(), permissions: [wished], ...details };
    expect([wished, 'edit', said(await outcome(editRole(world.deps, edit)))]).toEqual([
      wished,
      'edit',
      expected,
    ]);

    const held = await role([wished]);
    const { checked, groups } = await world.db.$transaction((tx) => roleDraft(tx, actor, { id: held.id }));
    expect([wished, checked]).toEqual([wished, expected === 'done' ? [wished] : []]);
    expect(groups.flatMap(({ permissions }) => permissions.map(({ permission }) => permission))).toEqual(
      allPermissions().filter((permission) => spares.includes(permission)),
    );

    // Neither is somebody else's role weakened or taken away by whoever could not have given it.
    const weaken = { actor, role: held, name: name(), permissions: [], ...details };
    expect([wished, 'weaken', said(await outcome(editRole(world.deps, weaken)))]).toEqual([
      ...[wished, 'weaken', expected],
    ]);
    const toIt = { actor, role: await role([]), replacementId: held.id, reason: '', origin };
    const stillHeld = await world.db.rolePermission.count({ where: { roleId: held.id } });
    const reassigned = said(await outcome(deleteRole(world.deps, toIt)));
    expect([wished, 'reassign', reassigned]).toEqual([wished, 'reassign', stillHeld ? expected : 'done']);
    const another = await role([wished]);
    const away = { actor, role: another, replacementId: viewer, reason: '', origin };
    const takenAway = said(await outcome(deleteRole(world.deps, away)));
    const mayGiveViewer = permissionsOf('VIEWER').every((permission) => spares.includes(permission));
    expect([wished, 'delete', takenAway]).toEqual([wished, 'delete', mayGiveViewer ? expected : 'refused']);
  }
});

test.each([
  ['settings', ['VIEW_USERS', 'MANAGE_USERS']],
  ['users', ['VIEW_USERS', 'MANAGE_SETTINGS']],
] satisfies [string, Permission[]][])(
  'whoever may not manage %s changes no roles',
  async (what, permissions) => {
    const actor = by(await person(permissions));
    const details = { name: name(), description: '', permissions: [], origin };
    const works = [
      () => createRole(world.deps, { actor, ...details }),
      async () => editRole(world.deps, { actor, role: await role([]), ...details }),
      async () =>
        deleteRole(world.deps, { actor, role: await role([]), replacementId: '', reason: '', origin }),
    ];
    for (const work of works) {
      await expect(work()).rejects.toMatchObject({
        code: 'NOT_PERMITTED',
        facts: { action: `manage ${what}` },
      });
    }
  },
);

test('nobody changes the role that they hold, a built-in one, or another workspace’s', async () => {
  const userId = await person(manager);
  const { roleId } = await world.db.user.findFirstOrThrow({ where: { id: userId } });
  const builtIn = await world.db.role.findFirstOrThrow({
    where: { workspaceId: workspace.workspaceId, kind: 'MEMBER' },
  });
  const other = await world.createWorkspace({ name: 'Other', ownerEmail: 'owner@other.example' });
  const theirs = await createRole(world.deps, {
    actor: { workspaceId: other.workspaceId, userId: other.ownerId },
    ...{ name: 'Theirs', description: '', permissions: [], origin },
  });
  for (const [id, code] of [
    [roleId, 'OWN_ROLE'],
    [builtIn.id, 'ROLE_BUILT_IN'],
    [theirs.id, 'ROLE_UNKNOWN'],
  ] as const) {
    const actor = by(userId);
    const seen = { id, revision: 1 };
    const edit = { actor, role: seen, name: name(), description: '', permissions: [], origin };
    expect(await outcome(editRole(world.deps, edit))).toBe(code);
    const deletion = { actor, role: seen, replacementId: builtIn.id, reason: '', origin };
    expect(await outcome(deleteRole(world.deps, deletion))).toBe(code);
  }
  const mine = await role([]);
  const toTheirs = { actor: by(userId), role: mine, replacementId: theirs.id, reason: '', origin };
  expect(await outcome(deleteRole(world.deps, toTheirs))).toBe('ROLE_UNKNOWN');
  expect(await world.db.role.findFirst({ where: { id: theirs.id } })).toMatchObject({
    revision: 1,
    deletedAt: null,
  });
});

test('there are fifty custom roles at most, however many are made at once', async () => {
  const other = await world.createWorkspace({ name: 'Full', ownerEmail: 'owner@full.example' });
  const actor = { workspaceId: other.workspaceId, userId: other.ownerId };
  await world.db.role.createMany({
    data: Array.from({ length: 46 }, (_, index) => ({
      ...{ workspaceId: other.workspaceId, kind: 'CUSTOM' as const, name: `Old ${index}` },
    })),
  });
  const works = Array.from({ length: 10 }, (_, index) =>
    outcome(
      createRole(world.deps, { actor, name: `New ${index}`, description: '', permissions: [], origin }),
    ),
  );
  const said = await Promise.all(works);
  expect(said.filter((one) => one === 'done')).toHaveLength(4);
  expect(said.filter((one) => one === 'TOO_MANY_ROLES')).toHaveLength(6);
});
