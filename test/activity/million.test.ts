import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ActivityQuery, listActivity } from '../../src/activity/list-activity.ts';
import { wholeActivity } from '../../src/views/activity-list.modal.ts';
import { explaining } from '../harness/explained.ts';
import { addMuchActivity } from '../harness/much-activity.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

/** What a page may look at: a way through an index for each action and source, and who and what is named on it. */
const BLOCKS = 4000;

let world: World;
let workspace: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  await workspace.invite('jane@example.com');
  await addMuchActivity(world, workspace, 1_000_000);
  await world.pool.query('ANALYZE "user"; ANALYZE invitation');
}, 240_000);
afterAll(() => world.close());

const middle = new Date(Date.now() - 5.5 * DAY_MS).toISOString();

const queries: Record<string, Partial<ActivityQuery>> = {
  'the first page of everything': {},
  'a page in the middle of everything': { from: { position: { at: middle, id: '1' }, direction: 'older' } },
  'the same, backwards': { from: { position: { at: middle, id: '1' }, direction: 'newer' } },
  'what has to do with invitations': { kind: 'INVITATIONS' },
  'what came from Slack': { source: 'SLACK' },
  today: { period: 'TODAY' },
  'what happened to invitations in a month, on a page in the middle': {
    ...{ kind: 'INVITATIONS', period: 'MONTH', source: 'PORTAL' },
    from: { position: { at: middle, id: '1' }, direction: 'older' },
  },
  'what the one did who did nearly everything': { by: 'olivia' },
  'what that one did to settings, from Slack': { by: 'olivia', kind: 'SETTINGS', source: 'SLACK' },
  'what was done to one person': { about: 'jane@example.com' },
  'what was done to whom nearly everything is about': { about: 'stone', kind: 'PEOPLE' },
};

describe('among a million entries', () => {
  test.each(Object.keys(queries))('%s is found by an index, in few looks', async (name) => {
    const { found, scans, blocks } = await look({ ...wholeActivity, ...queries[name] });
    expect(found).toBeGreaterThan(0);
    expect(scans.some((scan) => /Index.* on activity$/.test(scan))).toBe(true);
    expect(scans).not.toContain('Seq Scan on activity');
    expect(blocks).toBeLessThan(BLOCKS);
  });

  test.each<[string, Partial<ActivityQuery>]>([
    ['from the command line', { source: 'COMMAND_LINE' }],
    ['about roles', { kind: 'ROLES' }],
    ['by that one about roles, automatically', { by: 'olivia', kind: 'ROLES', source: 'JOB' }],
    ['by somebody who is not there', { by: 'zebra' }],
  ])('that there is nothing %s is known as soon', async (_name, query) => {
    const { found, scans, blocks } = await look({ ...wholeActivity, ...query });
    expect(found).toBe(0);
    expect(scans).not.toContain('Seq Scan on activity');
    expect(blocks).toBeLessThan(BLOCKS);
  });
});

async function look(query: ActivityQuery) {
  const { tx, plans } = explaining(world);
  const actor = { workspaceId: workspace.workspaceId, userId: workspace.ownerId };
  const { entries } = await listActivity(world.deps, tx, actor, query);
  return {
    found: entries.length,
    scans: plans.flatMap((plan) => plan.scans),
    blocks: Math.max(...plans.map((plan) => plan.blocks)),
  };
}
