import type { Report, ReportWeek } from '../reports/read-report.ts';
import {
  invitationColumns,
  invitationsText,
  licensesText,
  peopleText,
  periodText,
  roleColumns,
  rolesText,
  seatsText,
  statusColumns,
} from './report-words.ts';
import { escapeMrkdwn } from './text.ts';

/** What is said with the pictures of a report: all that whoever does not see them needs. */
export function reportMessage(report: Report): string {
  return [
    `*Report of ${periodText(report)}*`,
    `*People:* ${peopleText(report)} By role: ${escapeMrkdwn(rolesText(report))}`,
    `*Invitations:* ${invitationsText(report)}`,
    `*Seats:* ${seatsText(report)}${report.licenses ? ` ${licensesText(report.licenses)}` : ''}`,
  ].join('\n');
}

const HOUR_MS = 60 * 60 * 1000;

/** Every figure of the weeks as a table, with a header. */
export function reportRows({ weeks }: Report): string[][] {
  return [
    [
      'Week From',
      ...roleColumns.map(([, name]) => `${name} With Access`),
      ...statusColumns.map(([, name]) => name),
      ...invitationColumns.map(([, name]) => name),
      'Median Hours to Accept',
    ],
    ...weeks.map(weekRow),
  ];
}

function weekRow(week: ReportWeek): string[] {
  const { medianMs } = week;
  return [
    week.monday.toISOString().slice(0, 10),
    ...roleColumns.map(([kind]) => String(week.byRole[kind])),
    ...statusColumns.map(([status]) => String(week.byStatus[status])),
    ...invitationColumns.map(([figure]) => String(week[figure])),
    medianMs === null ? '' : (medianMs / HOUR_MS).toFixed(1),
  ];
}
