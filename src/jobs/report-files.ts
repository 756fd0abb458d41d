import { reportCharts } from '../charts/report-charts.ts';
import { byteOrderMark, csvRows } from '../csv.ts';
import type { Report } from '../reports/read-report.ts';
import type { SharedFile } from '../slack-files.ts';
import { reportMessage, reportRows } from '../views/report.message.ts';

/** A report as one message: its sentences, a picture for each part, and every figure as a table. */
export async function reportFiles(report: Report): Promise<{ text: string; files: SharedFile[] }> {
  // Loaded with the first report: whoever starts the program does not wait for it.
  const { drawChart } = await import('../charts/draw-chart.ts');
  const files: SharedFile[] = [];
  for (const { name, title, altText, option } of reportCharts(report)) {
    files.push({ name: `${name}.png`, title, altText, content: await drawChart(option) });
  }
  const content = byteOrderMark + csvRows(reportRows(report), ',');
  return {
    text: reportMessage(report),
    files: [...files, { name: 'report.csv', title: 'All figures', content }],
  };
}
