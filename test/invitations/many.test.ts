import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readHome } from '../../src/home/read-home.ts';
import { type InvitationQuery, listInvitations } from '../../src/invitations/list-invitations.ts';
import { readActor } from '../../src/roles/permitted.ts';
import { explaining, type Plan } from '../harness/explained.ts';
import { addManyInvitations } from '../harness/many-invitations.ts';
import { addMuchActivity } from '../harness/much-activity.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

/** What a list may look at: its page, the count of up to two hundred, and the ways through the indexes to them. */
const BLOCKS = 2000;

let world: World;
let workspace: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  await addManyInvitations(world, workspace, 250_000);
}, 120_000);
afterAll(() => world.close());

async function plansOf(query: InvitationQuery): Promise<{ plans: Plan[]; found: number }> {
  const { tx, plans } = explaining(world);
  const actor = { workspaceId: workspace.workspaceId, userId: workspace.ownerId };
  const { invitations } = await listInvitations(world.deps, tx, actor, query);
  return { plans, found: invitations.length };
}

/** A place in the middle of the list. */
async function middle(filter: InvitationQuery['filter']): Promise<InvitationQuery> {
  const { rows } = await world.pool.query(
    `SELECT id, sent_at FROM invitation ${filter === 'ALL' ? '' : `WHERE status = '${filter}'`} ORDER BY sent_at DESC, id DESC OFFSET 40000 LIMIT 1`,
  );
  const position = { sentAt: rows[0].sent_at.toISOString(), id: rows[0].id };
  return { filter, search: '', from: { position, direction: 'older' } };
}

const queries: Record<string, () => Promise<InvitationQuery>> = {
  'the first page of the open ones': async () => ({ filter: 'PENDING', search: '' }),
  'the first page of the expired ones, with those not archived yet': async () => ({
    filter: 'EXPIRED',
    search: '',
  }),
  'the first page of all': async () => ({ filter: 'ALL', search: '' }),
  'a page in the middle of all': () => middle('ALL'),
  'a page in the middle of the canceled ones': () => middle('CANCELED'),
  'one address': async () => ({ filter: 'ALL', search: 'person177777@glo' }),
  'a name that fifty people have': async () => ({ filter: 'ALL', search: 'First4321' }),
  'the beginning of a name among the open ones': async () => ({ filter: 'PENDING', search: 'last700' }),
  'a domain that a quarter has': async () => ({ filter: 'ALL', search: '@globex' }),
};

describe('among a quarter of a million invitations', () => {
  test.each(Object.keys(queries))('%s is found by an index, in few looks', async (name) => {
    const query = await queries[name]?.();
    if (!query) throw new Error(name);
    const { plans, found } = await plansOf(query);
    expect(found).toBeGreaterThan(0);
    const scans = plans.flatMap((plan) => plan.scans);
    expect(
      scans.some((scan) => /Index.* on invitation/.test(scan) || /Bitmap.* on invitation/.test(scan)),
    ).toBe(true);
    expect(scans).not.toContain('Seq Scan on invitation');
    expect(Math.max(...plans.map(({ blocks }) => blocks))).toBeLessThan(BLOCKS);
  });

  test('a search for what nobody has is over as soon', async () => {
    const { plans, found } = await plansOf({ filter: 'ALL', search: 'zebra' });
    expect(found).toBe(0);
    expect(Math.max(...plans.map(({ blocks }) => blocks))).toBeLessThan(BLOCKS);
  });

  test('Home is made in few looks, and counts nothing to the end', async () => {
    await addMuchActivity(world, workspace, 100_000);
    await world.db
      .$executeRaw`UPDATE invitation SET delivery = 'BOUNCED' WHERE status = 'PENDING' AND email LIKE '%00@%'`;
    const { tx, plans } = explaining(world);
    const actor = await readActor(world.db, { ...workspace, userId: workspace.ownerId });
    if (!actor) throw new Error('no Owner');
    const { inviting } = await readHome(world.deps, tx, actor);
    expect(inviting).toMatchObject({ pending: 101, undelivered: 101, expiring: 101, countedUpTo: 100 });
    expect(inviting?.recent).toHaveLength(5);
    const scans = plans.flatMap((plan) => plan.scans);
    expect(scans).not.toContain('Seq Scan on invitation');
    expect(scans).not.toContain('Seq Scan on activity');
    expect(scans.filter((scan) => /Index.* on invitation/.test(scan)).length).toBeGreaterThan(2);
    expect(Math.max(...plans.map(({ blocks }) => blocks))).toBeLessThan(BLOCKS);
  });
});
