import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Deps } from '../../src/deps.ts';
import { Refusal } from '../../src/errors.ts';
import { acceptInvitation } from '../../src/invitations/accept-invitation.ts';
import { cancelInvitation } from '../../src/invitations/cancel-invitation.ts';
import { editInvitation } from '../../src/invitations/edit-invitation.ts';
import { findExpiredByLink } from '../../src/invitations/find-by-link.ts';
import { invitationLink } from '../../src/invitations/invitation-link.ts';
import { resendInvitation } from '../../src/invitations/resend-invitation.ts';
import { resendMatching } from '../../src/invitations/resend-matching.ts';
import { sendInvitations } from '../../src/invitations/send-invitations.ts';
import { expireInvitations } from '../../src/jobs/expire-invitations.ts';
import { approveRequest } from '../../src/requests/approve-request.ts';
import { denyRequest } from '../../src/requests/deny-request.ts';
import { requestInvitations } from '../../src/requests/request-invitations.ts';
import { requestNewLink } from '../../src/requests/request-new-link.ts';
import { createWorld, DAY_MS, type World } from '../harness/world.ts';

let world: World;
let deps: Deps;

beforeAll(async () => {
  world = await createWorld();
  // Hashing is slow by design, and not what this is about.
  deps = { ...world.deps, passwords: { hash: async (text) => text, verify: async () => true } };
});
afterAll(() => world.close());

const origin = { source: 'SLACK' } as const;
const SEATS = 7;

/** Who acts: the Owner, two admins, a custom role that may invite and little else, and a Viewer who may not. */
const actors = ['owner', 'admin', 'other admin', 'recruiter', 'viewer'] as const;
const addresses = ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com', 'e@example.com'];
const roles = ['Admin', 'Member', 'Viewer', 'Recruiter'];

const actor = fc.constantFrom(...actors);
const address = fc.constantFrom(...addresses);
const role = fc.constantFrom(...roles);

const action = fc.oneof(
  fc.record({ do: fc.constant('invite' as const), actor, address, role }),
  fc.record({ do: fc.constant('resend' as const), actor, address }),
  fc.record({ do: fc.constant('mend' as const), actor, address, other: address }),
  fc.record({ do: fc.constant('resend all' as const), actor }),
  fc.record({ do: fc.constant('cancel' as const), actor, address }),
  fc.record({ do: fc.constant('edit' as const), actor, address, role }),
  fc.record({ do: fc.constant('accept' as const), address }),
  fc.record({ do: fc.constant('ask' as const), actor, address, other: address, role }),
  fc.record({ do: fc.constant('ask for link' as const), address }),
  fc.record({ do: fc.constant('approve' as const), actor, address }),
  fc.record({ do: fc.constant('deny' as const), actor, address }),
  fc.record({
    do: fc.constant('demote' as const),
    actor: fc.constantFrom('admin' as const, 'other admin' as const),
  }),
  fc.record({ do: fc.constant('sweep' as const) }),
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 8 }) }),
);
type Action = typeof action extends fc.Arbitrary<infer Of> ? Of : never;

interface Scene {
  workspaceId: string;
  userIds: Record<(typeof actors)[number], string>;
  roleIds: Record<string, string>;
}

async function createScene(): Promise<Scene> {
  const { workspaceId, ownerId } = await world.createWorkspace({ ownerEmail: `${deps.newId()}@example.com` });
  const recruiter = deps.newId();
  await world.db.role.create({
    data: {
      ...{ workspaceId, id: recruiter, kind: 'CUSTOM', name: 'Recruiter' },
      permissions: { create: [{ permission: 'INVITE_USERS' }, { permission: 'VIEW_USERS' }] },
    },
  });
  const all = await world.db.role.findMany({ where: { workspaceId } });
  const roleIds = Object.fromEntries(all.map(({ id, name }) => [name, id]));
  const join = async (name: string) => {
    const email = `${name.toLowerCase()}-${deps.newId()}@example.com`;
    const { id: roleId = '', kind = 'CUSTOM' } = all.find((one) => one.name === name) ?? {};
    const identity = await world.db.identity.create({ data: { email, name, emailVerified: true } });
    const user = await world.db.user.create({
      data: { ...{ workspaceId, identityId: identity.id, email, roleId, roleKind: kind }, status: 'ACTIVE' },
    });
    return user.id;
  };
  const userIds = {
    owner: ownerId,
    admin: await join('Admin'),
    'other admin': await join('Admin'),
    recruiter: await join('Recruiter'),
    viewer: await join('Viewer'),
  };
  await world.db.workspace.update({ where: { id: workspaceId }, data: { seatLimit: SEATS } });
  return { workspaceId, userIds, roleIds };
}

/** The newest invitation of an address, as somebody sees it who looks now. */
const newest = ({ workspaceId }: Scene, email: string) =>
  world.db.invitation.findFirst({
    where: { workspaceId, email },
    orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
  });

function tokenOf(invitation: { workspaceId: string; id: string; version: number }): string {
  const url = invitationLink(deps, invitation);
  return url.slice(url.lastIndexOf('/') + 1);
}

/** The newest request for an address, decided or not. */
const asked = ({ workspaceId }: Scene, email: string) =>
  world.db.invitationRequest.findFirst({
    where: { workspaceId, emails: { has: email } },
    orderBy: { id: 'desc' },
  });

async function perform(scene: Scene, act: Action): Promise<void> {
  const { workspaceId, userIds, roleIds } = scene;
  const by = (name: (typeof actors)[number]) => ({ workspaceId, userId: userIds[name] });
  if (act.do === 'wait') return world.passTime(act.days * DAY_MS);
  if (act.do === 'sweep') return expireInvitations({ deps });
  if (act.do === 'resend all') {
    const search = { filter: 'ALL' as const, search: '' };
    return void (await resendMatching(deps, { actor: by(act.actor), search, origin }));
  }
  if (act.do === 'demote') {
    const data = { roleId: roleIds.Viewer ?? '', roleKind: 'VIEWER' as const };
    return void (await world.db.user.updateMany({ where: { workspaceId, id: userIds[act.actor] }, data }));
  }
  if (act.do === 'invite') {
    const request = { actor: by(act.actor), addresses: [act.address], role: { name: act.role }, origin };
    return void (await sendInvitations(deps, request));
  }
  if (act.do === 'ask') {
    const wanted = { addresses: [act.address, act.other], roleId: roleIds[act.role] ?? '' };
    const words = { firstName: '', lastName: '', message: '', note: '' };
    return void (await requestInvitations(deps, { actor: by(act.actor), ...wanted, ...words, origin }));
  }
  if (act.do === 'approve' || act.do === 'deny') {
    const request = await asked(scene, act.address);
    if (!request) return;
    const decision = { actor: by(act.actor), requestId: request.id, reason: '', origin };
    return void (await (act.do === 'approve' ? approveRequest : denyRequest)(deps, decision));
  }
  const invitation = await newest(scene, act.address);
  if (!invitation) return;
  switch (act.do) {
    case 'resend':
      return void (await resendInvitation(deps, { actor: by(act.actor), invitation, origin }));
    case 'mend':
      return void (await resendInvitation(deps, {
        actor: by(act.actor),
        invitation,
        email: act.other,
        origin,
      }));
    case 'cancel':
      return void (await cancelInvitation(deps, { actor: by(act.actor), invitation, reason: '', origin }));
    case 'edit': {
      const details = { roleId: roleIds[act.role] ?? '', firstName: '', lastName: '', message: '' };
      const edit = { actor: by(act.actor), invitation, ...details, accessUntil: null, origin };
      return void (await editInvitation(deps, edit));
    }
    case 'ask for link': {
      const expired = await findExpiredByLink(deps, { token: tokenOf(invitation) });
      return expired && requestNewLink(deps, { invitation: expired, origin });
    }
    case 'accept': {
      const token = tokenOf(invitation);
      const person = { firstName: 'J', lastName: 'D', password: 'Otters swim upstream 42' };
      return void (await acceptInvitation(deps, { token, ...person, origin }));
    }
  }
}

/** The rules of the database and of permissions, as questions to it: each finds what must not be. */
const broken = {
  'more than one Owner, or none': `SELECT 1 FROM "user" WHERE workspace_id = $1 AND role_kind = 'OWNER' HAVING count(*) <> 1`,
  'two open invitations of one address': `SELECT email FROM invitation WHERE workspace_id = $1 AND status = 'PENDING' GROUP BY email HAVING count(*) > 1`,
  'an open invitation of a user': `SELECT 1 FROM invitation JOIN "user" USING (workspace_id, email) WHERE workspace_id = $1 AND invitation.status = 'PENDING'`,
  'more seats taken than there are': `SELECT 1 FROM workspace w WHERE id = $1 AND seat_limit <
      (SELECT count(*) FROM "user" WHERE workspace_id = $1 AND status <> 'INACTIVE')
    + (SELECT count(*) FROM invitation WHERE workspace_id = $1 AND status = 'PENDING' AND expires_at > $2)`,
  'an invitation that does not last seven days': `SELECT 1 FROM invitation WHERE workspace_id = $1 AND expires_at - sent_at <> interval '7 days'`,
  'an accepted invitation without its user, or in another role': `SELECT 1 FROM invitation i LEFT JOIN "user" u ON u.workspace_id = i.workspace_id AND u.id = i.accepted_user_id
    WHERE i.workspace_id = $1 AND i.status = 'ACCEPTED' AND (u.id IS NULL OR u.email <> i.email OR u.role_id <> i.role_id)`,
  'an address with two users': `SELECT email FROM "user" WHERE workspace_id = $1 GROUP BY email HAVING count(*) > 1`,
  'a status that the history does not tell': `SELECT 1 FROM invitation i WHERE workspace_id = $1 AND status <> CASE
      (SELECT action FROM activity a WHERE a.workspace_id = i.workspace_id AND a.subject_id = i.id ORDER BY a.id DESC LIMIT 1)
      WHEN 'invitation.sent' THEN 'PENDING' WHEN 'invitation.resent' THEN 'PENDING' WHEN 'invitation.edited' THEN 'PENDING'
      WHEN 'invitation.canceled' THEN 'CANCELED' WHEN 'invitation.withdrawn' THEN 'CANCELED'
      WHEN 'invitation.expired' THEN 'EXPIRED' WHEN 'invitation.accepted' THEN 'ACCEPTED' END::invitation_status`,
  'a request whose status the history does not tell, or tells twice': `SELECT 1 FROM invitation_request q WHERE workspace_id = $1 AND ARRAY['request.made'] || CASE status
      WHEN 'APPROVED' THEN ARRAY['request.approved'] WHEN 'DENIED' THEN ARRAY['request.denied'] ELSE '{}' END <>
      ARRAY(SELECT action FROM activity a WHERE a.workspace_id = q.workspace_id AND a.subject_id = q.id ORDER BY a.id)`,
  'an approved request without the invitations of its approver': `SELECT 1 FROM invitation_request q CROSS JOIN unnest(q.invited_emails) AS email
    WHERE q.workspace_id = $1 AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.workspace_id = q.workspace_id
      AND a.actor_id = q.decided_by_id AND a.action IN ('invitation.sent', 'invitation.resent') AND a.after->>'email' = email)`,
  'invitations of a request that was not approved': `SELECT 1 FROM invitation_request WHERE workspace_id = $1 AND status <> 'APPROVED' AND invited_emails <> '{}'`,
  'two open requests of one person for the same people': `SELECT 1 FROM invitation_request WHERE workspace_id = $1 AND status = 'PENDING'
    GROUP BY requester_id, expired_invitation_id, emails HAVING count(*) > 1`,
  'a request decided by somebody who never could': `SELECT 1 FROM invitation_request q JOIN "user" u ON u.workspace_id = q.workspace_id AND u.id = q.decided_by_id
    WHERE q.workspace_id = $1 AND u.email LIKE 'viewer-%'`,
  // The Recruiter and the Viewer never held more than they do; the admins did until they were demoted.
  'a role from somebody who never could give it': `SELECT 1 FROM invitation i JOIN "user" u ON u.workspace_id = i.workspace_id AND u.id = i.inviter_id
    JOIN role r ON r.workspace_id = u.workspace_id AND r.id = u.role_id JOIN role_permission p ON p.workspace_id = i.workspace_id AND p.role_id = i.role_id
    WHERE i.workspace_id = $1 AND r.kind = 'CUSTOM' AND p.permission NOT IN (SELECT permission FROM role_permission WHERE workspace_id = $1 AND role_id = r.id)`,
};

async function brokenRules({ workspaceId }: Scene): Promise<string[]> {
  const found: string[] = [];
  for (const [rule, sql] of Object.entries(broken)) {
    const values = sql.includes('$2') ? [workspaceId, deps.now()] : [workspaceId];
    if ((await world.pool.query(sql, values)).rowCount) found.push(rule);
  }
  return found;
}

/** Refusals are answers; anything else is a fault. */
async function attempt(scene: Scene, act: Action): Promise<void> {
  await perform(scene, act).catch((error) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

test('no sequence of actions by anybody, one at a time or several at once, breaks a rule', async () => {
  const steps = fc.array(fc.array(action, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const scene = await createScene();
      for (const atOnce of sequence) {
        await Promise.all(atOnce.map((act) => attempt(scene, act)));
        expect(await brokenRules(scene)).toEqual([]);
      }
    }),
    { numRuns: 40 },
  );
}, 180_000);

test('each rule is one that the questions would find broken', async () => {
  const scene = await createScene();
  const { workspaceId } = scene;
  await attempt(scene, { do: 'invite', actor: 'recruiter', address: 'a@example.com', role: 'Recruiter' });
  await world.db.invitation.updateMany({
    where: { workspaceId },
    data: { roleId: scene.roleIds.Admin ?? '', roleKind: 'ADMIN' },
  });
  await world.db.workspace.update({ where: { id: workspaceId }, data: { seatLimit: 2 } });
  const wish = { address: 'b@example.com', other: 'c@example.com', role: 'Viewer' };
  await attempt(scene, { do: 'ask', actor: 'viewer', ...wish });
  await world.db.invitationRequest.updateMany({
    where: { workspaceId },
    data: {
      ...{ status: 'APPROVED', invitedEmails: ['b@example.com'] },
      ...{ decidedById: scene.userIds.viewer, decidedAt: deps.now() },
    },
  });
  expect(await brokenRules(scene)).toEqual([
    'more seats taken than there are',
    'a request whose status the history does not tell, or tells twice',
    'an approved request without the invitations of its approver',
    'a request decided by somebody who never could',
    'a role from somebody who never could give it',
  ]);
});
