import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/errors.ts';
import { Prisma } from '../../src/generated/prisma/client.ts';
import { type Actor, readActor } from '../../src/roles/permitted.ts';
import { CANARY, createNeighbour, type Neighbour, snapshotOf } from '../harness/neighbour.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';
import { type Attempt, attempts } from './attempts.ts';
import { withoutForeignIds } from './without-foreign-ids.ts';

const core = [
  ...[
    'activity',
    'assets',
    'departures',
    'exports',
    'home',
    'identities',
    'imports',
    'invitations',
    'licenses',
    'links',
    'lists',
    'ownership',
  ],
  ...['reports', 'requests', 'reviews', 'roles', 'thing-imports', 'users'],
  'workspaces',
];

let world: World;
let mine: TestWorkspace;
let colleagueId: string;
let outsider: Actor;
let untouched: Neighbour | undefined;

beforeAll(async () => {
  world = await createWorld();
  mine = await world.createWorkspace();
  const { workspaceId } = mine;
  const member = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'MEMBER' } });
  const colleague = await world.db.user.create({
    data: {
      ...{ workspaceId, email: 'mia@northwind.example', status: 'ACTIVE', firstName: 'Mia' },
      ...{ roleId: member.id, roleKind: 'MEMBER', id: world.deps.newId() },
      identityId: (await world.db.identity.create({ data: { email: 'mia@northwind.example', name: 'Mia' } }))
        .id,
    },
  });
  colleagueId = colleague.id;
  outsider = await actorOf({ workspaceId, userId: mine.ownerId });
});
afterAll(() => world.close());

async function actorOf(ref: { workspaceId: string; userId: string }): Promise<Actor> {
  const actor = await readActor(world.db, ref);
  if (!actor) throw new Error('nobody');
  return actor;
}

/** What somebody learns: the result, or why it was refused. A reference that the database refuses tells nothing. */
async function learned(attempt: () => Promise<unknown>): Promise<string> {
  const told = await attempt().catch((error) => {
    if (error instanceof Refusal) return { refused: error.asUnion() };
    if (error instanceof Prisma.PrismaClientKnownRequestError && /^P20(03|25)$/.test(error.code))
      return 'nothing';
    throw error;
  });
  return JSON.stringify(told, (_key, value) => (typeof value === 'bigint' ? String(value) : value)) ?? '';
}

const reads = (text: string) => text.toLowerCase().includes(CANARY);

const table = Object.entries(attempts).flatMap(([file, ofFile]) =>
  Object.entries(ofFile).map(([what, attempt]) => ({ file, what, attempt })),
);

describe('Whoever owns one workspace and guesses the ids of another reads nothing there and changes nothing', () => {
  test.each(table)('$file: $what', async ({ attempt }) => {
    const neighbour = await untouchedNeighbour();
    const { prepare, attempt: tried } = stepsOf(attempt);
    const ground = { deps: world.deps, neighbour };
    await prepare({ ...ground, actor: outsider, colleagueId });
    const before = await snapshotOf(world, neighbour);
    const told = await learned(() => tried({ ...ground, actor: outsider, colleagueId }));
    expect(reads(told)).toBe(false);
    expect(await snapshotOf(world, neighbour)).toBe(before);
    // The attempt is a real one: whoever owns that workspace gets something by it.
    const owner = await actorOf({ workspaceId: neighbour.workspaceId, userId: neighbour.ownerId });
    const insider = { ...ground, actor: owner, colleagueId: neighbour.userId };
    const known = await learned(() => tried(insider));
    const isUntouched = (await snapshotOf(world, neighbour)) === before;
    expect(reads(known) || !isUntouched).toBe(true);
    if (isUntouched && prepare === nothing) untouched = neighbour;
  });
});

function stepsOf(attempt: Attempt) {
  return typeof attempt === 'function' ? { prepare: nothing, attempt } : attempt;
}

async function nothing() {}

/** One whom only reading was tried on serves for the next attempt too: making one takes longer than most attempts. */
function untouchedNeighbour(): Neighbour | Promise<Neighbour> {
  const neighbour = untouched;
  untouched = undefined;
  return neighbour ?? createNeighbour(world);
}

test('every file of the core is tried, or it is said why it cannot be', async () => {
  const files = await Promise.all(
    core.map(async (folder) => (await readdir(join('src', folder))).map((file) => `${folder}/${file}`)),
  );
  const named = [...Object.keys(attempts), ...Object.values(withoutForeignIds).flat()];
  expect(named.toSorted()).toEqual(files.flat().toSorted());
});

test('these are all folders of the core', async () => {
  const rules = await import(join(process.cwd(), '.dependency-cruiser.cjs'));
  const pattern = new RegExp(
    rules.default.forbidden.find(({ name }: { name: string }) => name === 'core-knows-no-edge').from.path,
  );
  const folders = (await readdir('src')).filter((folder) => pattern.test(`src/${folder}/`));
  expect(folders.toSorted()).toEqual(core.toSorted());
});
