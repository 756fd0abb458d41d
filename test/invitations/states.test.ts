import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/errors.ts';
import { acceptInvitation } from '../../src/invitations/accept-invitation.ts';
import { cancelInvitation } from '../../src/invitations/cancel-invitation.ts';
import { editInvitation } from '../../src/invitations/edit-invitation.ts';
import { findExpiredByLink, findInvitationByLink } from '../../src/invitations/find-by-link.ts';
import { resendInvitation } from '../../src/invitations/resend-invitation.ts';
import { resendMatching } from '../../src/invitations/resend-matching.ts';
import { undoInvitations } from '../../src/invitations/undo-invitations.ts';
import { expireInvitations } from '../../src/jobs/expire-invitations.ts';
import { approveRequest } from '../../src/requests/approve-request.ts';
import { denyRequest } from '../../src/requests/deny-request.ts';
import { requestInvitations } from '../../src/requests/request-invitations.ts';
import { requestNewLink } from '../../src/requests/request-new-link.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;
let people = 0;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
});
afterAll(() => world.close());

const origin = { source: 'SLACK' } as const;
const password = 'Otters swim upstream 42';

interface Invited {
  id: string;
  token: string;
  email: string;
  /** A member asked for them before anybody invited them, and nobody has decided. */
  asked: { by: string; id: string };
}

const actor = () => ({ workspaceId: workspace.workspaceId, userId: workspace.ownerId });

const accept = ({ token }: Invited) =>
  acceptInvitation(world.deps, { token, firstName: 'Jane', lastName: 'Doe', password, origin });

/** As somebody sees it who looks at it now. */
async function seen({ id }: Invited) {
  const { revision } = await world.db.invitation.findFirstOrThrow({
    where: { id },
    select: { revision: true },
  });
  return { id, revision };
}

async function createMember(email: string): Promise<string> {
  const { workspaceId } = workspace;
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'MEMBER' } });
  const identity = await world.db.identity.create({ data: { email, name: 'Mia', emailVerified: true } });
  const member = { workspaceId, identityId: identity.id, email, roleId: role.id, roleKind: role.kind };
  return (await world.db.user.create({ data: { ...member, status: 'ACTIVE' } })).id;
}

/** A member asks for somebody to be invited. */
async function ask(userId: string, email: string): Promise<string> {
  const { workspaceId } = workspace;
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'MEMBER' } });
  const wanted = { addresses: [email], roleId: role.id, firstName: '', lastName: '', message: '', note: '' };
  await requestInvitations(world.deps, { actor: { workspaceId, userId }, ...wanted, origin });
  return (await world.db.invitationRequest.findFirstOrThrow({ where: { requesterId: userId } })).id;
}

/** The invitee presses the button of the page of their expired link. */
async function askForNewLink({ token }: Invited): Promise<string> {
  const invitation = await findExpiredByLink(world.deps, { token });
  if (!invitation) return 'PENDING';
  await requestNewLink(world.deps, { invitation, origin });
  return 'ASKED';
}

/** What they asked for so; some id where they did not. */
async function newLinkId({ id }: Invited): Promise<string> {
  const found = await world.db.invitationRequest.findFirst({ where: { expiredInvitationId: id } });
  return found?.id ?? world.deps.newId();
}

async function approve(requestId: string): Promise<string> {
  const { invited } = await approveRequest(world.deps, { actor: actor(), requestId, origin });
  return invited.length > 0 ? 'INVITED' : 'NOBODY';
}

async function deny(requestId: string): Promise<string> {
  await denyRequest(world.deps, { actor: actor(), requestId, reason: '', origin });
  return 'DENIED';
}

const archive = async () => {
  world.passTime(7 * DAY_MS);
  await expireInvitations(world);
};

/** How an invitation comes into each state. */
const states: Record<string, (invited: Invited) => Promise<unknown>> = {
  pending: async () => {},
  bounced: ({ id }) =>
    world.db.invitation.updateMany({
      where: { id },
      data: { delivery: 'BOUNCED', deliveryDetail: 'no mailbox' },
    }),
  accepted: accept,
  verified: async (invited) => {
    await accept(invited);
    await world.deliverMails();
    const { acceptedUserId } = await world.db.invitation.findFirstOrThrow({ where: { id: invited.id } });
    await world.db.user.updateMany({ where: { id: acceptedUserId ?? '' }, data: { status: 'ACTIVE' } });
  },
  canceled: async (invited) =>
    cancelInvitation(world.deps, { actor: actor(), invitation: await seen(invited), reason: '', origin }),
  lapsed: async () => world.passTime(7 * DAY_MS),
  archived: archive,
  asked: async (invited) => {
    await archive();
    await askForNewLink(invited);
  },
  denied: async (invited) => {
    await states.asked?.(invited);
    await deny(await newLinkId(invited));
  },
  renewed: async (invited) => {
    await states.asked?.(invited);
    await approve(await newLinkId(invited));
  },
  overtaken: async (invited) => {
    await states.asked?.(invited);
    await resendInvitation(world.deps, { actor: actor(), invitation: await seen(invited), origin });
  },
  mended: async (invited) => {
    await states.asked?.(invited);
    const email = `elsewhere-${invited.email}`;
    await resendInvitation(world.deps, { actor: actor(), invitation: await seen(invited), email, origin });
  },
};

/** What can be done with it, to an outcome in one word. */
const actions: Record<string, (invited: Invited) => Promise<string>> = {
  resend: async (invited) => {
    await resendInvitation(world.deps, { actor: actor(), invitation: await seen(invited), origin });
    return 'PENDING';
  },
  'mend address': async (invited) => {
    const email = `mended-${invited.email}`;
    await resendInvitation(world.deps, { actor: actor(), invitation: await seen(invited), email, origin });
    return 'PENDING';
  },
  cancel: async (invited) => {
    await cancelInvitation(world.deps, {
      actor: actor(),
      invitation: await seen(invited),
      reason: '',
      origin,
    });
    return 'CANCELED';
  },
  edit: async (invited) => {
    const { workspaceId } = workspace;
    const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'VIEWER' } });
    const details = { roleId: role.id, firstName: 'J', lastName: 'D', message: '', accessUntil: null };
    await editInvitation(world.deps, { actor: actor(), invitation: await seen(invited), ...details, origin });
    return 'PENDING';
  },
  undo: async ({ id }) => {
    await undoInvitations(world.deps, { actor: actor(), ids: [id], origin });
    return 'CANCELED';
  },
  'open link': async (invited) => {
    await findInvitationByLink(world.deps, invited);
    return 'PENDING';
  },
  accept: async (invited) => {
    await accept(invited);
    return 'ACCEPTED';
  },
  'invite again': async ({ email }) => {
    await workspace.invite(email);
    return 'INVITED';
  },
  'resend all': async ({ email }) => {
    const search = { filter: 'ALL' as const, search: email };
    const { resent } = await resendMatching(world.deps, { actor: actor(), search, origin });
    return `RESENT ${resent}`;
  },
  sweep: async ({ id }) => {
    await expireInvitations(world);
    return (await world.db.invitation.findFirstOrThrow({ where: { id } })).status;
  },
  'ask for link': askForNewLink,
  'approve link': async (invited) => approve(await newLinkId(invited)),
  'deny link': async (invited) => deny(await newLinkId(invited)),
  'ask again': async ({ email, asked }) => {
    await ask(asked.by, email);
    return 'ASKED';
  },
  approve: ({ asked }) => approve(asked.id),
  deny: ({ asked }) => deny(asked.id),
};

async function outcome(work: Promise<string>): Promise<string> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const refusal = error.asUnion();
    if (refusal.code === 'INVITATION_CHANGED') return `is ${refusal.facts.status}`;
    if (refusal.code === 'REQUEST_DECIDED') return `was ${refusal.facts.status}`;
    if (refusal.code === 'ADDRESSES_REFUSED') return refusal.facts.problems[0]?.reason ?? refusal.code;
    return refusal.code;
  }
}

/** Each cell: what somebody gets who does the action of the column in the state of the row. */
const table = `
state     | resend      | mend address | cancel      | edit        | undo        | open link           | accept              | invite again    | resend all | sweep    | ask for link        | approve link    | deny link       | ask again         | approve | deny
pending   | PENDING     | PENDING      | CANCELED    | PENDING     | CANCELED    | PENDING             | ACCEPTED            | ALREADY_INVITED | RESENT 1   | PENDING  | PENDING             | REQUEST_UNKNOWN | REQUEST_UNKNOWN | ALREADY_INVITED   | NOBODY  | DENIED
bounced   | PENDING     | PENDING      | CANCELED    | PENDING     | CANCELED    | PENDING             | ACCEPTED            | ALREADY_INVITED | RESENT 1   | PENDING  | PENDING             | REQUEST_UNKNOWN | REQUEST_UNKNOWN | ALREADY_INVITED   | NOBODY  | DENIED
accepted  | is ACCEPTED | is ACCEPTED  | is ACCEPTED | is ACCEPTED | is ACCEPTED | INVITATION_ACCEPTED | INVITATION_ACCEPTED | ALREADY_A_USER  | RESENT 0   | ACCEPTED | INVITATION_ACCEPTED | REQUEST_UNKNOWN | REQUEST_UNKNOWN | ALREADY_A_USER    | NOBODY  | DENIED
verified  | is ACCEPTED | is ACCEPTED  | is ACCEPTED | is ACCEPTED | is ACCEPTED | INVITATION_ACCEPTED | INVITATION_ACCEPTED | ALREADY_A_USER  | RESENT 0   | ACCEPTED | INVITATION_ACCEPTED | REQUEST_UNKNOWN | REQUEST_UNKNOWN | ALREADY_A_USER    | NOBODY  | DENIED
canceled  | is CANCELED | is CANCELED  | is CANCELED | is CANCELED | is CANCELED | INVITATION_CANCELED | INVITATION_CANCELED | INVITED         | RESENT 0   | CANCELED | INVITATION_CANCELED | REQUEST_UNKNOWN | REQUEST_UNKNOWN | ALREADY_REQUESTED | INVITED | DENIED
lapsed    | PENDING     | PENDING      | is EXPIRED  | is EXPIRED  | is EXPIRED  | INVITATION_EXPIRED  | INVITATION_EXPIRED  | INVITED         | RESENT 1   | EXPIRED  | ASKED               | REQUEST_UNKNOWN | REQUEST_UNKNOWN | ALREADY_REQUESTED | INVITED | DENIED
archived  | PENDING     | PENDING      | is EXPIRED  | is EXPIRED  | is EXPIRED  | INVITATION_EXPIRED  | INVITATION_EXPIRED  | INVITED         | RESENT 1   | EXPIRED  | ASKED               | REQUEST_UNKNOWN | REQUEST_UNKNOWN | ALREADY_REQUESTED | INVITED | DENIED
asked     | PENDING     | PENDING      | is EXPIRED  | is EXPIRED  | is EXPIRED  | INVITATION_EXPIRED  | INVITATION_EXPIRED  | INVITED         | RESENT 1   | EXPIRED  | ASKED               | INVITED         | DENIED          | ALREADY_REQUESTED | INVITED | DENIED
denied    | PENDING     | PENDING      | is EXPIRED  | is EXPIRED  | is EXPIRED  | INVITATION_EXPIRED  | INVITATION_EXPIRED  | INVITED         | RESENT 1   | EXPIRED  | ASKED               | was DENIED      | was DENIED      | ALREADY_REQUESTED | INVITED | DENIED
renewed   | PENDING     | PENDING      | CANCELED    | PENDING     | is PENDING  | INVITATION_REPLACED | INVITATION_REPLACED | ALREADY_INVITED | RESENT 1   | PENDING  | INVITATION_REPLACED | was APPROVED    | was APPROVED    | ALREADY_INVITED   | NOBODY  | DENIED
overtaken | PENDING     | PENDING      | CANCELED    | PENDING     | is PENDING  | INVITATION_REPLACED | INVITATION_REPLACED | ALREADY_INVITED | RESENT 1   | PENDING  | INVITATION_REPLACED | was APPROVED    | was APPROVED    | ALREADY_INVITED   | NOBODY  | DENIED
mended    | PENDING     | PENDING      | CANCELED    | PENDING     | is PENDING  | INVITATION_REPLACED | INVITATION_REPLACED | INVITED         | RESENT 1   | PENDING  | INVITATION_REPLACED | is PENDING      | DENIED          | ALREADY_REQUESTED | INVITED | DENIED
`;

const [header = [], ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));
const cells = rows.flatMap(([state = '', ...outcomes]) =>
  outcomes.map((expected, at) => [state, header[at + 1] ?? '', expected] as const),
);

test('the table leaves no state and no action out', () => {
  expect(rows.map(([state]) => state)).toEqual(Object.keys(states));
  expect(header.slice(1)).toEqual(Object.keys(actions));
  expect(cells.every(([, , expected]) => expected !== '')).toBe(true);
});

describe('what somebody gets for each action in each state', () => {
  test.each(cells)('%s × %s: %s', async (state, action, expected) => {
    const email = `person-${++people}@example.com`;
    const by = await createMember(`member-${people}@northwind.example`);
    const asked = { by, id: await ask(by, email) };
    const { id, token } = await workspace.invite(email);
    const invited = { id, token, email, asked };
    await states[state]?.(invited);
    const before = await world.db.invitation.findFirstOrThrow({ where: { id } });
    const act = actions[action];
    if (!act) throw new Error(`no action ${action}`);
    expect(await outcome(act(invited))).toBe(expected);
    const after = await world.db.invitation.findFirstOrThrow({ where: { id } });
    const isRefused = /^is |^was |^INVITATION_|^ALREADY_|^REQUEST_/.test(expected);
    if (isRefused) expect(after).toEqual(before);
    if (expected === after.status && after.version > before.version) {
      expect(after.expiresAt.getTime() - after.sentAt.getTime()).toBe(7 * DAY_MS);
      expect(after.sentAt.getTime()).toBeGreaterThanOrEqual(before.sentAt.getTime());
      expect(await outcome(accept(invited).then(() => 'ACCEPTED'))).toBe('INVITATION_REPLACED');
    }
  });
});
