import { mean } from '../../core/metrics/sample-moments.ts';
import { columnOf, type DailyMatrix } from './daily-matrix.ts';
import { bootstrapVariance } from './long-run-variance.ts';
import { joinNumbers } from './pieces/shared-numbers.ts';

/** Observed side of the reality check and the SPA test, one element per series. */
export interface SuperiorityBasis {
  readonly days: number;
  /** Mean daily difference from the benchmark. */
  readonly means: Float64Array;
  /** omega^2, the bootstrap variance of the mean times n. */
  readonly variances: Float64Array;
  /** Means below it are too poor to matter for the consistent variant. */
  readonly thresholds: Float64Array;
  /** sqrt(n) / omega; 0 for a series that hardly varies, which the SPA test leaves out. */
  readonly scales: Float64Array;
  /** V of the reality check. */
  readonly realityCheckStatistic: number;
  /** T of the SPA test. */
  readonly spaStatistic: number;
}

/** Variance up to which a series cannot be studentised (`optimizer.md` 12.5). */
const MIN_VARIANCE = 1e-18;

/**
 * Means, variances and statistics of the differences between trials and benchmark, for the columns from `from` up
 * to before `to`; ranges are put together with `joinBases`.
 *
 * @param benchmark daily returns of what the trials are compared with; null: nothing, 0 on every day
 * @param restart one over the mean block length of the stationary bootstrap
 */
export function describeSuperiority(
  matrix: DailyMatrix,
  benchmark: Float64Array | null,
  restart: number,
  from = 0,
  to = matrix.columns,
): SuperiorityBasis {
  const { days } = matrix;
  const columns = to - from;
  const means = new Float64Array(columns);
  const variances = new Float64Array(columns);
  const thresholds = new Float64Array(columns);
  const scales = new Float64Array(columns);
  const growth = (2 * Math.log(Math.log(days))) / days;
  let realityCheckStatistic = Number.NEGATIVE_INFINITY;
  let spaStatistic = 0;
  for (let k = 0; k < columns; k++) {
    const series = differenceFrom(benchmark, columnOf(matrix, from + k));
    means[k] = mean(series);
    variances[k] = Math.max(0, bootstrapVariance(series, restart));
    thresholds[k] = -Math.sqrt(variances[k] * growth);
    scales[k] = variances[k] > MIN_VARIANCE ? Math.sqrt(days / variances[k]) : 0;
    realityCheckStatistic = Math.max(realityCheckStatistic, Math.sqrt(days) * means[k]);
    spaStatistic = Math.max(spaStatistic, means[k] * scales[k]);
  }
  return { days, means, variances, thresholds, scales, realityCheckStatistic, spaStatistic };
}

/** Puts the observed sides of consecutive ranges together, in shared memory. */
export function joinBases(parts: readonly SuperiorityBasis[]): SuperiorityBasis {
  const join = (pick: (part: SuperiorityBasis) => Float64Array): Float64Array => joinNumbers(parts.map(pick));
  return {
    days: parts[0]!.days,
    means: join((part) => part.means),
    variances: join((part) => part.variances),
    thresholds: join((part) => part.thresholds),
    scales: join((part) => part.scales),
    realityCheckStatistic: Math.max(...parts.map((part) => part.realityCheckStatistic)),
    spaStatistic: Math.max(...parts.map((part) => part.spaStatistic)),
  };
}

/** Daily differences; the series itself without a benchmark. */
export function differenceFrom(benchmark: Float64Array | null, series: Float64Array): Float64Array {
  return benchmark === null ? series : series.map((value, day) => value - benchmark[day]);
}
