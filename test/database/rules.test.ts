import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  await workspace.invite('pending@example.com');
});
afterAll(() => world.close());

/** Runs statements in one transaction, as somebody with a hand on the database would; resolves to the refusal. */
async function refusal(...statements: string[]): Promise<string> {
  const client = await world.pool.connect();
  try {
    await client.query('BEGIN');
    for (const sql of statements) await client.query(sql);
    await client.query('COMMIT');
    return 'accepted';
  } catch (error) {
    await client.query('ROLLBACK');
    return error instanceof Error ? error.message : String(error);
  } finally {
    client.release();
  }
}

describe('whatever the code does, the database refuses', () => {
  test.each([
    ['a workspace without its Owner', `DELETE FROM "user" WHERE role_kind = 'OWNER'`, /foreign key/],
    [
      'an Owner who becomes something else while nobody takes their place',
      `UPDATE "user" SET role_kind = 'ADMIN', role_id = (SELECT id FROM role WHERE kind = 'ADMIN' LIMIT 1) WHERE role_kind = 'OWNER'`,
      /workspace_has_an_owner/,
    ],
    [
      'a second Owner',
      `INSERT INTO identity (id, email, name) VALUES (gen_random_uuid(), 'second@example.com', 'Second');
       INSERT INTO "user" (workspace_id, id, identity_id, email, role_id, role_kind, status)
       SELECT r.workspace_id, gen_random_uuid(), i.id, i.email, r.id, r.kind, 'ACTIVE'
       FROM role r, identity i WHERE r.kind = 'OWNER' AND i.email = 'second@example.com'`,
      /user_one_owner/,
    ],
    [
      'an inactive Owner',
      `UPDATE "user" SET status = 'INACTIVE' WHERE role_kind = 'OWNER'`,
      /user_owner_is_never_inactive/,
    ],
    [
      'a second pending invitation of an address',
      `INSERT INTO invitation (workspace_id, id, email, role_id, role_kind, inviter_id, sent_at, expires_at)
       SELECT workspace_id, gen_random_uuid(), email, role_id, role_kind, inviter_id, sent_at, expires_at FROM invitation`,
      /invitation_one_pending/,
    ],
    [
      'an invitation of somebody who is a user',
      `INSERT INTO invitation (workspace_id, id, email, role_id, role_kind, inviter_id, sent_at, expires_at)
       SELECT workspace_id, gen_random_uuid(), 'olivia@northwind.example', role_id, role_kind, inviter_id, sent_at, expires_at FROM invitation`,
      /invitation_is_for_no_user/,
    ],
    [
      'an invitation that lasts eight days',
      `UPDATE invitation SET expires_at = expires_at + interval '1 day'`,
      /invitation_lasts_seven_days/,
    ],
    [
      'an invitation to be Owner',
      `UPDATE invitation SET role_kind = 'OWNER', role_id = (SELECT id FROM role WHERE kind = 'OWNER' LIMIT 1)`,
      /invitation_is_never_for_an_owner/,
    ],
    [
      'an accepted invitation without a user',
      `UPDATE invitation SET status = 'ACCEPTED', settled_at = now()`,
      /invitation_accepted_by_a_user/,
    ],
    [
      'a canceled invitation that was never settled',
      `UPDATE invitation SET status = 'CANCELED'`,
      /invitation_is_settled_once/,
    ],
    [
      'an address in capitals',
      `UPDATE invitation SET email = 'Pending@example.com'`,
      /invitation_email_is_normalised/,
    ],
    [
      'an address in full-width letters',
      `UPDATE identity SET email = 'ｏlivia@example.com'`,
      /identity_email_is_normalised/,
    ],
    ['a change of the activity', `UPDATE activity SET action = 'nothing'`, /activity can only be appended/],
    ['a deletion of activity', 'DELETE FROM activity', /activity can only be appended/],
    ['emptying the activity', 'TRUNCATE activity', /activity can only be appended/],
    [
      'a change of a seal',
      `UPDATE activity_seal SET position = 7`,
      /seals of the activity can only be appended/,
    ],
    ['a deletion of seals', 'DELETE FROM activity_seal', /seals of the activity can only be appended/],
    ['emptying the seals', 'TRUNCATE activity_seal', /seals of the activity can only be appended/],
    [
      'a seal before the first',
      `INSERT INTO activity_seal SELECT workspace_id, 0, id, '', sha256('') FROM activity LIMIT 1`,
      /activity_seal_is_a_link/,
    ],
    [
      'an entry that is sealed twice',
      `INSERT INTO activity_seal SELECT workspace_id, n, id, '', sha256('') FROM (SELECT * FROM activity LIMIT 1) AS one, generate_series(1, 2) AS n`,
      /activity_seal_workspace_id_activity_id_key/,
    ],
    [
      'a role of another kind than the user has',
      `UPDATE "user" SET role_id = (SELECT id FROM role WHERE kind = 'VIEWER' LIMIT 1)`,
      /user_workspace_id_role_id_role_kind_fkey/,
    ],
    [
      'two roles whose names differ only in case',
      `UPDATE role SET name = 'MEMBER' WHERE kind = 'VIEWER'`,
      /role_name_in_any_case/,
    ],
  ])('%s', async (_what, sql, rule) => {
    expect(await refusal(sql)).toMatch(rule);
  });

  describe('of a request', () => {
    const columns =
      'workspace_id, id, requester_id, expired_invitation_id, emails, role_id, role_kind, created_at';
    /** One that somebody made, with something else in some of its columns. */
    const request = (change: Record<string, string> = {}) => {
      const made = {
        ...{ workspace_id: 'workspace_id', id: 'gen_random_uuid()', requester_id: 'inviter_id' },
        ...{ expired_invitation_id: 'NULL::uuid', emails: `ARRAY['a@example.com', 'b@example.com']` },
        ...{ role_id: 'role_id', role_kind: 'role_kind', created_at: 'now()' },
      };
      const values = columns.split(', ').map((column) => ({ ...made, ...change })[column]);
      return `INSERT INTO invitation_request (${columns}) SELECT ${values.join(', ')} FROM invitation WHERE email = 'pending@example.com'`;
    };
    const ofLink = request({ requester_id: 'NULL::uuid', expired_invitation_id: 'id' });
    const decided = (status: string) =>
      `UPDATE invitation_request SET status = '${status}', decided_at = now(), decided_by_id = (SELECT owner_id FROM workspace LIMIT 1)`;
    const undone = 'ROLLBACK; BEGIN';

    test.each([
      ['one that somebody made is taken', [request(), undone], /^accepted$/],
      ['one of an expired link is taken', [ofLink, undone], /^accepted$/],
      ['nobody’s', [request({ requester_id: 'NULL::uuid' })], /request_is_somebodys/],
      ['one of a user and of a link', [request({ expired_invitation_id: 'id' })], /request_is_somebodys/],
      [
        'one for ownership',
        [request({ role_kind: `'OWNER'`, role_id: `(SELECT id FROM role WHERE kind = 'OWNER' LIMIT 1)` })],
        /request_is_never_for_an_owner/,
      ],
      ['one for nobody', [request({ emails: `'{}'` })], /request_emails_are_normalised/],
      ['one without addresses', [request({ emails: 'NULL' })], /null value in column "emails"/],
      ['one in capitals', [request({ emails: `ARRAY['A@example.com']` })], /request_emails_are_normalised/],
      [
        'addresses out of order, which would be the same twice',
        [request({ emails: `ARRAY['b@example.com', 'a@example.com']` })],
        /request_emails_are_normalised/,
      ],
      [
        'one address twice',
        [request({ emails: `ARRAY['a@example.com', 'a@example.com']` })],
        /request_emails_are_normalised/,
      ],
      ['the same of the same person twice', [request(), request()], /request_one_pending_per_person/],
      ['the same of the same link twice', [ofLink, ofLink], /request_one_pending_per_link/],
      [
        'the same once more when the first is decided is taken',
        [request(), decided('DENIED'), request(), undone],
        /^accepted$/,
      ],
      [
        'a decision of nobody',
        [request(), `UPDATE invitation_request SET status = 'DENIED', decided_at = now()`],
        /request_is_decided_by_somebody/,
      ],
      [
        'a decision at no time',
        [request(), decided('DENIED').replace('decided_at = now()', 'decided_at = NULL')],
        /request_is_decided_by_somebody/,
      ],
      ['a second decision', [request(), decided('DENIED'), decided('APPROVED')], /request_is_decided_once/],
      [
        'one that is decided and opened again',
        [
          ...[request(), decided('DENIED')],
          `UPDATE invitation_request SET status = 'PENDING', decided_at = NULL, decided_by_id = NULL`,
        ],
        /request_is_decided_once/,
      ],
      [
        'invitations of people whom it does not name',
        [request(), `UPDATE invitation_request SET invited_emails = ARRAY['c@example.com']`],
        /request_invites_whom_it_names/,
      ],
      [
        'one of another workspace’s user',
        [request({ requester_id: 'gen_random_uuid()' })],
        /invitation_request_workspace_id_requester_id_fkey/,
      ],
      [
        'a card of no request',
        [
          `INSERT INTO request_card (workspace_id, request_id, slack_channel_id, ts)
           SELECT id, gen_random_uuid(), 'C0GENERAL1', '1.2' FROM workspace`,
        ],
        /request_card_workspace_id_request_id_fkey/,
      ],
    ])('%s', async (_what, statements, rule) => {
      expect(await refusal(...statements)).toMatch(rule);
    });
  });

  describe('of an import', () => {
    /** One that is read, of three rows, with something else in some of its columns. */
    const read = (change: Record<string, string> = {}) => {
      const values = {
        ...{ workspace_id: 'workspace_id', id: 'id', started_by_id: 'inviter_id', submission: `'V1'` },
        ...{ file_name: `'people.csv'`, skip_known: 'true', row_count: '3', created_at: 'now()', ...change },
      };
      return `INSERT INTO bulk_import (${Object.keys(values).join(', ')}) SELECT ${Object.values(values).join(', ')} FROM invitation WHERE email = 'pending@example.com'`;
    };
    const row = (change: Record<string, string> = {}) => {
      const values = {
        ...{ workspace_id: 'workspace_id', import_id: 'id', position: '1', line: '2' },
        ...{ invitation_id: 'gen_random_uuid()', email: `'a@example.com'`, role_id: 'role_id' },
        ...{ role_kind: 'role_kind', first_name: `''`, last_name: `''`, message: `''`, department: `''` },
        ...{ job_title: `''`, ...change },
      };
      return `INSERT INTO bulk_import_row (${Object.keys(values).join(', ')}) SELECT ${Object.values(values).join(', ')} FROM invitation WHERE email = 'pending@example.com'`;
    };
    const now = (columns: string) => `UPDATE bulk_import SET ${columns}`;
    const sent = now(`status = 'SENDING', sent_at = now()`);
    const undone = 'ROLLBACK; BEGIN';

    test.each([
      [
        'one that is read, sent, mailed and done is taken',
        [
          read(),
          row(),
          sent,
          now('claimed_up_to = 3'),
          now('mailed_up_to = 3'),
          now(`status = 'DONE', ended_at = now()`),
          undone,
        ],
        /^accepted$/,
      ],
      [
        'a row that invites nobody is taken without address and role',
        [
          read(),
          row({
            email: `''`,
            role_id: 'NULL::uuid',
            role_kind: 'NULL::role_kind',
            problem: `'EMAIL_MISSING'::import_problem`,
          }),
          undone,
        ],
        /^accepted$/,
      ],
      [
        'the same form of a workspace twice',
        [read(), read({ id: 'gen_random_uuid()' })],
        /bulk_import_workspace_id_submission_key/,
      ],
      [
        'one of nobody in the workspace',
        [read({ started_by_id: 'gen_random_uuid()' })],
        /bulk_import_workspace_id_started_by_id_fkey/,
      ],
      ['one that is sent at no time', [read(), now(`status = 'SENDING'`)], /import_is_sent_once/],
      [
        'one that is under review after it was sent',
        [read(), sent, now(`status = 'REVIEW'`)],
        /import_is_sent_once/,
      ],
      ['one that is done at no time', [read(), sent, now(`status = 'DONE'`)], /import_ends_once/],
      ['one that is canceled at no time', [read(), sent, now(`status = 'CANCELED'`)], /import_ends_once/],
      [
        'one that goes on after its end',
        [read(), now(`status = 'DONE', sent_at = now(), ended_at = now()`), now(`status = 'SENDING'`)],
        /import_ends_once/,
      ],
      ['mails that were never claimed', [read(), sent, now('mailed_up_to = 1')], /import_is_mailed_forward/],
      ['a claim beyond the last row', [read(), sent, now('claimed_up_to = 4')], /import_is_mailed_forward/],
      ['mails before the first row', [read(), sent, now('mailed_up_to = -1')], /import_is_mailed_forward/],
      ['a row that invites nobody knows whom', [read(), row({ email: `''` })], /import_row_invites_somebody/],
      [
        'a row that invites to no role',
        [read(), row({ role_id: 'NULL::uuid' })],
        /import_row_invites_somebody/,
      ],
      ['a row for an Owner', [read(), row({ role_kind: `'OWNER'` })], /import_row_is_never_for_an_owner/],
      ['a position twice', [read(), row(), row()], /bulk_import_row_pkey/],
      ['a row of no import', [row()], /bulk_import_row_workspace_id_import_id_fkey/],
      [
        'a file of no import',
        [`INSERT INTO bulk_import_file SELECT id, gen_random_uuid(), '' FROM workspace`],
        /bulk_import_file_workspace_id_import_id_fkey/,
      ],
    ])('%s', async (_what, statements, rule) => {
      expect(await refusal(...statements)).toMatch(rule);
    });
  });

  test('one invitation more than there are seats, and one user more', async () => {
    await world.pool.query('UPDATE workspace SET seat_limit = 2');
    const another = `INSERT INTO invitation (workspace_id, id, email, role_id, role_kind, inviter_id, sent_at, expires_at)
       SELECT workspace_id, gen_random_uuid(), 'one-more@example.com', role_id, role_kind, inviter_id, sent_at, expires_at FROM invitation`;
    expect(await refusal(another)).toMatch(/seats_within_limit/);
    await world.pool.query('UPDATE workspace SET seat_limit = 3');
    expect(await refusal(another, 'ROLLBACK; BEGIN')).toBe('accepted');
    await world.pool.query('UPDATE workspace SET seat_limit = NULL');
  });

  test('a lapsed invitation that would take its seat again where none is left', async () => {
    const days = (count: number) =>
      `UPDATE invitation SET sent_at = now() - interval '${count} days', expires_at = now() + interval '${7 - count} days' WHERE email = 'pending@example.com'`;
    expect(await refusal(days(8))).toBe('accepted');
    await world.pool.query('UPDATE workspace SET seat_limit = 1');
    expect(await refusal(days(0))).toMatch(/seats_within_limit/);
    await world.pool.query('UPDATE workspace SET seat_limit = 3');
    expect(await refusal(days(0))).toBe('accepted');
    await world.pool.query('UPDATE workspace SET seat_limit = NULL');
  });

  test('the hand-over of ownership in one transaction is the one change of Owner that it takes', async () => {
    const handOver = [
      `INSERT INTO identity (id, email, name) VALUES (gen_random_uuid(), 'next@example.com', 'Next')`,
      `INSERT INTO "user" (workspace_id, id, identity_id, email, role_id, role_kind, status)
       SELECT r.workspace_id, gen_random_uuid(), i.id, i.email, r.id, r.kind, 'ACTIVE'
       FROM role r, identity i WHERE r.kind = 'ADMIN' AND i.email = 'next@example.com'`,
      `UPDATE "user" SET role_kind = 'ADMIN', role_id = (SELECT id FROM role WHERE kind = 'ADMIN') WHERE role_kind = 'OWNER'`,
      `UPDATE "user" SET role_kind = 'OWNER', role_id = (SELECT id FROM role WHERE kind = 'OWNER') WHERE email = 'next@example.com'`,
      `UPDATE workspace SET owner_id = (SELECT id FROM "user" WHERE email = 'next@example.com')`,
    ];
    expect(await refusal(...handOver)).toBe('accepted');
  });
});
