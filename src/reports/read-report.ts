import type { Deps, Tx } from '../deps.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { findNotificationChannel } from '../workspaces/find-notification-channel.ts';
import { countSeats, type Seats } from '../workspaces/seats.ts';
import { type InvitationFigures, invitationsByWeek } from './invitations-by-week.ts';
import { type LicenseUse, licenseUse } from './license-use.ts';
import { type PeopleFigures, peopleByWeek } from './people-by-week.ts';
import { type CustomRole, peopleInCustomRoles } from './people-in-custom-roles.ts';
import {
  type ReportLength,
  type ReportPeriod,
  sinceBeginning,
  weeksBefore,
  weeksUntilNow,
} from './report-period.ts';

/** One week: what was done in it, and how many people there were at its end. */
export interface ReportWeek extends InvitationFigures, PeopleFigures {
  /** Kept at midnight UTC. */
  monday: Date;
  /** It is not over yet. */
  isRunning: boolean;
}

export interface Report {
  workspaceName: string;
  /** The oldest first; there is at least one, and none from before there was the workspace. */
  weeks: ReportWeek[];
  /** The first week is the one in which the workspace began. */
  isFromBeginning: boolean;
  /** People with access in each role of the workspace's own, as they are called now, the most first. */
  customRoles: CustomRole[];
  /** In all weeks together. */
  invitations: InvitationFigures;
  /** How many are taken now. */
  seats: Seats;
  /** In use now; null: whoever looks may not see licenses. */
  licenses: LicenseUse | null;
}

export interface ReportSeen extends Report {
  /** The channel that gets a report every Monday; undefined: none does. */
  weeklyChannel: string | undefined;
  mayManageSettings: boolean;
}

/** The figures of the last weeks and of now, for somebody who may see reports. */
export async function readReport(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  actor: ActorRef,
  length: ReportLength,
): Promise<ReportSeen> {
  const { permissions } = await requirePermission(tx, actor, 'VIEW_REPORTS');
  const { workspaceId } = actor;
  const { name, timeZone, createdAt } = await workspaceOf(tx, workspaceId);
  const period = sinceBeginning(weeksUntilNow(deps.now(), timeZone, length), createdAt);
  return {
    ...(await figures(deps, tx, workspaceId, period)),
    workspaceName: name,
    licenses: permissions.includes('VIEW_LICENSES') ? await licenseUse(tx, workspaceId) : null,
    weeklyChannel: await findNotificationChannel(tx, { workspaceId, event: 'REPORT' }),
    mayManageSettings: permissions.includes('MANAGE_SETTINGS'),
  };
}

/** The figures of whole weeks before a Monday, and of now, for the workspace's own channel. */
export async function readWeeklyReport(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, monday, length }: { workspaceId: string; monday: Date; length: ReportLength },
): Promise<Report> {
  const { name, timeZone, createdAt } = await workspaceOf(tx, workspaceId);
  const period = sinceBeginning(weeksBefore(monday, timeZone, length), createdAt);
  return {
    ...(await figures(deps, tx, workspaceId, period)),
    workspaceName: name,
    licenses: await licenseUse(tx, workspaceId),
  };
}

function workspaceOf(tx: Tx, id: string) {
  return tx.workspace.findUniqueOrThrow({
    where: { id },
    select: { name: true, timeZone: true, createdAt: true },
  });
}

async function figures({ now }: Pick<Deps, 'now'>, tx: Tx, workspaceId: string, period: ReportPeriod) {
  const { mondays, isRunning, isFromBeginning } = period;
  const people = await peopleByWeek(tx, workspaceId, period);
  const { weeks, whole } = await invitationsByWeek(tx, workspaceId, period);
  return {
    weeks: mondays.flatMap((monday, index) => {
      const [who, what] = [people[index], weeks[index]];
      const isLast = index === mondays.length - 1;
      return who && what ? [{ monday, isRunning: isRunning && isLast, ...who, ...what }] : [];
    }),
    isFromBeginning,
    customRoles: await peopleInCustomRoles(tx, workspaceId),
    invitations: whole,
    seats: await countSeats(tx, workspaceId, now()),
  };
}
