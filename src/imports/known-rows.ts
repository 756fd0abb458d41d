import type { Deps, Tx } from '../deps.ts';
import type { ImportProblem } from '../generated/prisma/enums.ts';
import { recipientKeySql, recipientLimit } from '../invitations/sending-allowance.ts';

export interface ImportRef {
  workspaceId: string;
  importId: string;
}

/** Left out, or errors: that is up to whoever imports. */
export const knownProblems: ImportProblem[] = ['ALREADY_A_USER', 'ALREADY_INVITED'];

/**
 * Notes on the rows what only the database knows: that an earlier row has the same address, that somebody is a user or
 * invited already, that the workspace does not take the domain, or that somebody gets too many invitations. What was
 * wrong before stays as it is. To be run again before anything is sent, for what has changed since.
 */
export async function markKnownRows(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, importId }: ImportRef,
): Promise<void> {
  const at = now();
  await tx.$executeRaw`
    UPDATE bulk_import_row r SET problem = known.problem, problem_value = known.value
    FROM (
      SELECT position, email AS value,
        CASE
          WHEN nth > 1 THEN 'DUPLICATE'
          WHEN EXISTS (SELECT FROM "user" u WHERE u.workspace_id = ${workspaceId}::uuid AND u.email = mine.email)
            THEN 'ALREADY_A_USER'
          WHEN EXISTS (SELECT FROM invitation i WHERE i.workspace_id = ${workspaceId}::uuid AND i.email = mine.email
                         AND i.status = 'PENDING' AND i.expires_at > ${at})
            THEN 'ALREADY_INVITED'
          WHEN w.allowed_domains <> '{}' AND split_part(mine.email, '@', 2) <> ALL (w.allowed_domains)
            THEN 'DOMAIN_NOT_ALLOWED'
          WHEN EXISTS (SELECT FROM rate_limit l WHERE l.key = ${recipientKeySql}
                         AND l.points >= ${recipientLimit} AND l.expire > ${at.getTime()})
            THEN 'SENT_TOO_OFTEN'
        END::import_problem AS problem
      FROM (
        SELECT position, email, row_number() OVER (PARTITION BY email ORDER BY position) AS nth
        FROM bulk_import_row
        WHERE workspace_id = ${workspaceId}::uuid AND import_id = ${importId}::uuid AND problem IS NULL
      ) mine
      JOIN workspace w ON w.id = ${workspaceId}::uuid
    ) known
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.import_id = ${importId}::uuid
      AND r.position = known.position AND known.problem IS NOT NULL`;
}
