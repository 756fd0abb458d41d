import type { EChartsCoreOption } from 'echarts/core';
import type { Report, ReportWeek } from '../reports/read-report.ts';
import {
  durationText,
  invitationColumns,
  invitationsText,
  numberText,
  peopleText,
  periodText,
  roleColumns,
  rolesText,
  statusColumns,
  weekText,
  withAccess,
} from '../views/report-words.ts';
import {
  type Chart,
  emptyChart,
  FONT,
  framed,
  HEIGHT,
  legend,
  MARGIN,
  SMALL,
  valueAxis,
  weekAxis,
  widthOf,
} from './chart-frame.ts';
import { palette } from './palette.ts';
import { seatsChart } from './seats-chart.ts';

/** The pictures of a report. */
export function reportCharts(report: Report): Chart[] {
  return [rolesChart(report), statusChart(report), invitationsChart(report), seatsChart(report)];
}

const NOBODY = 'Nobody was there in these weeks';

const roleColors = {
  OWNER: palette.ink,
  ADMIN: palette.red,
  MEMBER: palette.blue,
  VIEWER: palette.sky,
  CUSTOM: palette.orange,
};
const statusColors = { ACTIVE: palette.blue, UNVERIFIED: palette.orange, INACTIVE: palette.grey };
const invitationColors = {
  sent: palette.sky,
  accepted: palette.green,
  expired: palette.orange,
  bounced: palette.red,
};

function rolesChart(report: Report): Chart {
  const title = 'People by role';
  const last = report.weeks.at(-1);
  // The many at the bottom, where they are easiest to compare.
  const order = ['MEMBER', 'VIEWER', 'CUSTOM', 'ADMIN', 'OWNER'] as const;
  const people = last ? withAccess(last) : 0;
  const names = new Map(roleColumns);
  const picture = {
    name: 'people-by-role',
    title,
    altText: `${title}: ${rolesText(report)} ${peopleText(report)}`,
  };
  if (report.weeks.every((week) => withAccess(week) === 0)) {
    return { ...picture, option: emptyChart(title, NOBODY) };
  }
  return {
    ...picture,
    option: columns(report.weeks, {
      title,
      line: `${numberText(people)} with access · ${ofWeeks(report)}`,
      series: order
        .filter((kind) => report.weeks.some(({ byRole }) => byRole[kind] > 0))
        .map((kind) => ({
          name: names.get(kind) ?? kind,
          color: roleColors[kind],
          stack: 'people',
          values: report.weeks.map(({ byRole }) => byRole[kind]),
          told: last?.byRole[kind] ?? 0,
        })),
    }),
  };
}

function statusChart(report: Report): Chart {
  const title = 'People by status';
  const last = report.weeks.at(-1);
  const picture = { name: 'people-by-status', title, altText: `${title}. ${peopleText(report)}` };
  if (report.weeks.every(({ byStatus }) => Object.values(byStatus).every((people) => people === 0))) {
    return { ...picture, option: emptyChart(title, NOBODY) };
  }
  return {
    ...picture,
    option: columns(report.weeks, {
      title,
      line: `Everybody · ${ofWeeks(report)}`,
      series: statusColumns.map(([status, name]) => ({
        ...{ name, color: statusColors[status], stack: 'people' },
        values: report.weeks.map(({ byStatus }) => byStatus[status]),
        told: last?.byStatus[status] ?? 0,
      })),
    }),
  };
}

function invitationsChart(report: Report): Chart {
  const title = 'Invitations';
  const { invitations, weeks } = report;
  const picture = {
    name: 'invitations',
    title,
    altText: `${title} in ${periodText(report)}: ${invitationsText(report)}`,
  };
  if (invitationColumns.every(([figure]) => invitations[figure] === 0)) {
    return { ...picture, option: emptyChart(title, 'No invitations in these weeks') };
  }
  const median = invitations.medianMs === null ? 'nobody accepted' : durationText(invitations.medianMs);
  const option = columns(weeks, {
    title,
    line: `Median time to accept: ${median} · ${ofWeeks(report)}`,
    series: invitationColumns.map(([figure, name]) => ({
      ...{ name, color: invitationColors[figure], stack: figure === 'sent' ? 'sent' : 'outcome' },
      values: weeks.map((week) => week[figure]),
      told: invitations[figure],
    })),
    below: {
      title: 'Median days to accept',
      values: weeks.map(({ medianMs }) => medianMs && Math.round(medianMs / 864_000) / 100),
    },
  });
  return { ...picture, option };
}

function ofWeeks({ weeks }: Report): string {
  return `${weeks.length} ${weeks.length === 1 ? 'week' : 'weeks'}${weeks.at(-1)?.isRunning ? ', this one so far' : ''}`;
}

/** Of a single week: a column, and no wall. */
const WIDEST = 120;

interface Columns {
  title: string;
  line: string;
  series: { name: string; color: string; stack: string; values: number[]; told: number }[];
  /** A lower panel of one figure; null: there is none in that week. */
  below?: { title: string; values: (number | null)[] };
}

/** Stacked columns, a group for each week; each name says its figure, so that nobody has to measure. */
function columns(weeks: ReportWeek[], { title, line, series, below }: Columns): EChartsCoreOption {
  const names = weeks.map(weekText);
  const place = { left: MARGIN + widthOf(numberText(highest(series)), SMALL) + 12, right: 44 };
  const named = legend(
    series.map(({ name, told }) => ({ name, text: `${name} ${numberText(told)}` })),
    98,
  );
  const upper = { ...place, top: named.bottom + 16, bottom: below ? 160 : 44 };
  const lower = { ...place, top: HEIGHT - 106, bottom: 44 };
  return framed(title, line, {
    legend: named.option,
    ...(below && { title: [panelTitle(below.title)] }),
    grid: below ? [upper, lower] : [upper],
    xAxis: below
      ? [{ ...weekAxis(names), axisLabel: { show: false } }, weekAxis(names, 1)]
      : [weekAxis(names)],
    yAxis: below
      ? [valueAxis({ splitNumber: 3 }), valueAxis({ gridIndex: 1, splitNumber: 2, minInterval: 0 })]
      : [valueAxis()],
    series: [
      ...series.map(({ name, color, stack, values }) => ({
        ...{
          type: 'bar',
          name,
          stack,
          data: values,
          barCategoryGap: '25%',
          barGap: '8%',
          barMaxWidth: WIDEST,
        },
        // A white edge parts what lies on top of each other, for whoever does not tell the colours apart.
        itemStyle: { color, borderColor: palette.paper, borderWidth: weeks.length > 26 ? 0 : 1 },
      })),
      ...(below
        ? [
            {
              ...{
                type: 'bar',
                data: below.values,
                xAxisIndex: 1,
                yAxisIndex: 1,
                barCategoryGap: '50%',
                barMaxWidth: WIDEST,
              },
              itemStyle: { color: palette.green },
            },
          ]
        : []),
    ],
  });
}

/** The highest column, so that there is room for what the axis says of it. */
function highest(series: Columns['series']): number {
  const ofStack = new Map<string, number>();
  for (const { stack, values } of series) {
    for (const [index, value] of values.entries()) {
      const key = `${stack} ${index}`;
      ofStack.set(key, (ofStack.get(key) ?? 0) + value);
    }
  }
  return Math.max(...ofStack.values());
}

function panelTitle(text: string) {
  return {
    ...{ text, left: MARGIN, top: HEIGHT - 146, padding: 0 },
    textStyle: { fontFamily: FONT, fontSize: SMALL, fontWeight: 'bold', color: palette.ink },
  };
}
