import { z } from 'zod';
import { assignAsset } from '../../src/assets/assign-asset.ts';
import { createAsset } from '../../src/assets/create-asset.ts';
import { recordDeparture } from '../../src/departures/record-departure.ts';
import { sendInvitations } from '../../src/invitations/send-invitations.ts';
import { assignLicense } from '../../src/licenses/assign-license.ts';
import { createLicense } from '../../src/licenses/create-license.ts';
import { offerOwnership } from '../../src/ownership/offer-ownership.ts';
import { requestInvitations } from '../../src/requests/request-invitations.ts';
import { requestNewLink } from '../../src/requests/request-new-link.ts';
import { startReview } from '../../src/reviews/start-review.ts';
import { startThingImport } from '../../src/thing-imports/start-thing-import.ts';
import { importPeople, reviewFile } from './import-people.ts';
import { DAY_MS, type TestWorkspace, type World } from './world.ts';

/** A word that stands in every name, address and text of a neighbour, and nowhere else. */
export const CANARY = 'canary';

/** A workspace that somebody else looks into by guessing ids. */
export interface Neighbour extends TestWorkspace {
  slackTeamId: string;
  slackUserId: string;
  /** A member, active. */
  userId: string;
  email: string;
  pendingEmail: string;
  expiredEmail: string;
  identityId: string;
  /** A role of their own. */
  roleId: string;
  pendingId: string;
  /** Sent a moment ago, by the Owner. */
  freshId: string;
  expiredId: string;
  requestId: string;
  memberSlackId: string;
  departureId: string;
  reviewId: string;
  offerId: string;
  reviewedImportId: string;
  sentImportId: string;
  /** Of assets, for review; the second row has errors. */
  thingImportId: string;
  entryId: string;
  /** With the member. */
  assetId: string;
  licenseId: string;
}

let count = 0;

export async function createNeighbour(world: World): Promise<Neighbour> {
  const { deps, db } = world;
  count += 1;
  const at = (name: string) => `${CANARY}-${name}@${CANARY}${count}.example`;
  const workspace = await world.createWorkspace({ name: `Canary ${count}`, ownerEmail: at('owner') });
  const { workspaceId, ownerId } = workspace;
  const owner = await db.user.update({
    where: { workspaceId_id: { workspaceId, id: ownerId } },
    data: { firstName: 'Canary', lastName: 'Owner' },
  });
  const roleId = deps.newId();
  const permission = { permission: 'VIEW_ASSETS' as const };
  await db.role.create({
    data: {
      workspaceId,
      id: roleId,
      kind: 'CUSTOM',
      name: 'Canary Keeper',
      permissions: { create: permission },
    },
  });
  const member = await db.role.findFirstOrThrow({ where: { workspaceId, kind: 'MEMBER' } });
  const identity = await db.identity.create({
    data: { id: deps.newId(), email: at('member'), name: 'Canary Member' },
  });
  const memberSlackId = `UCANARY${count}`;
  const user = await db.user.create({
    data: {
      ...{ workspaceId, id: deps.newId(), identityId: identity.id, email: at('member') },
      ...{ firstName: 'Canary', lastName: 'Member', roleId: member.id, roleKind: 'MEMBER', status: 'ACTIVE' },
      slackUserId: memberSlackId,
    },
  });
  const actor = { workspaceId, userId: ownerId };
  const origin = { source: 'SLACK' } as const;
  const invited = async (name: string) => (await workspace.invite(at(name))).id;
  const expiredId = await invited('expired');
  const now = deps.now().getTime();
  await db.invitation.update({
    where: { workspaceId_id: { workspaceId, id: expiredId } },
    data: {
      ...{ status: 'EXPIRED', settledAt: deps.now() },
      ...{ sentAt: new Date(now - 8 * DAY_MS), expiresAt: new Date(now - DAY_MS) },
    },
  });
  const pendingId = await invited('pending');
  const fresh = { actor, addresses: [at('fresh')], role: { name: 'Viewer' }, origin };
  const { invitations } = await sendInvitations(deps, fresh);
  const asked = { roleId: member.id, firstName: '', lastName: '', message: 'Canary', note: 'Canary', origin };
  await requestInvitations(deps, {
    actor: { workspaceId, userId: user.id },
    addresses: [at('wanted')],
    ...asked,
  });
  const request = await db.invitationRequest.findFirstOrThrow({ where: { workspaceId } });
  const expired = await db.invitation.findFirstOrThrow({ where: { workspaceId, id: expiredId } });
  await requestNewLink(deps, { invitation: expired, origin: { source: 'PORTAL', ipAddress: '203.0.113.9' } });
  const rows = (name: string) => Buffer.from(`email\n${at(name)}\n${at(`${name}-two`)}\n`);
  const reviewed = await reviewFile(world, workspace, { name: 'canary.csv', bytes: rows('row') });
  const sent = await importPeople(world, workspace, [['email'], [at('sent')], [at('sent-two')]], {
    message: 'Canary',
  });
  const { slackTeamId } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  await recordDeparture(deps, { slackTeamId, slackUserId: memberSlackId });
  const departure = await db.slackDeparture.findFirstOrThrow({ where: { workspaceId } });
  await startReview(deps, { actor, origin });
  const review = await db.accessReview.findFirstOrThrow({ where: { workspaceId } });
  const admin = await db.role.findFirstOrThrow({ where: { workspaceId, kind: 'ADMIN' } });
  const wanted = { roleId: admin.id, workspaceName: `Canary ${count}`, origin };
  await offerOwnership(deps, { actor, receiver: { slackUserId: memberSlackId }, ...wanted });
  const offer = await db.ownershipTransfer.findFirstOrThrow({ where: { workspaceId } });
  const status = 'IN_SERVICE' as const;
  const laptop = {
    tag: 'CANARY-1',
    name: 'Canary laptop',
    category: '',
    serial: '',
    status,
    purchasedOn: null,
  };
  const { id: assetId } = await createAsset(deps, { actor, submission: 'VASSET', fields: laptop, origin });
  await assignAsset(deps, { actor, assetId, userId: user.id, origin });
  const seats = { name: 'Canary license', vendor: '', seats: 2, key: 'canary-key-of-it', expiresOn: null };
  const { id: licenseId } = await createLicense(deps, {
    actor,
    submission: 'VLICENSE',
    fields: seats,
    origin,
  });
  await assignLicense(deps, { actor, licenseId, userId: user.id, origin });
  const file = {
    name: 'canary.csv',
    bytes: Buffer.from(`Asset Tag,Name,Assigned To\nCANARY-2,Canary phone,${at('member')}\n,Canary desk,\n`),
  };
  const things = { actor, kind: 'ASSETS', submission: deps.newId(), file } as const;
  const { importId: thingImportId } = await startThingImport(deps, things);
  const entry = await db.activity.findFirstOrThrow({ where: { workspaceId }, orderBy: { id: 'asc' } });
  return {
    ...{ assetId, licenseId, thingImportId },
    ...{ memberSlackId, departureId: departure.id, reviewId: review.id, offerId: offer.id },
    ...workspace,
    ...{
      slackTeamId,
      slackUserId: owner.slackUserId ?? '',
      userId: user.id,
      identityId: identity.id,
      roleId,
    },
    ...{ email: at('member'), pendingEmail: at('pending'), expiredEmail: at('expired') },
    ...{ pendingId, freshId: invitations[0]?.id ?? '', expiredId, requestId: request.id },
    ...{ reviewedImportId: reviewed.importId, sentImportId: sent.importId, entryId: String(entry.id) },
  };
}

const tables = z.array(z.object({ name: z.string() }));

/** Every row that belongs to a workspace, in any table, and every job that names it, as one short text. */
export async function snapshotOf(
  { pool }: Pick<World, 'pool'>,
  { workspaceId }: TestWorkspace,
): Promise<string> {
  const { rows } = await pool.query(
    `SELECT quote_ident(table_name) AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'workspace_id' ORDER BY 1`,
  );
  const selections = [
    ...tables
      .parse(rows)
      .map(({ name }) => `SELECT to_jsonb(t)::text AS row FROM ${name} t WHERE workspace_id = $1`),
    'SELECT to_jsonb(t)::text FROM workspace t WHERE id = $1',
    ...['identity', 'session', 'credential'].map((name) => {
      const key = name === 'identity' ? 'id' : 'identity_id';
      return `SELECT to_jsonb(t)::text FROM ${name} t WHERE ${key} IN (SELECT identity_id FROM "user" WHERE workspace_id = $1)`;
    }),
    `SELECT payload::text FROM graphile_worker._private_jobs WHERE payload->>'workspaceId' = $1::text`,
  ];
  const parts = selections.map(
    (sql) => `coalesce((SELECT string_agg(row, E'\\n' ORDER BY row) FROM (${sql}) AS found(row)), '')`,
  );
  const found = await pool.query(
    `SELECT encode(sha256(convert_to(concat_ws(E'\\n\\n', ${parts.join()}), 'UTF8')), 'hex') AS text`,
    [workspaceId],
  );
  return found.rows[0].text;
}
