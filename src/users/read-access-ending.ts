import type { Deps, JobPayload } from '../deps.ts';
import { readActor } from '../roles/permitted.ts';
import { localTime } from '../workspaces/local-time.ts';
import { dayText } from './access-end.ts';
import { fullName } from './full-name.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface AccessEnding {
  what: JobPayload<'tell-of-access-end'>['what'];
  id: string;
  name: string;
  roleName: string;
  accessUntil: Date;
  daysLeft: number;
  /** The Slack person who invited them, where they may still manage people. */
  inviterSlackId: string | undefined;
}

/** What is told of the end of somebody's access; undefined where it is not so any more. */
export async function readAccessEnding(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { workspaceId, userId, accessUntil: told, what }: JobPayload<'tell-of-access-end'>,
): Promise<AccessEnding | undefined> {
  const user = await db.user.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: userId } },
    include: { role: { select: { name: true } }, workspace: { select: { timeZone: true } } },
  });
  const { id, accessUntil, status } = user;
  if (!accessUntil || dayText(accessUntil) !== told) return undefined;
  if ((status === 'INACTIVE') !== (what === 'ENDED')) return undefined;
  const today = localTime(now(), user.workspace.timeZone).day;
  return {
    ...{ what, id, accessUntil },
    name: fullName(user),
    roleName: user.role.name,
    daysLeft: Math.round((accessUntil.getTime() - today.getTime()) / DAY_MS),
    inviterSlackId: await findInviter({ db }, { workspaceId, userId }),
  };
}

async function findInviter(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<string | undefined> {
  const invitation = await db.invitation.findFirst({
    where: { workspaceId, acceptedUserId: userId },
    select: { inviter: { select: { id: true, slackUserId: true } } },
  });
  if (!invitation?.inviter.slackUserId) return undefined;
  const inviter = await readActor(db, { workspaceId, userId: invitation.inviter.id });
  const mayManage = inviter?.status === 'ACTIVE' && inviter.permissions.includes('MANAGE_USERS');
  return mayManage ? invitation.inviter.slackUserId : undefined;
}
