import type { Deps, Tx } from '../deps.ts';
import { type ImportProblem, Prisma } from '../generated/prisma/client.ts';
import { recipientKeySql, recipientLimit } from '../invitations/sending-allowance.ts';

export interface ImportRef {
  workspaceId: string;
  importId: string;
}

/** Left out, or errors: that is up to whoever imports. */
export const knownProblems: ImportProblem[] = ['ALREADY_A_USER', 'ALREADY_INVITED'];

const noted: ImportProblem[] = [...knownProblems, 'DOMAIN_BLOCKED', 'DOMAIN_NOT_ALLOWED', 'SENT_TOO_OFTEN'];

/** Takes back what was noted of rows, and looks again: people were invited, canceled, or allowed meanwhile. */
export async function lookAgain(deps: Pick<Deps, 'now'>, tx: Tx, ref: ImportRef): Promise<void> {
  const { workspaceId, importId } = ref;
  // Whoever sends it at this moment decides for itself.
  const { count } = await tx.bulkImport.updateMany({
    where: { workspaceId, id: importId, status: 'REVIEW' },
    data: { status: 'REVIEW' },
  });
  if (count === 0) return;
  await tx.bulkImportRow.updateMany({
    where: { workspaceId, importId, problem: { in: noted } },
    data: { problem: null, problemValue: '' },
  });
  await markKnownRows(deps, tx, ref);
}

/**
 * Notes on the rows what only the database knows: that somebody is a user or invited already, that the workspace does not
 * take the domain, or that somebody gets too many invitations. What was wrong before stays as it is. To be run again
 * before anything is sent, for what has changed since.
 */
export async function markKnownRows(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, importId }: ImportRef,
): Promise<void> {
  const isUser = Prisma.sql`EXISTS (
    SELECT FROM "user" u WHERE u.workspace_id = ${workspaceId}::uuid AND u.email = mine.email)`;
  const isInvited = Prisma.sql`EXISTS (
    SELECT FROM invitation i WHERE i.workspace_id = ${workspaceId}::uuid AND i.email = mine.email
      AND i.status = 'PENDING' AND i.expires_at > ${now()})`;
  // Of the workspace, and not of each row: read once.
  const blocked = Prisma.sql`(SELECT blocked_domains FROM workspace WHERE id = ${workspaceId}::uuid)`;
  const allowed = Prisma.sql`(SELECT allowed_domains FROM workspace WHERE id = ${workspaceId}::uuid)`;
  const isBlocked = Prisma.sql`EXISTS (
    SELECT FROM unnest(${blocked}) AS blocked
    WHERE right('.' || split_part(mine.email, '@', 2), length(blocked) + 1) = '.' || blocked)`;
  const isForeign = Prisma.sql`(
    ${allowed} <> '{}' AND split_part(mine.email, '@', 2) <> ALL (${allowed}::text[]))`;
  const gotTooMany = Prisma.sql`EXISTS (
    SELECT FROM rate_limit l WHERE l.key = ${recipientKeySql}
      AND l.points >= ${recipientLimit} AND l.expire > ${now().getTime()})`;
  await tx.$executeRaw`
    UPDATE bulk_import_row mine SET problem_value = email, problem = CASE
      WHEN ${isUser} THEN 'ALREADY_A_USER'
      WHEN ${isInvited} THEN 'ALREADY_INVITED'
      WHEN ${isBlocked} THEN 'DOMAIN_BLOCKED'
      WHEN ${isForeign} THEN 'DOMAIN_NOT_ALLOWED'
      ELSE 'SENT_TOO_OFTEN'
    END::import_problem
    WHERE workspace_id = ${workspaceId}::uuid AND import_id = ${importId}::uuid AND problem IS NULL
      AND (${isUser} OR ${isInvited} OR ${isBlocked} OR ${isForeign} OR ${gotTooMany})`;
}
