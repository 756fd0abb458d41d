import { type Origin, recordActivity } from '../activity/record-activity.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { NotificationEvent } from '../generated/prisma/enums.ts';
import { enqueue } from '../queue/enqueue.ts';
import { builtInRoles, permissionsOf } from '../roles/permission-table.ts';
import { typedName } from '../users/typed-text.ts';
import { isTimeZone } from './time-zones.ts';

export interface SetUp {
  slackTeamId: string;
  name: string;
  notificationChannelId: string | null;
  /** Where days begin, if it is known here; UTC otherwise. */
  timeZone: string | undefined;
  /** The Slack person who becomes Owner. Their address is one that Slack has confirmed. */
  owner: { slackUserId: string; email: string; firstName: string; lastName: string };
  origin: Origin;
}

/** Makes the workspace of a Slack team, its roles and its Owner, who gets a mail to choose a password. */
export async function setUpWorkspace(
  deps: Pick<Deps, 'db' | 'now' | 'newId'>,
  setUp: SetUp,
): Promise<{ workspaceId: string; ownerId: string }> {
  const workspaceId = deps.newId();
  const ownerId = deps.newId();
  const roles = builtInRoles.map(({ kind, name }) => ({ workspaceId, id: deps.newId(), kind, name }));
  const ownerRole = roles.find(({ kind }) => kind === 'OWNER');
  if (!ownerRole) throw new Error('the built-in roles lack Owner');
  const now = deps.now();
  const name = typedName(setUp.name);
  const isKnown = setUp.timeZone !== undefined && (await isTimeZone(deps.db, setUp.timeZone));
  const timeZone = (isKnown && setUp.timeZone) || 'UTC';
  await deps.db.$transaction(async (tx) => {
    // One of two people who set up at once makes the row; the other waits here, and is told.
    const { count } = await tx.workspace.createMany({
      data: {
        id: workspaceId,
        slackTeamId: setUp.slackTeamId,
        name,
        ownerId,
        timeZone,
        createdAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 0) throw new Refusal('WORKSPACE_ALREADY_SET_UP', {});
    const { notificationChannelId: slackChannelId } = setUp;
    if (slackChannelId) {
      // A report comes only where somebody asks for it.
      const events = Object.values(NotificationEvent).filter((event) => event !== 'REPORT');
      await tx.notificationChannel.createMany({
        data: events.map((event) => ({ workspaceId, event, slackChannelId })),
      });
    }
    await tx.role.createMany({ data: roles });
    await tx.rolePermission.createMany({
      data: roles.flatMap(({ id, kind }) =>
        permissionsOf(kind).map((permission) => ({ workspaceId, roleId: id, permission })),
      ),
    });
    const { slackUserId, email } = setUp.owner;
    const firstName = typedName(setUp.owner.firstName);
    const lastName = typedName(setUp.owner.lastName);
    const identity = await tx.identity.upsert({
      where: { email },
      create: { id: deps.newId(), email, name: `${firstName} ${lastName}`.trim() },
      update: {},
      select: { id: true },
    });
    await tx.user.create({
      data: {
        workspaceId,
        id: ownerId,
        identityId: identity.id,
        email,
        firstName,
        lastName,
        roleId: ownerRole.id,
        roleKind: 'OWNER',
        status: 'ACTIVE',
        slackUserId,
        activatedAt: now,
        createdAt: now,
      },
    });
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'workspace.set-up',
        actorId: ownerId,
        subject: { type: 'workspace', id: workspaceId },
        after: { name, notificationChannelId: setUp.notificationChannelId, timeZone },
        origin: setUp.origin,
      },
    ]);
    await enqueue(tx, 'mail-password-link', { identityId: identity.id, because: 'SET_UP' });
  });
  return { workspaceId, ownerId };
}
