import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { ReportSeen, ReportWeek } from '../reports/read-report.ts';
import type { ReportLength } from '../reports/report-period.ts';
import { noticeBlock } from './notice-block.ts';
import {
  columnsOf,
  customRolesText,
  invitationColumns,
  invitationsText,
  licensesText,
  numberText,
  peopleText,
  roleColumns,
  seatsText,
  shortDuration,
  statusColumns,
  weekText,
} from './report-words.ts';
import { clipped, context, escapeMrkdwn, plainText, section } from './text.ts';

export const REPORT_LENGTH_ACTION = 'report_length';
export const REPORT_REFRESH_ACTION = 'report_refresh';
export const SEND_REPORT_ACTION = 'report_send';
export const WEEKLY_REPORT_ACTION = 'report_weekly';

export const REPORT_SENT =
  'The pictures are on their way: they come in your messages with the app, with every figure as a table.';

/** In the order of the menu. */
const lengths = [4, 12, 26, 52] as const satisfies ReportLength[];
const length = z.coerce.number().pipe(z.literal(lengths));

/** How far a report looks back, from what a menu, a button or the view's metadata holds. */
export function readReportLength(text: string): ReportLength {
  return length.parse(text);
}

/** What somebody typed behind the command, or the next longer; undefined: no number. */
export function typedReportLength(text: string): ReportLength | undefined {
  const typed = /^\d+/.exec(text.trim())?.[0];
  if (typed === undefined) return undefined;
  return lengths.find((one) => one >= Number(typed)) ?? lengths.at(-1);
}

const lengthWords: Record<ReportLength, string> = {
  4: 'Last 4 weeks',
  12: 'Last 12 weeks',
  26: 'Last half year',
  52: 'Last year',
};

/** `/fluxera report`: the figures of the last weeks and of now. */
export function reportModal(
  report: ReportSeen,
  shown: { length: ReportLength; notice?: { text: string; isRefusal: boolean } },
): ModalView {
  return {
    type: 'modal',
    callback_id: 'report',
    title: plainText('Report'),
    close: plainText('Close'),
    private_metadata: String(shown.length),
    blocks: [
      ...(shown.notice ? [noticeBlock(shown.notice)] : []),
      choices(shown.length),
      section(`*Invitations*\n${invitationsText(report)}`),
      weekTable(report, invitationColumns, (week, figure) => week[figure]),
      ...medians(report),
      section(`*People*\n${peopleText(report)} By role, besides the Owner and those who are inactive:`),
      weekTable(report, columnsOfRoles(report), (week, kind) => week.byRole[kind]),
      ...customRoles(report),
      section('By status, everybody:'),
      weekTable(report, statusColumns, (week, status) => week.byStatus[status]),
      section(`*Seats*\n${seatsText(report)}`),
      ...licenses(report),
      context(
        `${beginning(report)}Weeks begin on Monday, in the time zone of the workspace; *Now* is the one that is not over. People are as they were at the end of each week. *Sent* counts those sent again as well.`,
      ),
      actions(report, shown.length),
      ...weekly(report),
    ],
  };
}

function beginning({ isFromBeginning, weeks: [first] }: ReportSeen): string {
  return isFromBeginning && first ? `The workspace began in the week of ${weekText(first)}. ` : '';
}

/** A figure in each column, the newest week first. */
function weekTable<Figure extends string>(
  { weeks }: ReportSeen,
  columns: readonly (readonly [Figure, string])[],
  figureOf: (week: ReportWeek, figure: Figure) => number,
): KnownBlock {
  const header = ['Week', ...columns.map(([, name]) => name)];
  const rows = weeks.map((week) => [
    nameOf(week),
    ...columns.map(([figure]) => numberText(figureOf(week, figure))),
  ]);
  return table([header, ...rows.toReversed()]);
}

/** Besides the Owner; roles of the workspace's own, where anybody held one. */
function columnsOfRoles({ weeks }: ReportSeen) {
  const isHeld = weeks.some(({ byRole }) => byRole.CUSTOM > 0);
  return roleColumns.filter(([kind]) => kind !== 'OWNER' && (kind !== 'CUSTOM' || isHeld));
}

function customRoles({ customRoles }: ReportSeen): KnownBlock[] {
  if (customRoles.length === 0) return [];
  return [context(`Custom roles now: ${escapeMrkdwn(customRolesText(customRoles))}.`)];
}

/** How long it took in each week in which somebody accepted. */
function medians({ weeks }: ReportSeen): KnownBlock[] {
  const rows = weeks.flatMap((week) =>
    week.medianMs === null ? [] : [[nameOf(week), shortDuration(week.medianMs)]],
  );
  return rows.length > 0 ? [table([['Week', 'Median time to accept'], ...rows.toReversed()])] : [];
}

function nameOf(week: ReportWeek): string {
  return week.isRunning ? 'Now' : weekText(week);
}

function choices(chosen: ReportLength): KnownBlock {
  const options = lengths.map(
    (one): PlainTextOption => ({ text: plainText(lengthWords[one]), value: String(one) }),
  );
  const initial = options.find(({ value }) => value === String(chosen));
  return {
    type: 'actions',
    block_id: 'show',
    elements: [
      {
        type: 'static_select',
        action_id: REPORT_LENGTH_ACTION,
        placeholder: plainText('How far back'),
        options,
        ...(initial && { initial_option: initial }),
      },
      {
        type: 'button',
        action_id: REPORT_REFRESH_ACTION,
        text: plainText('Refresh'),
        value: String(chosen),
      },
    ],
  };
}

/** Tables there are none in modals: columns of letters that are all as wide. What people typed formats nothing here. */
function table(rows: string[][]): KnownBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: columnsOf(rows) }] }],
  };
}

const NAME_LENGTH = 24;

function licenses({ licenses }: ReportSeen): KnownBlock[] {
  if (!licenses) return [];
  const summary = section(`*Licenses*\n${licensesText(licenses)}`);
  if (licenses.count === 0) return [summary];
  const rows = licenses.fullest.map(({ name, used, seats }) => [
    clipped(name, NAME_LENGTH),
    `${numberText(used)} of ${numberText(seats)}`,
  ]);
  const header = licenses.count > rows.length ? 'Fullest first' : 'License';
  return [summary, table([[header, 'In use'], ...rows])];
}

function actions({ mayManageSettings }: ReportSeen, chosen: ReportLength): KnownBlock {
  return {
    type: 'actions',
    block_id: 'report_actions',
    elements: [
      {
        type: 'button',
        action_id: SEND_REPORT_ACTION,
        style: 'primary',
        text: plainText('Send as Picture'),
        accessibility_label: 'Send as Picture, to your messages from this app',
        value: String(chosen),
      },
      ...(mayManageSettings
        ? [
            {
              type: 'button' as const,
              action_id: WEEKLY_REPORT_ACTION,
              text: plainText('Weekly Report'),
              accessibility_label: 'Weekly Report: choose the channel that gets it every Monday',
              value: 'settings',
            },
          ]
        : []),
    ],
  };
}

function weekly({ weeklyChannel, mayManageSettings }: ReportSeen): KnownBlock[] {
  if (weeklyChannel) return [context(`<#${weeklyChannel}> gets a report every Monday morning.`)];
  return mayManageSettings
    ? [
        context(
          'No channel gets a report every Monday. *Weekly Report* opens the settings: choose one under *Change Notifications*.',
        ),
      ]
    : [];
}
