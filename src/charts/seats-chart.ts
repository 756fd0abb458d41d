import type { Report } from '../reports/read-report.ts';
import { licensesText, numberText, seatsText } from '../views/report-words.ts';
import { clipped } from '../views/text.ts';
import { type Chart, FONT, framed, MARGIN, SMALL, widthOf } from './chart-frame.ts';
import { palette } from './palette.ts';

/** What a name takes at most: the bars need the rest. */
const NAME_WIDTH = 220;

/** How full the plan and the licenses are: a bar for each, of its own length. */
export function seatsChart({ seats, licenses }: Report): Chart {
  const title = licenses ? 'Seats and licenses' : 'Seats';
  const rows = [
    { name: 'Seats of the plan', used: seats.taken, of: seats.limit },
    ...(licenses?.fullest ?? []).map(({ name, used, seats: of }) => ({ name, used, of })),
  ];
  const more = licenses ? licenses.count - licenses.fullest.length : 0;
  const line = licenses?.count
    ? `In use now${more > 0 ? `; ${numberText(more)} more licenses are less full` : ''}`
    : 'In use now';
  const names = rows.map(({ name }) => clipped(name, 40));
  const counts = rows.map(({ used, of }) =>
    of === null ? `${numberText(used)}, no limit` : `${numberText(used)} of ${numberText(of)}`,
  );
  const axis = { type: 'category', inverse: true, axisLine: { show: false }, axisTick: { show: false } };
  const label = { fontFamily: FONT, fontSize: SMALL, color: palette.ink };
  const told = (licenses?.fullest ?? []).map(
    (one) => `${clipped(one.name, 40)}: ${one.used} of ${one.seats}`,
  );
  return {
    ...{ name: 'seats', title },
    altText: [
      `${title}.`,
      seatsText({ seats }),
      ...(licenses ? [licensesText(licenses)] : []),
      told.join('; '),
    ]
      .join(' ')
      .trim(),
    option: framed(title, line, {
      grid: {
        left: MARGIN + Math.min(NAME_WIDTH, widest(names)),
        right: MARGIN + widest(counts),
        top: 92,
        bottom: 18,
      },
      xAxis: { type: 'value', min: 0, max: 1, show: false },
      yAxis: [
        { ...axis, data: names, axisLabel: { ...label, width: NAME_WIDTH, overflow: 'truncate' } },
        { ...axis, position: 'right', data: counts, axisLabel: label },
      ],
      series: [
        {
          ...{ type: 'bar', barMaxWidth: 34, barCategoryGap: '35%', showBackground: true },
          backgroundStyle: { color: palette.track },
          data: rows.map(({ used, of }) => ({
            // Without a limit there is nothing to fill.
            value: of === null ? 0 : Math.min(1, used / of),
            itemStyle: { color: of !== null && used >= of ? palette.red : palette.blue },
          })),
        },
      ],
    }),
  };
}

function widest(texts: string[]): number {
  return Math.max(...texts.map((text) => widthOf(text, SMALL)));
}
