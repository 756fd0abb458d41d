import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { endAccesses } from '../../src/jobs/end-access.ts';
import { claimLicenseReminders } from '../../src/licenses/claim-license-reminders.ts';
import { describeError } from '../../src/log.ts';
import { lapseOffers } from '../../src/ownership/lapse-offers.ts';
import { claimReports } from '../../src/reports/claim-reports.ts';
import { claimReviewReminders } from '../../src/reviews/claim-review-reminders.ts';
import { claimAccessReminders } from '../../src/users/claim-access-reminders.ts';
import { claimDigests } from '../../src/workspaces/claim-digests.ts';
import { oneByOne } from '../../src/workspaces/one-by-one.ts';
import { countAllSeats } from '../../src/workspaces/seat-usage.ts';
import { createWorld, DAY_MS, type World } from '../harness/world.ts';

/** A Monday, on which everything is due. */
const MORNING = Date.parse('2027-05-03T09:30Z');

let world: World;
let fine: string;
const broken: string[] = [];

/** A workspace where everything is due. */
async function workspace(name: string, timeZone: string): Promise<string> {
  const ownerEmail = `${name}@acme.example`;
  const { workspaceId, ownerId } = await world.createWorkspace({ ownerEmail });
  await world.db.workspace.update({
    where: { id: workspaceId },
    data: { timeZone, createdAt: new Date(MORNING - 100 * DAY_MS) },
  });
  const events = ['DIGEST', 'REPORT'] as const;
  await world.db.notificationChannel.createMany({
    data: events.map((event) => ({ workspaceId, event, slackChannelId: 'C0RANDOM01' })),
  });
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'MEMBER' } });
  for (const [person, days] of [
    ['Leaving', 2],
    ['Left', -2],
  ] as const) {
    const email = `${person}-${name}@acme.example`.toLowerCase();
    const identity = await world.db.identity.create({ data: { email, name: person, emailVerified: true } });
    await world.db.user.create({
      data: {
        ...{ workspaceId, identityId: identity.id, email, firstName: person },
        ...{ roleId: role.id, roleKind: 'MEMBER', status: 'ACTIVE' },
        accessUntil: new Date(Date.parse('2027-05-03') + days * DAY_MS),
      },
    });
  }
  const { id: toId } = await world.db.user.findFirstOrThrow({ where: { workspaceId, firstName: 'Leaving' } });
  await world.db.ownershipTransfer.create({
    data: {
      ...{ workspaceId, id: world.deps.newId(), fromId: ownerId, toId },
      ...{ roleId: role.id, roleKind: role.kind },
      ...{ offeredAt: new Date(MORNING - 8 * DAY_MS), expiresAt: new Date(MORNING - DAY_MS) },
    },
  });
  await world.db.license.create({
    data: { workspaceId, name: 'Figma', seats: 1, expiresOn: new Date('2027-05-10'), createdAt: new Date() },
  });
  return workspaceId;
}

beforeAll(async () => {
  world = await createWorld();
  world.passTime(MORNING - Date.now());
  broken.push(await workspace('first', 'Mars/Olympus'));
  fine = await workspace('second', 'Europe/London');
  broken.push(await workspace('third', 'Mars/Utopia'));
});
afterAll(() => world.close());

/** What the job fails with, as it stands in the log. */
const failureOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => '',
    (error) => JSON.stringify(describeError(error)),
  );

test.each([
  ['digest', claimDigests, 'post-digest'],
  ['weekly report', claimReports, 'post-report'],
  ['reminder of the review', claimReviewReminders, 'post-review-reminder'],
] as const)(
  'a workspace whose time zone nobody knows keeps no other from its %s',
  async (_what, claim, job) => {
    const failure = await failureOf(claim(world.deps));
    for (const id of broken) expect(failure).toContain(`workspace ${id}`);
    expect(failure).toContain('Invalid time zone specified: Mars/Olympus');
    expect((await world.jobs(job)).map(({ workspaceId }) => workspaceId)).toEqual([fine]);
  },
);

test('nor from the count of its seats', async () => {
  expect(await failureOf(countAllSeats(world.deps))).toContain('failed for 2');
  const counted = await world.db.seatUsage.findMany({ select: { workspaceId: true } });
  expect(counted).toEqual([{ workspaceId: fine }]);
});

test('nor from the ends of access, or from what is said of them', async () => {
  expect(await failureOf(claimAccessReminders(world.deps, { atMost: 10 }))).toMatch(
    /Olympus.*Utopia|Utopia.*Olympus/,
  );
  expect((await world.jobs('tell-of-access-end')).map(({ workspaceId }) => workspaceId)).toEqual([fine]);
  expect(await failureOf(endAccesses(world))).toMatch(/Olympus.*Utopia|Utopia.*Olympus/);
  const ended = await world.db.user.findMany({ where: { status: 'INACTIVE' } });
  expect(ended).toMatchObject([{ workspaceId: fine, firstName: 'Left' }]);
});

test('of many that fail the log names every one, also where the others cannot be read', async () => {
  async function* read() {
    for (let at = 1; at <= 12; at += 1) yield at;
    throw new Error('the connection is lost');
  }
  const refused = async () => {
    throw new Error('refused');
  };
  const failure = await failureOf(oneByOne(read(), (at) => `workspace ${at} of b@acme.example`, refused));
  expect(failure).toContain('failed for 13');
  expect(failure).toContain('the connection is lost');
  for (let at = 1; at <= 12; at += 1) expect(failure).toContain(`workspace ${at} of [address]`);
});

test('nor does one that cannot be written keep others from the reminder of licenses, or the end of an offer', async () => {
  const refuse = async (table: string) => {
    await world.pool.query(
      `CREATE FUNCTION refuse_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'refused'; END $$`,
    );
    await world.pool.query(
      `CREATE TRIGGER refused BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW
       WHEN (OLD.workspace_id <> '${fine}') EXECUTE FUNCTION refuse_${table}()`,
    );
  };
  await refuse('license');
  await refuse('ownership_transfer');
  expect(await failureOf(claimLicenseReminders(world.deps))).toContain('failed for 2');
  expect((await world.jobs('post-license-reminder')).map(({ workspaceId }) => workspaceId)).toEqual([fine]);
  expect(await failureOf(lapseOffers(world.deps))).toContain('failed for 2');
  const offers = await world.db.ownershipTransfer.findMany({ select: { workspaceId: true } });
  expect(offers.map(({ workspaceId }) => workspaceId).sort()).toEqual(broken.toSorted());
});
