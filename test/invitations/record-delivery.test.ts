import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recordDelivery } from '../../src/invitations/record-delivery.ts';
import { addManyInvitations } from '../harness/many-invitations.ts';
import { createWorld, type World } from '../harness/world.ts';

/** Far more than it takes, and far less than where every row is compared with every other. */
const SOON_MS = 6_000;

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await addManyInvitations(world, await world.createWorkspace(), 100_000);
}, 60_000);
afterAll(() => world.close());

test('what became of ten thousand mails is noted at once, also after that of a single one', async () => {
  const invitations = await world.db.invitation.findMany({
    where: { status: 'PENDING' },
    select: { workspaceId: true, id: true, version: true },
  });
  expect(invitations).toHaveLength(10_000);
  const events = invitations.map((invitation) => ({
    ...invitation,
    ...{ delivery: 'BOUNCED' as const, at: new Date(), detail: 'No such user' },
  }));
  await recordDelivery(world.deps, events.slice(0, 1));
  const begun = performance.now();
  await recordDelivery(world.deps, events);
  expect(performance.now() - begun).toBeLessThan(SOON_MS);
  expect(await world.db.invitation.count({ where: { delivery: 'BOUNCED' } })).toBe(10_000);
  expect(await world.db.activity.count({ where: { action: 'invitation.bounced' } })).toBe(10_000);
  const reports = await world.jobs('report-undeliverable-invitations');
  expect(reports).toHaveLength(22);
  const told = reports.filter(({ inviterId }) => inviterId).flatMap((report) => report.invitations);
  expect(new Set(told.map(({ id }) => id)).size).toBe(10_000);
}, 60_000);
