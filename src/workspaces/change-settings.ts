import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Language, SessionIdle } from '../generated/prisma/client.ts';
import { invitableRoles } from '../roles/invitable-roles.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { deletedRole, unknownRole } from '../roles/unknown-role.ts';
import { fullName } from '../users/full-name.ts';
import { readEmailDomains } from './email-domains.ts';
import { readLogoUrl } from './logo-url.ts';
import { findSettings, type NotificationChannels, type Settings } from './read-settings.ts';
import { settingDifferences } from './recorded-settings.ts';
import { isTimeZone } from './time-zones.ts';

/** One form's part of the settings; what is not named stays as it is. */
export interface SettingsChange {
  channels?: NotificationChannels;
  remindInvitees?: boolean;
  reviewReminders?: boolean;
  /** As typed. */
  allowedDomains?: string;
  blockedDomains?: string;
  defaultRoleId?: string | null;
  timeZone?: string;
  language?: Language;
  /** As typed; empty: none. */
  logoUrl?: string;
  sessionIdle?: SessionIdle;
  requireSecondFactor?: boolean;
}

interface Asked {
  actor: ActorRef;
  /** Of the settings as whoever changes them saw them. */
  revision: number;
  change: SettingsChange;
  origin: Origin;
}

/** Changes settings that nobody changed since; of two who save at once, one wins and the other is told. */
export async function changeSettings(deps: Deps, asked: Asked): Promise<void> {
  const { change } = asked;
  const read: ReadChange = {
    ...readDomains(change),
    ...(change.logoUrl !== undefined && { logoUrl: readLogoUrl(change.logoUrl) }),
  };
  if (change.timeZone !== undefined && !(await isTimeZone(deps.db, change.timeZone))) {
    throw new Refusal('TIME_ZONE_UNKNOWN', { given: change.timeZone });
  }
  await inTransaction(deps.db, (tx) => save(deps, tx, asked, read)).catch(async (error) => {
    throw await deletedRole(deps, error, asked.actor.workspaceId);
  });
}

/** What was typed, as it is kept; what is not named stays as it is. */
type ReadChange = Partial<Pick<Settings, 'allowedDomains' | 'blockedDomains' | 'logoUrl'>>;

/** Both lists are read before either is refused, so that all that is wrong is said at once. */
function readDomains(change: SettingsChange): ReadChange {
  const none = { domains: undefined, problems: [] };
  const { allowedDomains: allow, blockedDomains: block } = change;
  const allowed = allow === undefined ? none : readEmailDomains(allow);
  const blocked = block === undefined ? none : readEmailDomains(block);
  const problems = { allowed: allowed.problems, blocked: blocked.problems };
  if (problems.allowed.length + problems.blocked.length > 0) throw new Refusal('DOMAINS_REFUSED', problems);
  return {
    ...(allowed.domains && { allowedDomains: allowed.domains }),
    ...(blocked.domains && { blockedDomains: blocked.domains }),
  };
}

/** A domain is allowed or blocked; which of the two was meant, only whoever typed both can say. */
function requireOneList({ allowedDomains, blockedDomains }: Settings): void {
  const both = blockedDomains.filter((domain) => allowedDomains.includes(domain));
  if (both.length === 0) return;
  const blocked = both.map((typed) => ({ typed, reason: 'ALLOWED_AS_WELL' as const }));
  throw new Refusal('DOMAINS_REFUSED', { allowed: [], blocked });
}

async function save(deps: Deps, tx: Tx, asked: Asked, read: ReadChange): Promise<void> {
  const { actor, revision, change, origin } = asked;
  const { workspaceId, userId } = actor;
  await keepActor(tx, actor);
  await requirePermission(tx, actor, 'MANAGE_SETTINGS');
  const before = await findSettings(tx, workspaceId);
  const after: Settings = {
    channels: change.channels ?? before.channels,
    remindInvitees: change.remindInvitees ?? before.remindInvitees,
    reviewReminders: change.reviewReminders ?? before.reviewReminders,
    allowedDomains: read.allowedDomains ?? before.allowedDomains,
    blockedDomains: read.blockedDomains ?? before.blockedDomains,
    defaultRole:
      change.defaultRoleId === undefined
        ? before.defaultRole
        : await requireInvitable(tx, workspaceId, change.defaultRoleId),
    timeZone: change.timeZone ?? before.timeZone,
    language: change.language ?? before.language,
    logoUrl: read.logoUrl === undefined ? before.logoUrl : read.logoUrl,
    sessionIdle: change.sessionIdle ?? before.sessionIdle,
    requireSecondFactor: change.requireSecondFactor ?? before.requireSecondFactor,
  };
  requireOneList(after);
  const changed = settingDifferences(before, after);
  if (changed.length === 0) return;
  const { channels, defaultRole, ...columns } = after;
  const { count } = await tx.workspace.updateMany({
    where: { id: workspaceId, settingsRevision: revision },
    data: { ...columns, defaultRoleId: defaultRole?.id ?? null, settingsRevision: { increment: 1 } },
  });
  if (count === 0) throw await changedByOther(tx, workspaceId);
  await replaceChannels(tx, workspaceId, channels);
  await recordActivity(deps, tx, [
    {
      ...{ workspaceId, action: 'workspace.settings-changed', actorId: userId, origin },
      subject: { type: 'workspace', id: workspaceId },
      before: Object.fromEntries(changed.map(({ name, was }) => [name, was])),
      after: Object.fromEntries(changed.map(({ name, is }) => [name, is])),
    },
  ]);
}

/** Only a role that an invitation can give. */
async function requireInvitable(tx: Tx, workspaceId: string, roleId: string | null) {
  if (roleId === null) return null;
  const roles = await invitableRoles(tx, workspaceId);
  const role = roles.find(({ id }) => id === roleId);
  if (!role) throw await unknownRole(tx, workspaceId);
  return role;
}

async function replaceChannels(tx: Tx, workspaceId: string, channels: NotificationChannels): Promise<void> {
  // Whoever won the update holds the workspace: nobody else writes these meanwhile.
  await tx.notificationChannel.deleteMany({ where: { workspaceId } });
  const rows = Object.entries(channels).map(([event, slackChannelId]) => ({ event, slackChannelId }));
  await tx.$executeRaw`
    INSERT INTO notification_channel (workspace_id, event, slack_channel_id)
    SELECT ${workspaceId}::uuid, event, "slackChannelId"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(event notification_event, "slackChannelId" text)`;
}

/** Who was faster, and what they changed. */
async function changedByOther(tx: Tx, workspaceId: string): Promise<Refusal> {
  const last = await tx.activity.findFirst({
    where: { workspaceId, subjectId: workspaceId, action: 'workspace.settings-changed' },
    select: { at: true, actorId: true, after: true },
    orderBy: { id: 'desc' },
  });
  const person =
    last?.actorId &&
    (await tx.user.findUnique({
      where: { workspaceId_id: { workspaceId, id: last.actorId } },
      select: { firstName: true, lastName: true, email: true },
    }));
  return new Refusal('SETTINGS_CHANGED', {
    changedBy: person ? fullName(person) : null,
    changedAt: last?.at ?? new Date(0),
    changed: Object.keys(last?.after ?? {}),
  });
}
