import { type InvitationQuery, listInvitations } from '../src/invitations/list-invitations.ts';
import { addManyInvitations } from '../test/harness/many-invitations.ts';
import { createWorld, type TestWorkspace, type World } from '../test/harness/world.ts';
import { inTurns, type Measurement } from './measure.ts';

const FEW = 1_000;
const MANY = 1_000_000;
const TIMES = 200;

/** Row 5: a list among a million invitations, against the same among a thousand. */
export async function measureLists(): Promise<Measurement[]> {
  const many = await workspaceWith(MANY);
  const few = await workspaceWith(FEW);
  const measurements: Measurement[] = [];
  for (const [work, query] of Object.entries(queries)) {
    const ask = ({ world, workspace }: Place) => {
      const actor = { workspaceId: workspace.workspaceId, userId: workspace.ownerId };
      return async () => {
        const { invitations } = await listInvitations(world.deps, world.db, actor, await query(world));
        if (invitations.length === 0) throw new Error(`nothing was found: ${work}`);
      };
    };
    const { own, other } = await inTurns(TIMES, ask(many), ask(few));
    const comparedWith = `the same among ${FEW.toLocaleString('en')}`;
    measurements.push({
      row: 5,
      work: `${work}, ${MANY.toLocaleString('en')} invitations`,
      ...{ comparedWith, own, other, ratio: own / other },
      target: { atMost: 1.3 },
    });
  }
  await many.world.close();
  await few.world.close();
  return measurements;
}

interface Place {
  world: World;
  workspace: TestWorkspace;
}

async function workspaceWith(count: number): Promise<Place> {
  const world = await createWorld();
  const workspace = await world.createWorkspace();
  await addManyInvitations(world, workspace, count);
  return { world, workspace };
}

const starts = new Map<World, InvitationQuery['from']>();

/** Where the hundredth page begins; looked for once, outside of what is measured. */
async function hundredthPage(world: World): Promise<InvitationQuery> {
  const known = starts.get(world);
  if (known) return { filter: 'ALL', search: '', from: known };
  const [row] = await world.db.invitation.findMany({
    orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
    skip: 99 * 8 - 1,
    take: 1,
    select: { id: true, sentAt: true },
  });
  if (!row) throw new Error('there is no hundredth page');
  const position = { id: row.id, sentAt: row.sentAt.toISOString() };
  starts.set(world, { position, direction: 'older' });
  return hundredthPage(world);
}

const queries: Record<string, (world: World) => Promise<InvitationQuery>> = {
  'first page of /invitations': async () => ({ filter: 'PENDING', search: '' }),
  '100th page of /invitations all': hundredthPage,
  'search in /invitations': async () => ({ filter: 'ALL', search: 'person777@' }),
};
