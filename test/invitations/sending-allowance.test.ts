import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import type { Deps } from '../../src/deps.ts';
import { Refusal } from '../../src/errors.ts';
import { sendInvitations } from '../../src/invitations/send-invitations.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
/** A second replica of the product on the same database. */
let database: Database;
let replicas: Deps[];

beforeAll(async () => {
  world = await createWorld();
  database = await openDatabase(world.url);
  replicas = [world.deps, { ...world.deps, db: database.db }];
});
afterAll(async () => {
  await database?.close();
  await world?.close();
});

function invite({ workspaceId, ownerId }: TestWorkspace, addresses: string[], replica: number) {
  const deps = replicas[replica % replicas.length] ?? world.deps;
  return sendInvitations(deps, {
    actor: { workspaceId, userId: ownerId },
    addresses,
    role: { name: 'Viewer' },
    origin: { source: 'SLACK' },
  }).then(
    () => 'INVITED',
    (error) => {
      if (error instanceof Refusal && error.code === 'SENT_TOO_OFTEN') return error.asUnion().code;
      throw error;
    },
  );
}

const count = (outcomes: string[], wanted: string) => outcomes.filter((one) => one === wanted).length;

test('twelve workspaces that invite one person at once through two replicas reach them five times', async () => {
  const workspaces: TestWorkspace[] = [];
  for (let index = 0; index < 12; index += 1) {
    workspaces.push(await world.createWorkspace({ ownerEmail: `owner${index}@northwind.example` }));
  }
  const outcomes = await Promise.all(
    workspaces.map((workspace, index) => invite(workspace, ['popular@example.com'], index)),
  );
  expect(count(outcomes, 'INVITED')).toBe(5);
  expect(count(outcomes, 'SENT_TOO_OFTEN')).toBe(7);
  expect(await world.db.invitation.count({ where: { email: 'popular@example.com' } })).toBe(5);
  expect(await world.db.activity.count({ where: { action: 'invitation.sent' } })).toBe(5);
  expect(await world.jobs('mail-invitations')).toHaveLength(5);
});

test('whoever invites through two replicas at once stops at five hundred, to the last one', async () => {
  const workspace = await world.createWorkspace({ ownerEmail: 'busy@northwind.example' });
  const { workspaceId } = workspace;
  const batches = Array.from({ length: 14 }, (_, batch) =>
    Array.from({ length: 40 }, (_one, index) => `p${batch}-${index}@example.com`),
  );
  const outcomes = await Promise.all(batches.map((batch, index) => invite(workspace, batch, index)));
  expect(count(outcomes, 'INVITED')).toBe(12);
  expect(await world.db.invitation.count({ where: { workspaceId } })).toBe(480);
  const rest = Array.from({ length: 20 }, (_, index) => `rest${index}@example.com`);
  expect(await invite(workspace, [...rest, 'one.more@example.com'], 0)).toBe('SENT_TOO_OFTEN');
  expect(await invite(workspace, rest, 1)).toBe('INVITED');
  expect(await invite(workspace, ['one.more@example.com'], 0)).toBe('SENT_TOO_OFTEN');
  world.passTime(60 * 60 * 1000);
  expect(await invite(workspace, ['one.more@example.com'], 0)).toBe('INVITED');
});
