import { roundHalfAway } from '../../core/math/rounding.ts';
import type { ComparedRun } from '../../run/comparison/compared-run.ts';
import type { OverlayData } from './comparison-page-data.ts';

/** More than a wide screen has columns, so that the chart can be zoomed. */
const MOST_POINTS = 10_000;
const PERCENT_DECIMALS = 4;

/**
 * Curves of all runs over the bars that any of them has. Above 10,000 bars a point stands for several, with the last
 * equity of each run among them; a run without a bar among them has no value there.
 */
export function overlayData(runs: readonly ComparedRun[]): OverlayData {
  const bars = runs.map(({ equity }) => equity.times).reduce(mergeTimes, new Float64Array(0));
  const barsPerPoint = Math.max(1, Math.ceil(bars.length / MOST_POINTS));
  const times = Array.from(
    { length: Math.ceil(bars.length / barsPerPoint) },
    (_, point) => bars[Math.min(bars.length, (point + 1) * barsPerPoint) - 1],
  );
  return { times, barsPerPoint, growth: runs.map((run) => growthAt(run, times)) };
}

function growthAt({ equity: { times, equity }, initialBalance }: ComparedRun, points: readonly number[]) {
  let next = 0;
  return points.map((until) => {
    const from = next;
    while (next < times.length && times[next] <= until) next++;
    return next === from ? null : roundHalfAway(100 * (equity[next - 1] / initialBalance - 1), PERCENT_DECIMALS);
  });
}

/** Times of both, ascending as both are, each once. */
function mergeTimes(left: Float64Array, right: Float64Array): Float64Array {
  const merged = new Float64Array(left.length + right.length);
  let [count, fromLeft, fromRight] = [0, 0, 0];
  while (fromLeft < left.length || fromRight < right.length) {
    const time = Math.min(left[fromLeft] ?? Number.POSITIVE_INFINITY, right[fromRight] ?? Number.POSITIVE_INFINITY);
    if (left[fromLeft] === time) fromLeft++;
    if (right[fromRight] === time) fromRight++;
    merged[count++] = time;
  }
  return merged.subarray(0, count);
}
