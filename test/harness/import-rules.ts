import type { World } from './world.ts';

/** What may never be of invitations and imports, whatever happens at once, as questions: each finds what is. */
const rules = {
  'two open invitations of one address': `SELECT FROM invitation WHERE status = 'PENDING' GROUP BY workspace_id, email HAVING count(*) > 1`,
  'more seats taken than there are': `SELECT FROM workspace w WHERE seat_limit <
      (SELECT count(*) FROM "user" u WHERE u.workspace_id = w.id AND u.status <> 'INACTIVE')
    + (SELECT count(*) FROM invitation i WHERE i.workspace_id = w.id AND i.status = 'PENDING')`,
  'an invitation without exactly one entry of its sending': `SELECT FROM invitation i LEFT JOIN
      (SELECT subject_id, count(*) AS entries FROM activity WHERE action = 'invitation.sent' GROUP BY subject_id) sent
      ON sent.subject_id = i.id WHERE sent.entries IS DISTINCT FROM 1`,
  'a canceled invitation without its entry': `SELECT FROM invitation i WHERE status = 'CANCELED' AND NOT EXISTS
      (SELECT FROM activity a WHERE a.subject_id = i.id AND a.action = 'invitation.canceled')`,
  'an entry of an invitation that is not there': `SELECT FROM activity a WHERE subject_type = 'invitation' AND NOT EXISTS
      (SELECT FROM invitation i WHERE i.id = a.subject_id)`,
  'an import whose numbers are not those of its rows': `SELECT FROM bulk_import b WHERE status <> 'REVIEW' AND invited_count <>
      (SELECT count(*) FROM bulk_import_row r JOIN invitation i ON i.id = r.invitation_id WHERE r.import_id = b.id AND r.problem IS NULL)`,
  'a row that says it invites somebody, and does not': `SELECT FROM bulk_import_row r JOIN bulk_import b ON b.id = r.import_id
    WHERE b.status <> 'REVIEW' AND r.problem IS NULL AND NOT EXISTS (SELECT FROM invitation i WHERE i.id = r.invitation_id)`,
  'a row of an import that is read, and invites already': `SELECT FROM bulk_import_row r JOIN bulk_import b ON b.id = r.import_id
    JOIN invitation i ON i.id = r.invitation_id WHERE b.status = 'REVIEW'`,
};

/** Those of the rules that are broken at this moment. */
export async function brokenRules({ pool }: Pick<World, 'pool'>): Promise<string[]> {
  const found: string[] = [];
  // Without, PostgreSQL takes the tables for small, and looks through all of one for each row of another.
  await pool.query('ANALYZE invitation, activity, bulk_import, bulk_import_row');
  for (const [rule, sql] of Object.entries(rules)) if ((await pool.query(sql)).rowCount) found.push(rule);
  return found;
}
