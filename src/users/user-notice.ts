import type { Deps, JobPayload } from '../deps.ts';
import type { Contact } from '../errors.ts';
import { permissionsInSentence } from '../roles/permission-words.ts';
import { fullName } from './full-name.ts';

export interface UserNotice {
  what: JobPayload<'mail-user-notice'>['what'];
  changed: JobPayload<'mail-user-notice'>['changed'];
  person: { firstName: string; name: string; email: string; slackUserId: string | null };
  workspaceName: string;
  /** Who did it. */
  actor: Contact;
  roleName: string;
  /** What the role allows, as the end of a sentence; empty: nothing. */
  abilities: string;
}

/** What somebody is told of a change of their account, as it is by now. */
export async function readUserNotice(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, userId, actorId, what, changed }: JobPayload<'mail-user-notice'>,
): Promise<UserNotice> {
  const user = await db.user.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: userId } },
    include: { workspace: { select: { name: true } }, role: { include: { permissions: true } } },
  });
  const actor = await db.user.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: actorId } } });
  const { firstName, email, slackUserId } = user;
  return {
    ...{ what, changed },
    person: { firstName, name: fullName(user), email, slackUserId },
    workspaceName: user.workspace.name,
    actor: { name: fullName(actor), slackUserId: actor.slackUserId },
    roleName: user.role.name,
    abilities: permissionsInSentence(user.role.permissions.map(({ permission }) => permission)),
  };
}
