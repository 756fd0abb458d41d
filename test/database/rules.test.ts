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
    [
      'a workspace without its Owner',
      `DELETE FROM invitation; DELETE FROM "user" WHERE role_kind = 'OWNER'`,
      /foreign key/,
    ],
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
      'a domain that is allowed and blocked at once',
      `UPDATE workspace SET allowed_domains = '{a.example,b.example}', blocked_domains = '{b.example}'`,
      /workspace_domain_is_in_one_list/,
    ],
    [
      'a logo that is not at an https address',
      `UPDATE workspace SET logo_url = 'http://acme.example/logo.png'`,
      /workspace_logo_is_of_https/,
    ],
    [
      'a billing contact without a name',
      `UPDATE workspace SET billing_email = 'bea@till.example'`,
      /workspace_billing_contact_is_whole/,
    ],
    [
      'a billing contact whose address has capitals',
      `UPDATE workspace SET billing_name = 'Bea', billing_email = 'Bea@till.example'`,
      /workspace_billing_email_is_normalised/,
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
    [
      'an entry of a workspace that is not there',
      `INSERT INTO activity (workspace_id, at, action, subject_type, subject_id, source)
       VALUES (gen_random_uuid(), now(), 'user.signed-in', 'user', gen_random_uuid(), 'JOB')`,
      /activity_is_of_a_workspace/,
    ],
    [
      'that a workspace goes which has activity',
      'DELETE FROM invitation; DELETE FROM workspace',
      /workspace_of_activity_stays/,
    ],
    [
      'that whoever has invited somebody goes',
      `DELETE FROM "user" WHERE id IN (SELECT inviter_id FROM invitation)`,
      /inviter_stays/,
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
      'an invitation with a role of another kind than it says',
      `UPDATE invitation SET role_kind = 'VIEWER'`,
      /invitation_has_a_role/,
    ],
    [
      'an invitation that is changed to be by somebody who is not a user of the workspace',
      `UPDATE invitation SET inviter_id = gen_random_uuid()`,
      /invitation_has_an_inviter/,
    ],
    [
      'a new invitation by somebody who is not a user of the workspace',
      `INSERT INTO invitation (workspace_id, id, email, role_id, role_kind, inviter_id, sent_at, expires_at)
       SELECT workspace_id, gen_random_uuid(), 'other@example.com', role_id, role_kind, gen_random_uuid(), sent_at, expires_at
       FROM invitation LIMIT 1`,
      /invitation_has_an_inviter/,
    ],
    [
      'a new invitation with a role of another workspace',
      `INSERT INTO invitation (workspace_id, id, email, role_id, role_kind, inviter_id, sent_at, expires_at)
       SELECT workspace_id, gen_random_uuid(), 'other@example.com', gen_random_uuid(), role_kind, inviter_id, sent_at, expires_at
       FROM invitation LIMIT 1`,
      /invitation_has_a_role/,
    ],
    [
      'that a role goes which invitations have',
      `DELETE FROM role WHERE id IN (SELECT role_id FROM invitation)`,
      /role_of_invitations_stays/,
    ],
    [
      'that a role which invitations have becomes another',
      `UPDATE role SET kind = 'CUSTOM' WHERE id IN (SELECT role_id FROM invitation)`,
      /role_of_invitations_stays/,
    ],
    [
      'that whoever has invited somebody gets another id',
      `UPDATE "user" SET id = gen_random_uuid() WHERE id IN (SELECT inviter_id FROM invitation)`,
      /inviter_stays/,
    ],
    [
      'two roles whose names differ only in case',
      `UPDATE role SET name = 'MEMBER' WHERE kind = 'VIEWER'`,
      /role_name_in_any_case/,
    ],
    [
      'an invitation with a role that was deleted',
      `WITH gone AS (INSERT INTO role (workspace_id, id, kind, name, deleted_at)
                     SELECT workspace_id, gen_random_uuid(), 'CUSTOM', 'Gone', now() FROM invitation RETURNING id)
       UPDATE invitation SET role_id = gone.id, role_kind = 'CUSTOM' FROM gone`,
      /role_is_there/,
    ],
    [
      'a default role that was deleted',
      `WITH gone AS (INSERT INTO role (workspace_id, id, kind, name, deleted_at)
                     SELECT id, gen_random_uuid(), 'CUSTOM', 'Gone', now() FROM workspace RETURNING workspace_id, id)
       UPDATE workspace SET default_role_id = gone.id FROM gone WHERE workspace.id = gone.workspace_id`,
      /role_is_there/,
    ],
    [
      'a built-in role that is deleted',
      `UPDATE role SET deleted_at = now() WHERE kind = 'VIEWER'`,
      /role_built_in_stays/,
    ],
  ])('%s', async (_what, sql, rule) => {
    expect(await refusal(sql)).toMatch(rule);
  });

  describe('of an offer of the ownership', () => {
    const mia = '55555555-5555-7555-8555-555555555555';
    const joined = `INSERT INTO identity (id, email, name) VALUES ('${mia}', 'mia@northwind.example', 'Mia');
      INSERT INTO "user" (workspace_id, id, identity_id, email, role_id, role_kind, status)
      SELECT workspace_id, '${mia}', '${mia}', 'mia@northwind.example', id, kind, 'ACTIVE' FROM role WHERE kind = 'MEMBER'`;
    const offer = ({ from = 'w.owner_id', to = `'${mia}'::uuid`, role = 'ADMIN', days = 7 } = {}) =>
      `INSERT INTO ownership_transfer (workspace_id, id, from_id, to_id, role_id, role_kind, offered_at, expires_at)
       SELECT w.id, gen_random_uuid(), ${from}, ${to}, r.id, r.kind, now(), now() + interval '${days} days'
       FROM workspace w JOIN role r ON r.workspace_id = w.id AND r.kind = '${role}'`;

    test.each([
      ['a second one', [offer(), offer()], /ownership_transfer_pkey/],
      ['by somebody else', [offer({ from: `'${mia}'`, to: 'w.owner_id' })], /transfer_is_the_owners/],
      ['to the Owner', [offer({ to: 'w.owner_id' })], /transfer_is_to_another/],
      ['that leaves two', [offer({ role: 'OWNER' })], /transfer_leaves_one_owner/],
      ['for eight days', [offer({ days: 8 })], /transfer_lasts_seven_days/],
      [
        'that outlives its Owner',
        [
          offer(),
          `UPDATE "user" SET role_kind = 'ADMIN', role_id = (SELECT id FROM role WHERE kind = 'ADMIN' LIMIT 1) WHERE role_kind = 'OWNER'`,
        ],
        /transfer_is_the_owners/,
      ],
      [
        'with a role that is deleted',
        [
          `INSERT INTO role (workspace_id, id, kind, name, deleted_at) SELECT id, gen_random_uuid(), 'CUSTOM', 'Gone', now() FROM workspace`,
          offer({ role: 'CUSTOM' }),
        ],
        /role_is_there/,
      ],
    ])('%s', async (_what, statements, rule) => {
      expect(await refusal(joined, ...statements)).toMatch(rule);
    });
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

  describe('of an export', () => {
    const askedBy = (
      submission: string,
    ) => `INSERT INTO export (workspace_id, id, requested_by_id, submission, kind, wish, created_at)
      SELECT id, gen_random_uuid(), owner_id, ${submission}, 'USERS', '{}', now() FROM workspace LIMIT 1`;
    const asked = askedBy('gen_random_uuid()::text');
    const now = (columns: string) => `UPDATE export SET ${columns}`;
    const sent = now(`status = 'SENT', ended_at = now(), row_count = 1`);
    test.each([
      ['the same form twice', [askedBy(`'V1'`), askedBy(`'V1'`)], /export_workspace_id_submission_key/],
      ['an end at no time', [asked, now(`status = 'NOT_SENT'`)], /export_has_an_end/],
      [
        'one that was sent with nothing in it',
        [asked, now(`status = 'SENT', ended_at = now()`)],
        /export_that_was_sent_has_rows/,
      ],
      ['a second end', [asked, sent, now(`status = 'NOT_SENT'`)], /export_ends_once/],
    ])('%s', async (_what, statements, rule) => {
      expect(await refusal(...statements)).toMatch(rule);
    });
  });

  describe('of a second factor', () => {
    const made = `INSERT INTO second_factor (id, identity_id, secret, backup_codes) SELECT gen_random_uuid(), id, 'key', '' FROM identity LIMIT 1`;
    const now = (columns: string) => `UPDATE second_factor SET ${columns}`;
    const turned = (on: boolean) =>
      `UPDATE identity SET has_second_factor = ${on} WHERE id = (SELECT id FROM identity LIMIT 1)`;
    const check = (holds: string) =>
      `DO $$ BEGIN IF NOT (${holds}) THEN RAISE EXCEPTION 'not so'; END IF; END $$`;
    test.each([
      ['one without a key is not turned on', [turned(true)], /second_factor_is_whole/],
      [
        'whose key is confirmed as soon as it is on, and gone as soon as it is off',
        [
          ...[made, turned(true), check('(SELECT verified FROM second_factor)')],
          ...[turned(false), check('NOT EXISTS (SELECT FROM second_factor)')],
        ],
        /^accepted$/,
      ],
      [
        'another key while it is on',
        [made, turned(true), now(`secret = 'another'`)],
        /second_factor_keeps_its_key/,
      ],
      [
        'a key that is not confirmed any more',
        [made, turned(true), now('verified = false')],
        /second_factor_keeps_its_key/,
      ],
      [
        'another key before it is confirmed is taken',
        [made, now(`secret = 'another'`), 'ROLLBACK; BEGIN'],
        /^accepted$/,
      ],
    ])('%s', async (_what, statements, rule) => {
      expect(await refusal(...statements)).toMatch(rule);
    });
  });

  describe('of access', () => {
    const review = (columns = '') =>
      `INSERT INTO access_review (workspace_id, id, started_by_id, started_at${columns && ', finished_at, finished_by_id'})
       SELECT id, gen_random_uuid(), owner_id, now()${columns} FROM workspace LIMIT 1`;
    const left = (columns = '') =>
      `INSERT INTO slack_departure (workspace_id, id, user_id, left_at${columns && ', status, settled_at'})
       SELECT id, gen_random_uuid(), owner_id, now()${columns} FROM workspace LIMIT 1`;
    const reviewed = `INSERT INTO access_review_person (workspace_id, review_id, position, user_id, role_before, status_before)
       SELECT r.workspace_id, r.id, 1, w.owner_id, 'Owner', 'ACTIVE' FROM access_review r JOIN workspace w ON w.id = r.workspace_id
       WHERE r.finished_at IS NULL`;
    test.each([
      ['a second open review', [review(), review()], /review_one_open/],
      ['a review that nobody signed off', [review(', now(), NULL')], /review_is_signed_off_by_somebody/],
      [
        'a change of a review that was signed off',
        [review(', now(), owner_id'), `UPDATE access_review SET finished_at = now() + interval '1 day'`],
        /review_is_signed_off_once/,
      ],
      [
        'another decision in a review that was signed off',
        [
          ...[review(), reviewed],
          `UPDATE access_review_person SET status_after = 'ACTIVE', decision = 'KEPT', decided_at = now()`,
          `UPDATE access_review_person SET decision = 'DEACTIVATED'`,
        ],
        /review_is_signed_off_once/,
      ],
      [
        'a decision at no time',
        [review(), reviewed, `UPDATE access_review_person SET decision = 'KEPT'`],
        /review_decision_has_its_time/,
      ],
      ['the same departure twice', [left(), left()], /departure_is_noted_once/],
      ['a departure that is settled at no time', [left(", 'KEPT', NULL")], /departure_is_settled_at_a_time/],
      [
        'a reminder of no end',
        [`UPDATE "user" SET access_reminded = 14 WHERE access_until IS NULL`],
        /user_access_reminded_of_an_end/,
      ],
    ])('%s', async (_what, statements, rule) => {
      expect(await refusal(...statements)).toMatch(rule);
    });

    test('and takes the end away from whoever is Owner', async () => {
      await world.pool.query(`UPDATE "user" SET access_until = now() WHERE role_kind = 'OWNER'`);
      expect(await world.db.user.count({ where: { accessUntil: { not: null } } })).toBe(0);
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
