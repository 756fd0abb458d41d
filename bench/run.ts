// npm run bench
// Measures the product against what docs/performance.md names, side by side in one run: only ratios mean anything on
// another machine. Prints a table and writes bench/results.json.
import { writeFile } from 'node:fs/promises';
import { startCluster } from '../test/harness/cluster.ts';
import { measureImports } from './imports.ts';
import { measureLists } from './lists.ts';
import { isMet, type Measurement } from './measure.ts';
import { measureSweep } from './sweep.ts';

const measures = { imports: measureImports, lists: measureLists, sweep: measureSweep };

const chosen = process.argv.slice(2);
const cluster = await startCluster({ isDurable: true });
process.env.TEST_CLUSTER_URL = cluster.url;
const measurements: Measurement[] = [];
try {
  for (const [name, measure] of Object.entries(measures)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    measurements.push(...(await measure()));
  }
} finally {
  await cluster.stop();
}
process.stdout.write(`${table(measurements)}\n`);
await writeFile('bench/results.json', `${JSON.stringify(measurements, null, 2)}\n`);

function table(rows: Measurement[]): string {
  const cells = rows.map((one) => [
    String(one.row),
    one.work,
    one.comparedWith,
    one.own.toFixed(1),
    one.other.toFixed(1),
    one.ratio.toFixed(2),
    'atMost' in one.target ? `≤ ${one.target.atMost}` : `≥ ${one.target.atLeast}`,
    isMet(one) ? 'met' : 'not met',
  ]);
  const lines = [['row', 'work', 'compared with', 'own', 'other', 'ratio', 'target', ''], ...cells];
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
