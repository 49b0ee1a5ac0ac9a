import { mean } from '../../core/metrics/sample-moments.ts';
import { type NotAvailable, notAvailable } from './figure.ts';
import type { ParameterAxis, ParameterPoints } from './parameter-points.ts';

/** Which parameters the score depends on. */
export interface Importance {
  /** In the order of the file; shares of the variance of the scores. */
  readonly parameters: readonly { readonly path: string; readonly share: number }[];
  /** What no single parameter explains; only a complete grid adds up to 1 with it. */
  readonly interaction: number;
  /** True unless every point of a grid has a score: shares then overlap, and ranges are cut into five. */
  readonly isApproximate: boolean;
}

const QUINTILES = 5;

/**
 * Main-effect shares sum_l n_l (mean_l - mean)^2 / sum (s - mean)^2 over the levels of each parameter
 * (`optimizer.md` 12.9).
 *
 * @param grouping `levels`: one group per value, for grids; `quintiles`: five groups for ordered parameters
 */
export function mainEffects(
  points: ParameterPoints,
  scores: Float64Array,
  grouping: 'levels' | 'quintiles',
  isCompleteGrid: boolean,
): Importance | NotAvailable {
  const center = mean(scores);
  let total = 0;
  for (let trial = 0; trial < scores.length; trial++) total += (scores[trial] - center) ** 2;
  if (!(total > 0)) return notAvailable('the scores do not differ');
  let explained = 0;
  const parameters = points.axes.map((axis) => {
    const groups = grouping === 'levels' || !axis.isOrdered ? axis.levels : quintilesOf(axis);
    const share = groupSquares(groups, scores, center) / total;
    explained += share;
    return { path: axis.path, share };
  });
  return { parameters, interaction: 1 - explained, isApproximate: !isCompleteGrid };
}

function groupSquares(groups: Int32Array, scores: Float64Array, center: number): number {
  const sums = new Map<number, { count: number; sum: number }>();
  for (let trial = 0; trial < groups.length; trial++) {
    const group = sums.get(groups[trial]) ?? { count: 0, sum: 0 };
    group.count += 1;
    group.sum += scores[trial];
    sums.set(groups[trial], group);
  }
  let squares = 0;
  for (const { count, sum } of sums.values()) squares += count * (sum / count - center) ** 2;
  return squares;
}

/** Group 0 to 4 by the share of smaller values, so that equal values stay together; -1 where inactive. */
function quintilesOf({ levels, coordinates }: ParameterAxis): Int32Array {
  const sorted = coordinates.filter((coordinate) => !Number.isNaN(coordinate)).sort();
  const smaller = new Map<number, number>();
  sorted.forEach((coordinate, position) => {
    if (!smaller.has(coordinate)) smaller.set(coordinate, position);
  });
  return levels.map((level, trial) =>
    level < 0 ? -1 : Math.floor((QUINTILES * (smaller.get(coordinates[trial]) as number)) / sorted.length),
  );
}
