import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/errors.ts';
import { findExpiredByLink } from '../../src/invitations/find-by-link.ts';
import { sendInvitations } from '../../src/invitations/send-invitations.ts';
import { approveRequest } from '../../src/requests/approve-request.ts';
import { denyRequest } from '../../src/requests/deny-request.ts';
import { requestInvitations } from '../../src/requests/request-invitations.ts';
import { requestNewLink } from '../../src/requests/request-new-link.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;
let member: string;
let admins: string[];

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  member = await join('MEMBER', 'mia');
  admins = await Promise.all(ten.map((index) => join('ADMIN', `admin-${index}`)));
});
afterAll(() => world.close());

const ten = Array.from({ length: 10 }, (_, index) => index);
const origin = { source: 'SLACK' } as const;
const by = (userId: string) => ({ workspaceId: workspace.workspaceId, userId });

async function join(kind: 'ADMIN' | 'MEMBER', name: string): Promise<string> {
  const { workspaceId } = workspace;
  const email = `${name}@northwind.example`;
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind } });
  const identity = await world.db.identity.create({ data: { email, name, emailVerified: true } });
  const user = { workspaceId, identityId: identity.id, email, roleId: role.id, roleKind: role.kind };
  return (await world.db.user.create({ data: { ...user, firstName: name, status: 'ACTIVE' } })).id;
}

async function ask(addresses: string[]): Promise<string> {
  const { workspaceId } = workspace;
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'VIEWER' } });
  const words = { firstName: '', lastName: '', message: '', note: '' };
  await requestInvitations(world.deps, { actor: by(member), addresses, roleId: role.id, ...words, origin });
  const emails = { equals: addresses.toSorted() };
  return (await world.db.invitationRequest.findFirstOrThrow({ where: { emails, status: 'PENDING' } })).id;
}

const approve = (userId: string, requestId: string) =>
  approveRequest(world.deps, { actor: by(userId), requestId, origin });
const deny = (userId: string, requestId: string) =>
  denyRequest(world.deps, { actor: by(userId), requestId, reason: '', origin });

/** What each of several gets who act at once: "done", or the code of the refusal. */
async function outcomes(works: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(works);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'done';
    if (one.reason instanceof Refusal) return one.reason.code;
    throw one.reason;
  });
}

const count = async (sql: string, ...values: string[]): Promise<number> =>
  (await world.pool.query(sql, values)).rowCount ?? 0;
const invitationsOf = (pattern: string) => count('SELECT FROM invitation WHERE email LIKE $1', pattern);
const decisionsOf = (id: string) =>
  count(`SELECT FROM activity WHERE subject_id = $1 AND action <> 'request.made'`, id);
const jobsOf = (name: string, id: string) =>
  count(
    `SELECT FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = $1 AND j.payload->>'requestId' = $2`,
    name,
    id,
  );

describe('Of ten people who decide at once, one does', () => {
  test('ten approvals make one set of invitations, one entry, one set of mails and one message', async () => {
    const id = await ask(['one@race.example', 'two@race.example']);
    const mailed = (await world.jobs('mail-invitations')).length;
    const got = await outcomes(admins.map((admin) => approve(admin, id)));
    expect(got.toSorted()).toEqual([...ten.slice(1).map(() => 'REQUEST_DECIDED'), 'done']);
    expect(await invitationsOf('%@race.example')).toBe(2);
    expect(await decisionsOf(id)).toBe(1);
    expect((await world.jobs('mail-invitations')).length - mailed).toBe(1);
    expect(await jobsOf('tell-requester', id)).toBe(1);
    expect(await jobsOf('update-request-cards', id)).toBe(1);
    const winner = admins[got.indexOf('done')];
    expect(
      await count(
        `SELECT FROM invitation_request q JOIN invitation i ON i.inviter_id = q.decided_by_id AND i.email = ANY(q.invited_emails)
         WHERE q.id = $1 AND q.decided_by_id = $2`,
        id,
        winner ?? '',
      ),
    ).toBe(2);
  });

  test('five approvals against five denials leave invitations where an approval won, and none where a denial did', async () => {
    for (const round of ten.slice(0, 4)) {
      const id = await ask([`either@round-${round}.example`]);
      const decide = (admin: string, index: number) =>
        (index + round) % 2 ? approve(admin, id) : deny(admin, id);
      const got = await outcomes(admins.map(decide));
      expect(got.filter((one) => one === 'done')).toHaveLength(1);
      expect(await decisionsOf(id)).toBe(1);
      const { status } = await world.db.invitationRequest.findFirstOrThrow({ where: { id } });
      expect(await invitationsOf(`%@round-${round}.example`)).toBe(status === 'APPROVED' ? 1 : 0);
    }
  });

  test('whoever was slower is told who decided, and when', async () => {
    const id = await ask(['slower@race.example']);
    await deny(admins[3] ?? '', id);
    const { decidedAt } = await world.db.invitationRequest.findFirstOrThrow({ where: { id } });
    const refusal = await approve(admins[4] ?? '', id).catch((error) => error);
    expect(refusal).toMatchObject({
      code: 'REQUEST_DECIDED',
      facts: { status: 'DENIED', decidedBy: 'admin-3', decidedAt },
    });
  });
});

describe('An approval while others invite the same people', () => {
  test('ends with one invitation of each, and leaves out whom the others invited', async () => {
    for (const round of ten.slice(0, 4)) {
      const emails = ['a', 'b', 'c'].map((name) => `${name}@meanwhile-${round}.example`);
      const id = await ask(emails);
      const inviting = emails.map((email, index) =>
        sendInvitations(world.deps, {
          ...{ actor: by(admins[index] ?? ''), addresses: [email], role: { name: 'Member' } },
          origin,
        }),
      );
      const [approved] = await outcomes([approve(admins[9] ?? '', id), ...inviting]);
      expect(approved).toBe('done');
      expect(await invitationsOf(`%@meanwhile-${round}.example`)).toBe(3);
      const { invitedEmails } = await world.db.invitationRequest.findFirstOrThrow({ where: { id } });
      const mine = await count(
        `SELECT FROM invitation WHERE inviter_id = $1 AND email LIKE $2`,
        admins[9] ?? '',
        `%@meanwhile-${round}.example`,
      );
      expect(mine).toBe(invitedEmails.length);
    }
  });

  test('takes no more seats than there are: what finds none stays open', async () => {
    const ids = await Promise.all(ten.slice(0, 6).map((index) => ask([`seat-${index}@seats.example`])));
    const { rows } = await world.pool.query(
      `SELECT (SELECT count(*) FROM "user" WHERE status <> 'INACTIVE') + (SELECT count(*) FROM invitation WHERE status = 'PENDING') AS taken`,
    );
    await world.db.workspace.updateMany({ data: { seatLimit: Number(rows[0].taken) + 2 } });
    const got = await outcomes(ids.map((id, index) => approve(admins[index] ?? '', id)));
    expect(got.toSorted()).toEqual([...Array(4).fill('NO_SEATS_LEFT'), 'done', 'done']);
    expect(await invitationsOf('%@seats.example')).toBe(2);
    expect(await world.db.invitationRequest.count({ where: { id: { in: ids }, status: 'PENDING' } })).toBe(4);
    await world.db.workspace.updateMany({ data: { seatLimit: null } });
  });
});

describe('Asking many times at once', () => {
  test('for the same people makes one request and one card, and says so to the others', async () => {
    const got = await outcomes(ten.map(() => ask(['x@same.example', 'y@same.example'])));
    expect(got.filter((one) => one === 'ALREADY_REQUESTED')).toHaveLength(9);
    const rows = await world.db.invitationRequest.findMany({ where: { emails: { has: 'x@same.example' } } });
    expect(rows).toHaveLength(1);
    expect(await jobsOf('announce-request', rows[0]?.id ?? '')).toBe(1);
  });

  test('leaves one person no more open requests than the most', async () => {
    await world.db.invitationRequest.updateMany({
      where: { status: 'PENDING' },
      data: { status: 'DENIED', decidedById: workspace.ownerId, decidedAt: world.deps.now() },
    });
    const twentyFive = Array.from({ length: 25 }, (_, index) => index);
    const got = await outcomes(twentyFive.map((index) => ask([`many-${index}@many.example`])));
    expect(got.filter((one) => one === 'TOO_MANY_REQUESTS')).toHaveLength(5);
    expect(
      await world.db.invitationRequest.count({ where: { requesterId: member, status: 'PENDING' } }),
    ).toBe(20);
  });

  test('with one expired link makes one request', async () => {
    const { id, token } = await workspace.invite('late@link.example');
    world.passTime(7 * DAY_MS);
    await Promise.all(
      ten.map(async () => {
        const invitation = await findExpiredByLink(world.deps, { token });
        if (invitation) await requestNewLink(world.deps, { invitation, origin: { source: 'PORTAL' } });
      }),
    );
    const rows = await world.db.invitationRequest.findMany({ where: { expiredInvitationId: id } });
    expect(rows).toHaveLength(1);
    const requestId = rows[0]?.id ?? '';
    expect(await jobsOf('announce-request', requestId)).toBe(1);
    const got = await outcomes(admins.map((admin) => approve(admin, requestId)));
    expect(got.filter((one) => one === 'done')).toHaveLength(1);
    expect(await world.db.invitation.findMany({ where: { email: 'late@link.example' } })).toMatchObject([
      { status: 'PENDING', version: 2, inviterId: admins[got.indexOf('done')] },
    ]);
  });
});
