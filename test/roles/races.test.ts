import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Refusal } from '../../src/errors.ts';
import type { Permission } from '../../src/generated/prisma/client.ts';
import { acceptInvitation } from '../../src/invitations/accept-invitation.ts';
import { sendInvitations } from '../../src/invitations/send-invitations.ts';
import { startReview } from '../../src/reviews/start-review.ts';
import { createRole } from '../../src/roles/create-role.ts';
import { deleteRole } from '../../src/roles/delete-role.ts';
import { editRole } from '../../src/roles/edit-role.ts';
import { changeRole } from '../../src/users/change-role.ts';
import { changeSettings } from '../../src/workspaces/change-settings.ts';
import { until } from '../harness/until.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;
let admin: string;
let viewerId: string;
let made = 0;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  const { workspaceId } = workspace;
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'ADMIN' } });
  admin = await join(role.id, 'ADMIN');
  viewerId = (await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'VIEWER' } })).id;
});
afterAll(() => world.close());

const origin = { source: 'SLACK' } as const;
const by = (userId: string) => ({ workspaceId: workspace.workspaceId, userId });
const owner = () => by(workspace.ownerId);

async function join(roleId: string, roleKind: 'ADMIN' | 'CUSTOM'): Promise<string> {
  const email = `person-${++made}@northwind.example`;
  const identity = await world.db.identity.create({ data: { email, name: '', emailVerified: true } });
  const { workspaceId } = workspace;
  const user = { workspaceId, identityId: identity.id, email, roleId, roleKind, status: 'ACTIVE' as const };
  return (await world.db.user.create({ data: user })).id;
}

function role(permissions: Permission[]): Promise<{ id: string; name: string }> {
  const name = `Role ${++made}`;
  return createRole(world.deps, { actor: owner(), name, description: '', permissions, origin });
}

const remove = (userId: string, id: string) =>
  deleteRole(world.deps, {
    ...{ actor: by(userId), role: { id, revision: 1 }, replacementId: viewerId, reason: '', origin },
  });
const invite = (userId: string, roleId: string) =>
  sendInvitations(world.deps, {
    ...{ actor: by(userId), addresses: [`invitee-${++made}@example.com`], role: { id: roleId }, origin },
  });

/** What each of several gets who act at once: "done", or the code of the refusal. */
async function outcomes(works: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(works);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'done';
    if (one.reason instanceof Refusal) return one.reason.code;
    throw one.reason;
  });
}

/** How many wait for what others do. */
async function waiting(): Promise<number> {
  const { rows } = await world.pool.query(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0].n;
}

/** Whoever, and whatever is open, that has a role which is not there. */
async function stranded(): Promise<number> {
  const { rows } = await world.pool.query(
    `SELECT (SELECT count(*) FROM "user" u JOIN role r ON r.id = u.role_id WHERE r.deleted_at IS NOT NULL)
          + (SELECT count(*) FROM invitation i JOIN role r ON r.id = i.role_id
             WHERE r.deleted_at IS NOT NULL AND i.status IN ('PENDING', 'EXPIRED'))
          + (SELECT count(*) FROM invitation_request q JOIN role r ON r.id = q.role_id
             WHERE r.deleted_at IS NOT NULL AND q.status = 'PENDING')
          + (SELECT count(*) FROM workspace w JOIN role r ON r.id = w.default_role_id
             WHERE r.deleted_at IS NOT NULL) AS n`,
  );
  return Number(rows[0].n);
}

test('a role that is deleted while twenty people are invited with it: each of them has the other one, or is not invited', async () => {
  const { id } = await role(['VIEW_ASSETS']);
  const before = Array.from({ length: 10 }, () => invite(workspace.ownerId, id));
  const deletion = remove(admin, id);
  const after = Array.from({ length: 10 }, () => invite(workspace.ownerId, id));
  const [deleted, ...invited] = await outcomes([deletion, ...before, ...after]);
  expect(deleted).toBe('done');
  expect(invited.filter((one) => one !== 'done' && one !== 'ROLE_UNKNOWN')).toEqual([]);
  expect(await stranded()).toBe(0);
});

test('who is about to be invited when the role goes is not', async () => {
  const { id } = await role(['VIEW_ASSETS']);
  const rival = await world.pool.connect();
  try {
    await rival.query('BEGIN');
    await rival.query('UPDATE role SET deleted_at = now(), revision = 2 WHERE id = $1', [id]);
    const invited = outcomes([invite(workspace.ownerId, id)]);
    await until('the invitation waits for the role', async () => (await waiting()) > 0);
    await rival.query('COMMIT');
    expect(await invited).toEqual(['ROLE_UNKNOWN']);
  } finally {
    rival.release();
  }
  expect(await stranded()).toBe(0);
});

test('a role that is deleted while somebody is given it, accepts it or makes it the default: nobody is left with it', async () => {
  for (let round = 0; round < 6; round += 1) {
    const { id } = await role(['VIEW_ASSETS']);
    const userId = await join((await role(['VIEW_ASSETS'])).id, 'CUSTOM');
    const email = `joins-${++made}@example.com`;
    const { id: invitationId, token } = await workspace.invite(email, { role: `Role ${made - 2}` });
    await world.pool.query('UPDATE invitation SET role_id = $1, role_kind = $2 WHERE id = $3', [
      ...[id, 'CUSTOM', invitationId],
    ]);
    const { settingsRevision } = await world.db.workspace.findFirstOrThrow();
    const [deleted] = await outcomes([
      remove(workspace.ownerId, id),
      acceptInvitation(world.deps, {
        ...{ token, firstName: 'Jane', lastName: 'Doe', password: 'Otters swim upstream 42', origin },
      }),
      changeRole(world.deps, {
        ...{ actor: by(admin), user: { id: userId, revision: 1 }, roleId: id, reason: '', origin },
      }),
      changeSettings(world.deps, {
        ...{ actor: by(admin), revision: settingsRevision, change: { defaultRoleId: id }, origin },
      }),
    ]);
    expect(deleted).toBe('done');
    expect(await stranded()).toBe(0);
  }
});

test('of two who edit or delete a role at once, one does, and the other is told who', async () => {
  const edit = (userId: string, id: string, name: string) =>
    editRole(world.deps, {
      ...{ actor: by(userId), role: { id, revision: 1 }, name, description: '', permissions: [], origin },
    });
  for (const other of ['edit', 'delete'] as const) {
    for (let round = 0; round < 4; round += 1) {
      const { id } = await role(['VIEW_ASSETS']);
      const works = [
        edit(admin, id, `Edited ${++made}`),
        other === 'edit' ? edit(workspace.ownerId, id, `Edited ${++made}`) : remove(workspace.ownerId, id),
      ];
      expect((await outcomes(works)).sort()).toEqual(['ROLE_CHANGED', 'done']);
      const { revision } = await world.db.role.findFirstOrThrow({ where: { id } });
      expect(revision).toBe(2);
      expect(await world.db.activity.count({ where: { subjectId: id } })).toBe(2);
    }
  }
});

test('two roles that are given the same name at once: one has it', async () => {
  const [one, other] = [await role([]), await role([])];
  const name = `Same ${++made}`;
  const rename = ({ id }: { id: string }) =>
    editRole(world.deps, {
      ...{ actor: owner(), role: { id, revision: 1 }, name, description: '', permissions: [], origin },
    });
  expect((await outcomes([rename(one), rename(other)])).sort()).toEqual(['ROLE_NAME_TAKEN', 'done']);
  const again = (typed: string) =>
    createRole(world.deps, { actor: owner(), name: typed, description: '', permissions: [], origin });
  const next = `Next ${++made}`;
  const said = await outcomes([again(next), again(next.toUpperCase()), again(next.toLowerCase())]);
  expect(said.sort()).toEqual(['ROLE_NAME_TAKEN', 'ROLE_NAME_TAKEN', 'done']);
});

test('whoever loses a permission while they use it either used it before that, or not at all', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id, name } = await role(['VIEW_ASSETS', 'INVITE_USERS']);
    const holder = await join(id, 'CUSTOM');
    const { id: given } = await role(['VIEW_ASSETS']);
    const [edited, invited] = await outcomes([
      editRole(world.deps, {
        actor: owner(),
        ...{ role: { id, revision: 1 }, name, description: '', permissions: ['VIEW_ASSETS'], origin },
      }),
      invite(holder, given),
    ]);
    expect(edited).toBe('done');
    const [lost] = await world.db.activity.findMany({ where: { subjectId: id, action: 'role.edited' } });
    const used = await world.db.activity.findMany({ where: { actorId: holder } });
    expect(used).toHaveLength(invited === 'done' ? 1 : 0);
    for (const { id: at } of used) expect(at < (lost?.id ?? 0n)).toBe(true);
  }
});

test('whoever presses Delete twice keeps themselves from nothing: the second one waits without a hold on them', async () => {
  const { id } = await role(['VIEW_ASSETS']);
  const rival = await world.pool.connect();
  try {
    await rival.query('BEGIN');
    await rival.query('SELECT id FROM "user" WHERE id = $1 FOR SHARE', [admin]);
    const clicks = outcomes([remove(admin, id), remove(admin, id)]);
    await until('both wait', async () => (await waiting()) === 2);
    // Refused if one of the two held them as well, which the other one would have to wait for, and it for the other.
    await rival.query('SELECT id FROM "user" WHERE id = $1 FOR NO KEY UPDATE NOWAIT', [admin]);
    await rival.query('COMMIT');
    expect((await clicks).sort()).toEqual(['ROLE_CHANGED', 'done']);
  } finally {
    await rival.query('ROLLBACK');
    rival.release();
  }
});

test('a review that is open says of whoever had a role that was deleted that theirs was changed', async () => {
  const { workspaceId } = workspace;
  const { id } = await role(['VIEW_ASSETS']);
  const [holder, gone] = [await join(id, 'CUSTOM'), await join(id, 'CUSTOM')];
  await startReview(world.deps, { actor: owner(), origin });
  await world.db.accessReviewPerson.updateMany({
    where: { workspaceId, userId: holder },
    data: { decision: 'KEPT', decidedById: workspace.ownerId, decidedAt: world.deps.now() },
  });
  await world.db.user.update({
    where: { workspaceId_id: { workspaceId, id: gone } },
    data: { status: 'INACTIVE' },
  });
  await remove(admin, id);
  const decided = await world.db.accessReviewPerson.findMany({
    where: { workspaceId, decision: { not: null } },
    select: { userId: true, decision: true, isElsewhere: true, decidedById: true },
  });
  expect(decided).toEqual([
    { userId: holder, decision: 'ROLE_CHANGED', isElsewhere: true, decidedById: admin },
  ]);
});
