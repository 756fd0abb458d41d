import type { Deps, JobPayload } from '../deps.ts';
import type { Contact } from '../errors.ts';
import { permissionsInSentence } from '../roles/permission-words.ts';
import { fullName } from './full-name.ts';

export interface UserNotice {
  what: JobPayload<'mail-user-notice'>['what'];
  changed: JobPayload<'mail-user-notice'>['changed'];
  person: { firstName: string; name: string; email: string; slackUserId: string | null };
  workspaceName: string;
  logoUrl: string | null;
  /** Who did it; null: nobody but the product. */
  actor: Contact | null;
  /** The last day of their access; null: it does not end. */
  accessUntil: Date | null;
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
    include: {
      workspace: { select: { name: true, logoUrl: true } },
      role: { include: { permissions: true } },
    },
  });
  const actor = actorId
    ? await db.user.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: actorId } } })
    : null;
  const { firstName, email, slackUserId } = user;
  return {
    ...{ what, changed },
    person: { firstName, name: fullName(user), email, slackUserId },
    workspaceName: user.workspace.name,
    logoUrl: user.workspace.logoUrl,
    actor: actor && { name: fullName(actor), slackUserId: actor.slackUserId },
    accessUntil: user.accessUntil,
    roleName: user.role.name,
    abilities: permissionsInSentence(user.role.permissions.map(({ permission }) => permission)),
  };
}
