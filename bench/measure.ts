/** One line of the table: what was measured, against what, and what is wanted of the ratio. */
export interface Measurement {
  /** The row of the table of targets. */
  row: number;
  work: string;
  comparedWith: string;
  /** Milliseconds, or a number a second, of each; only their ratio means anything on another machine. */
  own: number;
  other: number;
  ratio: number;
  target: { atMost: number } | { atLeast: number };
}

export function isMet({ ratio, target }: Measurement): boolean {
  return 'atMost' in target ? ratio <= target.atMost : ratio >= target.atLeast;
}

/** Milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * The median time of each of two works, run in turns so that whatever else the machine does falls on both alike. The
 * first tenth warms up and is not counted.
 */
export async function inTurns(
  times: number,
  own: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<{ own: number; other: number }> {
  const ownTimes: number[] = [];
  const otherTimes: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    ownTimes.push(await timed(own));
    otherTimes.push(await timed(other));
  }
  const warm = Math.ceil(times / 10);
  return { own: median(ownTimes.slice(warm)), other: median(otherTimes.slice(warm)) };
}

export function median(times: number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}
