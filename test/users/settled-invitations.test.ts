import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changeStatus } from '../../src/users/change-status.ts';
import { until } from '../harness/until.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
});
afterAll(() => world.close());

/** An Admin who sent invitations, the last of the alphabet first. */
async function inviter(name: string): Promise<string> {
  const { workspaceId } = workspace;
  const email = `${name}@acme.example`;
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'ADMIN' } });
  const identity = await world.db.identity.create({ data: { email, name, emailVerified: true } });
  const { id } = await world.db.user.create({
    data: {
      ...{ workspaceId, identityId: identity.id, email, firstName: name },
      ...{ roleId: role.id, roleKind: 'ADMIN', status: 'ACTIVE' },
    },
  });
  for (const who of ['c', 'b', 'a']) {
    await workspace.invite(`${who}@${name}.example`, { inviterId: id });
  }
  return id;
}

test.each([
  { invitations: 'CANCEL' as const, action: 'invitation.canceled' },
  { invitations: 'KEEP' as const, action: 'invitation.taken-over' },
])(
  'what somebody sent is settled in the order in which everybody locks invitations: $invitations',
  async ({ invitations, action }) => {
    const name = invitations.toLowerCase();
    const id = await inviter(name);
    const { workspaceId, ownerId } = workspace;
    const other = await world.pool.connect();
    try {
      const lock = 'SELECT id FROM invitation WHERE email = $1 FOR NO KEY UPDATE NOWAIT';
      await other.query('BEGIN');
      await other.query(lock, [`b@${name}.example`]);
      const changing = changeStatus(world.deps, {
        ...{ actor: { workspaceId, userId: ownerId }, user: { id, revision: 1 }, status: 'INACTIVE' },
        ...{ invitations, reason: 'Left.', origin: { source: 'SLACK' } },
      });
      await until('it waits for the second', async () => {
        const { rows } = await world.pool.query('SELECT FROM pg_locks WHERE NOT granted');
        return rows.length > 0;
      });
      await expect(other.query(lock, [`a@${name}.example`])).rejects.toThrow('could not obtain lock');
      await other.query('ROLLBACK');
      expect((await changing).invitations).toBe(3);
    } finally {
      other.release();
    }
    expect(await world.db.activity.count({ where: { action } })).toBe(3);
    expect(await world.db.invitation.count({ where: { inviterId: id, status: 'PENDING' } })).toBe(0);
  },
);
