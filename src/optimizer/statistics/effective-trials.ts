import type { DailyMatrix } from './daily-matrix.ts';

/** Columns with their means and sample deviations, by column of the matrix. */
export interface StandardisedColumns {
  /** Which columns take part; all of them must vary. */
  readonly columns: Int32Array;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/**
 * Per day from `from` up to before `to` the sum of the standardised results of all columns, in column order:
 * the sums of any part of the days are those of the whole.
 */
export function sumStandardised(
  matrix: DailyMatrix,
  { columns, means, deviations }: StandardisedColumns,
  from: number,
  to: number,
): Float64Array {
  const { days, values } = matrix;
  const sums = new Float64Array(to - from);
  for (const column of columns) {
    const mean = means[column];
    const deviation = deviations[column];
    for (let day = from, at = column * days + from; day < to; day++, at++) {
      sums[day - from] += (values[at] - mean) / deviation;
    }
  }
  return sums;
}

/**
 * Mean pairwise correlation of so many columns, ((1/(T-1)) sum_t (sum_k z_tk)^2 - N) / (N (N-1)) with z
 * standardised by the sample deviation (`optimizer.md` 12.3).
 *
 * @param sums sum_k z_tk, day after day
 * @param columns at least 2
 */
export function correlationOf(sums: Float64Array, columns: number): number {
  let squares = 0;
  for (let day = 0; day < sums.length; day++) squares += sums[day] * sums[day];
  return (squares / (sums.length - 1) - columns) / (columns * (columns - 1));
}

/** Number of independent trials that N trials of mean correlation rho are worth: rho + (1 - rho) N, within 1..N. */
export function effectiveTrials(correlation: number, trials: number): number {
  return Math.min(Math.max(correlation + (1 - correlation) * trials, 1), trials);
}
