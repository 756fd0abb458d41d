import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { sealActivity } from '../../src/activity/seal-activity.ts';
import {
  acceptAndVerify,
  linkFor,
  PASSWORD,
  setUp,
  startTestFluxera,
  type TestFluxera,
} from '../harness/fluxera.ts';
import { CANARY, createNeighbour, type Neighbour, snapshotOf } from '../harness/neighbour.ts';
import { until } from '../harness/until.ts';
import { createWorld, type World } from '../harness/world.ts';

let world: World;
let fluxera: TestFluxera;
let neighbour: Neighbour;
let untouched: string;
/** What Slack sent for the Owner's own deeds, each with ids of their workspace. */
let sent: { kind: string; name: string; body: string }[];

const olivia = () => fluxera.slack.as('olivia');

beforeAll(async () => {
  world = await createWorld();
  neighbour = await createNeighbour(world);
  // What the neighbours did has no consequences any more that could be mistaken for those of what is tried here.
  await world.pool.query('DELETE FROM graphile_worker._private_jobs');
  await sealActivity(world.deps);
  untouched = await snapshotOf(world, neighbour);
  fluxera = await startTestFluxera({ databaseUrl: world.url });
  await setUp(fluxera);
  for (const name of ['adam', 'victor']) {
    await olivia().run('/invite', { text: `${name}@acme.example member` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': name });
    await fluxera.slack.as(name).openHome();
  }
  await doEverything();
  sent = ['block_actions', 'view_submission'].flatMap((kind) =>
    fluxera.slack.deliveries(kind).flatMap(({ body }) => {
      const payload = named.parse(body);
      const name = payload.actions?.[0]?.action_id ?? payload.view?.callback_id ?? '';
      return payload.user.id === olivia().id ? [{ kind, name, body: JSON.stringify(body) }] : [];
    }),
  );
}, 90_000);
afterAll(async () => {
  await fluxera.stop();
  await world.close();
});

const named = z.looseObject({
  user: z.looseObject({ id: z.string() }),
  actions: z.array(z.looseObject({ action_id: z.string() })).optional(),
  view: z.looseObject({ callback_id: z.string() }).optional(),
});

async function closeAll() {
  while (olivia().hasForm()) await (await olivia().form()).dismiss();
}

/** The Owner uses each button and form that is about something in particular, in their own workspace. */
async function doEverything() {
  const open = async (command: string, text: string) => {
    await closeAll();
    await olivia().run(command, { text });
  };
  const fill = async (title: RegExp | string, values: Record<string, string>) =>
    (await olivia().form(title)).fill(values).submit();

  await open('/invite', 'new@example.com viewer');
  await open('/invitations', 'pending new@example.com');
  await olivia().click('Details');
  await olivia().click('Edit');
  await fill('keeps its link', { 'First Name': 'New' });
  await open('/invitations', 'pending new@example.com');
  await olivia().click('Resend');
  await until(
    'it is sent again',
    async () => (await world.db.invitation.count({ where: { version: 2 } })) > 0,
  );
  await open('/invitations', 'pending new@example.com');
  await olivia().click('Cancel Invitation');
  await fill('stops working at once', {});

  for (const [button, title, values] of [
    ['Edit Profile', /^Edit profile/, { Department: 'Lab' }],
    ['Change Role', /^Change role/, { Role: 'Viewer', Reason: 'Another job' }],
    ['Change Status', /^Change status/, { Reason: 'On leave' }],
  ] as const) {
    await open('/users', 'victor@acme.example');
    await olivia().click(button);
    await fill(title, values);
  }
  await open('/fluxera', 'roles');
  await olivia().click('Create Role');
  await fill(/^Create role/, { Name: 'Keeper' });
  await olivia().form('is there now');
  await open('/roles', 'keeper');
  await olivia().click('Edit Role');
  await fill(/^Edit role/, { Description: 'Keeps' });
  await open('/roles', 'keeper');
  await olivia().click('Delete Role');
  await fill(/^Delete role/, {});

  for (const [what, kind, added] of [
    ['assets', 'asset', { 'Asset Tag': 'LT-1', Name: 'Laptop' }],
    ['licenses', 'license', { Name: 'Figma' }],
  ] as const) {
    await open('/fluxera', what);
    await olivia().click(kind === 'asset' ? 'New Asset' : 'New License');
    await fill(new RegExp(`^New ${kind}`), { ...added });
    for (const [button, values] of [
      ['Edit', { Name: 'Other' }],
      ['Delete', {}],
    ] as const) {
      await open('/fluxera', what);
      await olivia().click('Details');
      await olivia().click(button);
      await fill(new RegExp(`^${button} ${kind}`), values);
    }
  }
  await open('/users', 'olivia@acme.example');
  await olivia().click('Transfer Ownership');
  await fill(/^Transfer ownership/, {
    'New Owner': 'adam',
    'Your New Role': 'Admin',
    'Workspace Name': 'Acme',
  });
  await olivia().click('Withdraw Offer');
  await olivia().form('The offer is withdrawn');
  await open('/fluxera', 'review');
  await olivia().click('Start Review');
  await olivia().form('adam Doe');
  await olivia().click('Keep', { near: 'adam' });
  const kept = { where: { decision: 'KEPT' as const } };
  await until('adam is kept', async () => (await world.db.accessReviewPerson.count(kept)) > 0);
  await closeAll();
}

/** Every id of the own workspace that could stand in a payload, with what the neighbours have in its place. */
async function foreign(): Promise<Map<string, string>> {
  const mine = { workspace: { slackTeamId: { not: neighbour.slackTeamId } } };
  const ids = new Map<string, string>();
  const put = (rows: { id: string }[], theirs: string) => rows.map(({ id }) => ids.set(id, theirs));
  const { db } = world;
  put(await db.user.findMany({ where: mine }), neighbour.userId);
  put(await db.role.findMany({ where: mine }), neighbour.roleId);
  put(await db.invitation.findMany({ where: mine }), neighbour.pendingId);
  put(await db.asset.findMany({ where: mine }), neighbour.assetId);
  put(await db.license.findMany({ where: mine }), neighbour.licenseId);
  put(await db.accessReview.findMany({ where: mine }), neighbour.reviewId);
  const offers = await db.activity.findMany({ where: { ...mine, subjectType: 'ownership' } });
  put(
    offers.map(({ subjectId }) => ({ id: subjectId })),
    neighbour.offerId,
  );
  return ids;
}

/** Sends a payload once more, and waits until the product has answered it. */
async function replay(name: string, payload: string): Promise<void> {
  const ended = () => fluxera.logged.filter((line) => line.includes(`"request":"${name}"`)).length;
  const before = ended();
  const called = fluxera.slack.calls().length;
  const answer = await fluxera.slack.deliver({ payload });
  await until(`${name} is answered`, () => ended() > before);
  const told = JSON.stringify([answer, fluxera.slack.calls().slice(called)]);
  expect([name, told.toLowerCase().includes(CANARY)]).toEqual([name, false]);
}

/** What is about nothing in particular: only the views below them are. */
const aboutNothing = ['create_role', 'ownership_transfer', 'role_create'];

describe('Whoever puts ids of another workspace into what their Slack client sends', () => {
  test('reads nothing there and changes nothing, by whatever button or form', async () => {
    const ids = await foreign();
    const tried = new Set<string>();
    for (const { name, body } of sent) {
      const swapped = [...ids].reduce((text, [mine, theirs]) => text.replaceAll(mine, theirs), body);
      if (swapped === body || aboutNothing.includes(name)) continue;
      // As new as the neighbours' things are.
      await replay(name, swapped.replace(/\\"revision\\":\d+/g, '\\"revision\\":1'));
      tried.add(name);
      expect([name, await snapshotOf(world, neighbour)]).toEqual([name, untouched]);
    }
    expect([...tried].toSorted()).toEqual([
      ...['asset_delete', 'asset_details', 'asset_edit', 'cancel_invitation', 'change_role', 'change_status'],
      ...['delete_asset', 'delete_license', 'delete_role', 'edit_asset', 'edit_invitation', 'edit_license'],
      ...['edit_profile', 'edit_role', 'invitation_cancel', 'invitation_details', 'invitation_edit'],
      ...['invitation_resend', 'license_delete', 'license_details', 'license_edit', 'ownership_withdraw'],
      ...['review_keep', 'role_delete', 'role_edit', 'transfer_ownership', 'user_change_role'],
      ...['user_change_status', 'user_edit_profile'],
    ]);
  }, 60_000);

  test('is sent to their own account by addresses of pages in another workspace', async () => {
    const owner = fluxera.visitor();
    const page = await owner.open(await linkFor(fluxera, 'olivia@acme.example', 'password'));
    await owner.press(page, 'Set Password', { Password: PASSWORD });
    await owner.post('/sign-in', { email: 'olivia@acme.example', password: PASSWORD });
    const path = `/account/ownership/${neighbour.workspaceId}`;
    const form = { email: neighbour.email, role: neighbour.roleId, workspaceName: 'Canary 1' };
    for (const answer of [
      await owner.open(path),
      await owner.post(path, form),
      await owner.post(`${path}/answer`, { offer: neighbour.offerId, answer: 'accept' }),
    ]) {
      expect(answer.at).toBe('/account');
      expect(answer.html.toLowerCase()).not.toContain(CANARY);
    }
    const { id } = await world.db.workspace.findFirstOrThrow({ where: { name: 'Acme' } });
    for (const answer of ['accept', 'decline', 'withdraw']) {
      const over = await owner.post(`/account/ownership/${id}/answer`, { offer: neighbour.offerId, answer });
      expect([over.status, over.title]).toEqual([409, 'This offer is over']);
    }
    expect(await snapshotOf(world, neighbour)).toBe(untouched);
  });
});
