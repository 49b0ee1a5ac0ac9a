import { describeSample } from '../../core/metrics/sample-moments.ts';
import { columnOf, type DailyMatrix } from './daily-matrix.ts';

/**
 * Mean pairwise correlation of the given columns, ((1/(T-1)) sum_t (sum_k z_tk)^2 - N) / (N (N-1)) with
 * z standardised by the sample deviation (`optimizer.md` 12.3). All of them must vary; NaN below two.
 */
export function meanCorrelation(matrix: DailyMatrix, columns: Int32Array): number {
  const count = columns.length;
  if (count < 2) return Number.NaN;
  const rowSums = new Float64Array(matrix.days);
  for (let c = 0; c < count; c++) {
    const series = columnOf(matrix, columns[c]);
    const { mean, deviation } = describeSample(series);
    for (let day = 0; day < series.length; day++) rowSums[day] += (series[day] - mean) / deviation;
  }
  let squares = 0;
  for (let day = 0; day < rowSums.length; day++) squares += rowSums[day] * rowSums[day];
  return (squares / (matrix.days - 1) - count) / (count * (count - 1));
}

/** Number of independent trials that N trials of mean correlation rho are worth: rho + (1 - rho) N, within 1..N. */
export function effectiveTrials(correlation: number, trials: number): number {
  return Math.min(Math.max(correlation + (1 - correlation) * trials, 1), trials);
}
