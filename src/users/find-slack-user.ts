import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Permission, RoleKind, UserStatus } from '../generated/prisma/enums.ts';
import type { Actor } from '../roles/permitted.ts';
import type { AccessEnd } from './access-end.ts';

const row = z.object({
  workspaceId: z.string(),
  workspaceName: z.string(),
  timeZone: z.string(),
  userId: z.string().nullable(),
  status: z.enum(UserStatus).nullable(),
  roleId: z.string().nullable(),
  roleKind: z.enum(RoleKind).nullable(),
  roleName: z.string().nullable(),
  permissions: z.array(z.enum(Permission)),
  accessUntil: z.date().nullable(),
});

export interface SlackUser {
  workspace: { id: string; name: string };
  /** undefined: nobody is linked to this Slack person yet. */
  user: Actor | undefined;
  access: AccessEnd;
}

/** The workspace of a Slack team, and who a Slack person is in it: one look-up for both. */
export async function findSlackUser(
  tx: Tx,
  { slackTeamId, slackUserId }: { slackTeamId: string; slackUserId: string },
): Promise<SlackUser | undefined> {
  const rows = await tx.$queryRaw`
    SELECT w.id AS "workspaceId", w.name AS "workspaceName", w.time_zone AS "timeZone", u.id AS "userId", u.status, r.id AS "roleId",
           r.kind AS "roleKind", r.name AS "roleName", u.access_until AS "accessUntil",
           ARRAY(SELECT p.permission::text FROM role_permission p
                 WHERE p.workspace_id = r.workspace_id AND p.role_id = r.id) AS permissions
    FROM workspace w
    LEFT JOIN "user" u ON u.workspace_id = w.id AND u.slack_user_id = ${slackUserId}
    LEFT JOIN role r ON r.workspace_id = u.workspace_id AND r.id = u.role_id
    WHERE w.slack_team_id = ${slackTeamId}`;
  const found = z.array(row).parse(rows)[0];
  if (!found) return undefined;
  const {
    workspaceId,
    workspaceName,
    userId,
    status,
    roleId,
    roleKind,
    roleName,
    permissions,
    timeZone,
    accessUntil,
  } = found;
  const known = userId && status && roleId && roleKind && roleName;
  return {
    workspace: { id: workspaceId, name: workspaceName },
    user: known ? { userId, workspaceId, status, roleId, roleKind, roleName, permissions } : undefined,
    access: { accessUntil, timeZone },
  };
}
