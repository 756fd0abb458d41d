import { readHome } from '../src/home/read-home.ts';
import { type InvitationQuery, listInvitations } from '../src/invitations/list-invitations.ts';
import { readActor } from '../src/roles/permitted.ts';
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
  for (const [work, ask] of Object.entries({ ...lists, 'App Home': home })) {
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

const lists: Record<string, (place: Place) => () => Promise<void>> = {
  'first page of /invitations': list(async () => ({ filter: 'PENDING', search: '' })),
  '100th page of /invitations all': list(hundredthPage),
  'search in /invitations': list(async () => ({ filter: 'ALL', search: 'person777@' })),
};

function list(query: (world: World) => Promise<InvitationQuery>) {
  return ({ world, workspace }: Place) => {
    const actor = { workspaceId: workspace.workspaceId, userId: workspace.ownerId };
    return async () => {
      const { invitations } = await listInvitations(world.deps, world.db, actor, await query(world));
      if (invitations.length === 0) throw new Error('nothing was found');
    };
  };
}

function home({ world, workspace }: Place) {
  return async () => {
    const actor = await readActor(world.db, { ...workspace, userId: workspace.ownerId });
    if (!actor) throw new Error('the workspace has no Owner');
    await readHome(world.deps, world.db, actor);
  };
}
