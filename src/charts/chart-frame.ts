import type { EChartsCoreOption } from 'echarts/core';
import { palette } from './palette.ts';

/** Twice as many pixels are drawn. Slack shows it at 360 to 700: the letters are large enough for the half. */
export const WIDTH = 640;
export const HEIGHT = 420;
export const FONT = 'DejaVu Sans';

export const SMALL = 18;
/** From the edge to what is written. */
export const MARGIN = 28;

/** About as wide a text is in that font: nothing measures it where nothing is drawn on a screen. */
export function widthOf(text: string, size: number): number {
  return [...text].reduce(
    (sum, letter) => sum + size * (/[MWmw@%\u2e80-\u{10ffff}]/u.test(letter) ? 1 : 0.58),
    0,
  );
}

/** A picture before it is drawn. */
export interface Chart {
  /** Of the file, without its ending. */
  name: string;
  title: string;
  /** What it says, for whoever does not see it. */
  altText: string;
  option: EChartsCoreOption;
}

/** What every chart has: a card, a title, and a line below it. */
export function framed(title: string, line: string, chart: EChartsCoreOption): EChartsCoreOption {
  const { title: further, ...rest } = chart;
  return {
    animation: false,
    backgroundColor: palette.paper,
    textStyle: { fontFamily: FONT, fontSize: SMALL, color: palette.ink },
    title: [
      {
        ...{ text: title, subtext: line, left: MARGIN, top: 22, itemGap: 8, padding: 0 },
        textStyle: { fontFamily: FONT, fontSize: 26, fontWeight: 'bold', color: palette.ink },
        subtextStyle: { fontFamily: FONT, fontSize: SMALL, color: palette.faint },
      },
      ...(Array.isArray(further) ? further : []),
    ],
    ...rest,
  };
}

/** Instead of a chart, where there is nothing to show. */
export function emptyChart(title: string, words: string): EChartsCoreOption {
  return framed(title, '', {
    title: [
      {
        ...{ text: words, left: 'center', top: 'middle' },
        textStyle: { fontFamily: FONT, fontSize: 22, fontWeight: 'normal', color: palette.faint },
      },
    ],
  });
}

/** The weeks along the bottom: about six of them named, the last among them. */
export function weekAxis(names: string[], gridIndex = 0) {
  const every = Math.ceil(names.length / 6);
  return {
    ...{ type: 'category', data: names, gridIndex },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.line } },
    axisLabel: {
      ...{ fontFamily: FONT, fontSize: SMALL, color: palette.faint },
      interval: (index: number) => (names.length - 1 - index) % every === 0,
    },
  };
}

/** Whole numbers, of few lines. */
export function valueAxis(further: object = {}) {
  return {
    ...{ type: 'value', minInterval: 1, splitNumber: 4 },
    axisLabel: { fontFamily: FONT, fontSize: SMALL, color: palette.faint },
    splitLine: { lineStyle: { color: palette.line } },
    ...further,
  };
}

const MARK = 16;
const LEGEND_GAP = 14;
const LEGEND_LINE = 30;

/** The names of the series, each with what it comes to, in as many lines as they need. */
export function legend(entries: { name: string; text: string }[], top: number) {
  const texts = new Map(entries.map(({ name, text }) => [name, text]));
  const width = WIDTH - 2 * MARGIN;
  const lines: number[] = [0];
  for (const { text } of entries) {
    const own = MARK + 5 + widthOf(text, SMALL) + LEGEND_GAP;
    const line = lines.length - 1;
    if ((lines[line] ?? 0) + own > width) lines.push(own);
    else lines[line] = (lines[line] ?? 0) + own;
  }
  return {
    /** Where it ends. */
    bottom: top + lines.length * LEGEND_LINE,
    option: {
      ...{ left: MARGIN, top, width, padding: 0, itemWidth: MARK, itemHeight: MARK, itemGap: LEGEND_GAP },
      ...{ icon: 'rect', selectedMode: false },
      data: entries.map(({ name }) => name),
      formatter: (name: string) => texts.get(name) ?? name,
      textStyle: { fontFamily: FONT, fontSize: SMALL, color: palette.ink },
    },
  };
}
