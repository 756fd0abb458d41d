import type { Tx } from '../deps.ts';
import type { Language, NotificationEvent, SessionIdle } from '../generated/prisma/client.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';

/** The channel that hears of each event; none: nobody is told. */
export type NotificationChannels = Partial<Record<NotificationEvent, string>>;

export interface Settings {
  channels: NotificationChannels;
  remindInvitees: boolean;
  /** Of the access review, every 90 days. */
  reviewReminders: boolean;
  allowedDomains: string[];
  blockedDomains: string[];
  defaultRole: { id: string; name: string } | null;
  /** IANA name. */
  timeZone: string;
  /** In which mails and pages meet people outside Slack. */
  language: Language;
  /** null: none. */
  logoUrl: string | null;
  /** How long after its last use a session on the web ends. */
  sessionIdle: SessionIdle;
  /** On the web. */
  requireSecondFactor: boolean;
}

export interface SettingsSeen extends Settings {
  workspaceName: string;
  /** Whoever saves changes what they saw in this revision. */
  revision: number;
}

/** The settings of a workspace, for somebody who may change them. */
export async function readSettings(tx: Tx, actor: ActorRef): Promise<SettingsSeen> {
  await requirePermission(tx, actor, 'MANAGE_SETTINGS');
  return findSettings(tx, actor.workspaceId);
}

export async function findSettings(tx: Tx, workspaceId: string): Promise<SettingsSeen> {
  const workspace = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: {
      ...{ name: true, settingsRevision: true, remindInvitees: true, allowedDomains: true },
      ...{ reviewReminders: true, blockedDomains: true, language: true, logoUrl: true },
      ...{ sessionIdle: true, requireSecondFactor: true },
      ...{ defaultRoleId: true, timeZone: true, notifications: true },
    },
  });
  const { name, settingsRevision, notifications, defaultRoleId, ...rest } = workspace;
  const channels: NotificationChannels = {};
  for (const { event, slackChannelId } of notifications) channels[event] = slackChannelId;
  const defaultRole = defaultRoleId
    ? await tx.role.findUnique({
        where: { workspaceId_id: { workspaceId, id: defaultRoleId } },
        select: { id: true, name: true },
      })
    : null;
  return { workspaceName: name, revision: settingsRevision, channels, defaultRole, ...rest };
}
