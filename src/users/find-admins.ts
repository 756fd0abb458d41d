import { z } from 'zod';
import type { Tx } from '../deps.ts';
import type { Contact } from '../errors.ts';
import type { Permission } from '../generated/prisma/client.ts';
import { hasAccess } from './access-end.ts';
import { fullName } from './full-name.ts';

interface Wanted {
  except?: string;
  permission?: Permission;
  atMost?: number;
  /** Only those who can be written to in Slack. */
  inSlack?: boolean;
}

const row = z.object({
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  slackUserId: z.string().nullable(),
});

/** People to turn to: the Owner first, then others who may invite, or whatever else is asked for; longest-standing first. */
export async function findAdmins(
  tx: Tx,
  workspaceId: string,
  { except, permission = 'INVITE_USERS', atMost = 3, inSlack = false }: Wanted = {},
): Promise<Contact[]> {
  const found = await tx.$queryRaw`
    SELECT u.first_name AS "firstName", u.last_name AS "lastName", u.email, u.slack_user_id AS "slackUserId"
    FROM "user" u JOIN workspace w ON w.id = u.workspace_id
    WHERE u.workspace_id = ${workspaceId}::uuid AND ${hasAccess}
      AND (${except ?? null}::uuid IS NULL OR u.id <> ${except ?? null}::uuid)
      AND (NOT ${inSlack} OR u.slack_user_id IS NOT NULL)
      AND EXISTS (SELECT FROM role_permission p WHERE p.workspace_id = u.workspace_id AND p.role_id = u.role_id
                  AND p.permission = ${permission}::permission)
    ORDER BY u.role_kind, u.created_at LIMIT ${atMost}`;
  return z
    .array(row)
    .parse(found)
    .map((user) => ({ name: fullName(user), slackUserId: user.slackUserId }));
}
