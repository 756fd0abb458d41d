import { z } from 'zod';
import { Prisma } from '../generated/prisma/client.ts';
import { UserStatus } from '../generated/prisma/enums.ts';
import {
  invitationColumns,
  invitationJoins,
  listedInvitation,
  matchingParts,
} from '../invitations/list-invitations.ts';
import type { TableSql } from '../lists/in-pages.ts';
import { usersMatching } from '../users/list-users.ts';
import type { WishOf } from './export-wish.ts';
import { type Scope, withinDays } from './scope.ts';

export const exportedUser = z.object({
  id: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  roleName: z.string(),
  status: z.enum(UserStatus),
  phone: z.string(),
  department: z.string(),
  jobTitle: z.string(),
  slackUserId: z.string().nullable(),
  createdAt: z.date(),
  activatedAt: z.date().nullable(),
  deactivatedAt: z.date().nullable(),
  lastSignInAt: z.date().nullable(),
  accessUntil: z.date().nullable(),
});

export function usersSql({ workspaceId }: Scope, wish: WishOf<'USERS'>): TableSql {
  return {
    table: Prisma.sql`"user"`,
    id: 'uuid',
    where: usersMatching(workspaceId, wish),
    columns: Prisma.sql`
      listed.email, listed.first_name AS "firstName", listed.last_name AS "lastName", r.name AS "roleName",
      listed.status::text AS status, listed.phone, listed.department, listed.job_title AS "jobTitle",
      listed.slack_user_id AS "slackUserId", listed.created_at AS "createdAt", listed.activated_at AS "activatedAt",
      listed.deactivated_at AS "deactivatedAt", listed.last_sign_in_at AS "lastSignInAt", listed.access_until AS "accessUntil"`,
    joins: Prisma.sql`JOIN role r ON r.workspace_id = listed.workspace_id AND r.id = listed.role_id`,
  };
}

export const exportedInvitation = listedInvitation;

export function invitationsSql(scope: Scope, wish: WishOf<'INVITATIONS'>): TableSql {
  const parts = matchingParts(scope.workspaceId, wish, scope.now).map((part) => Prisma.sql`(${part})`);
  return {
    table: Prisma.sql`invitation`,
    id: 'uuid',
    where: Prisma.sql`(${Prisma.join(parts, ' OR ')})${withinDays(scope, Prisma.sql`sent_at`, wish)}`,
    columns: invitationColumns(scope.now),
    joins: invitationJoins,
  };
}
