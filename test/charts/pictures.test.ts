import { describe, expect, test } from '@jest/globals';
import { drawChart } from '../../src/charts/draw-chart.ts';
import { reportCharts } from '../../src/charts/report-charts.ts';
import type { Report, ReportWeek } from '../../src/reports/read-report.ts';

const nobody = {
  byRole: { OWNER: 0, ADMIN: 0, MEMBER: 0, VIEWER: 0, CUSTOM: 0 },
  byStatus: { ACTIVE: 0, UNVERIFIED: 0, INACTIVE: 0 },
};
const nothing = { sent: 0, accepted: 0, expired: 0, bounced: 0, medianMs: null };

function reportOf(weeks: Partial<ReportWeek>[], further: Partial<Report> = {}): Report {
  return {
    ...{ workspaceName: 'Acme', isFromBeginning: false, customRoles: [] },
    weeks: weeks.map((week, index) => ({
      ...{ monday: new Date(Date.UTC(2026, 0, 5 + 7 * index)), isRunning: false },
      ...{ ...nobody, ...nothing, ...week },
    })),
    invitations: nothing,
    seats: { limit: null, people: 0, pending: 0, taken: 0 },
    licenses: { count: 0, seats: 0, used: 0, fullest: [] },
    ...further,
  };
}

const drawn = (report: Report) =>
  Promise.all(
    reportCharts(report).map(async ({ name, altText, option }) => {
      const png = Buffer.from(await drawChart(option));
      return { name, altText, type: png.subarray(1, 4).toString(), png: png.toString('base64') };
    }),
  );

const odd = [
  '<b>&"\'</b>',
  '{a|b} {c} \\n',
  '木'.repeat(60),
  '👩‍👩‍👧 emoji',
  'رخصة البرنامج',
  'W'.repeat(200),
  `cut here ${'x'.repeat(10)}👩${'y'.repeat(30)}`,
  'Ünïcödé',
];

describe('the pictures of a report', () => {
  test('are drawn whatever licenses are called, and their descriptions are as long as Slack takes', async () => {
    const fullest = odd.map((name) => ({ name, seats: 1_000_000, used: 999_999 }));
    const seats = { limit: 1_000_000, people: 999_999, pending: 1, taken: 1_000_000 };
    const licenses = { count: 1000, seats: 8_000_000, used: 7_999_992, fullest };
    const pictures = await drawn(reportOf([{}], { seats, licenses }));
    expect(pictures.map(({ type }) => type)).toEqual(['PNG', 'PNG', 'PNG', 'PNG']);
    for (const { altText } of pictures) expect(altText.length).toBeLessThanOrEqual(1000);
  });

  test('say that there is nothing where there is nothing', async () => {
    const [roles, status, invitations] = reportCharts(reportOf([{}, {}]));
    const words = [roles, status, invitations].map((chart) => JSON.stringify(chart?.option));
    expect(words[0]).toContain('Nobody was there in these weeks');
    expect(words[1]).toContain('Nobody was there in these weeks');
    expect(words[2]).toContain('No invitations in these weeks');
    expect(invitations?.altText).toBe(
      'Invitations in the last 2 weeks: 0 sent, 0 accepted, 0 expired and 0 bounced.',
    );
  });

  test('are the same for the same figures, and others for others', async () => {
    const week = { byStatus: { ACTIVE: 5, UNVERIFIED: 1, INACTIVE: 2 } };
    const [one, same, other] = await Promise.all(
      [week, week, { byStatus: { ...week.byStatus, INACTIVE: 3 } }].map((shown) => drawn(reportOf([shown]))),
    );
    expect(same?.[1]?.png).toBe(one?.[1]?.png);
    expect(other?.[1]?.png).not.toBe(one?.[1]?.png);
  });
});
