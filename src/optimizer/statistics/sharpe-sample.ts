import { describeSample, isZeroDeviation, measureShape } from '../../core/metrics/sample-moments.ts';

/** Below this many days with a result a Sharpe ratio says nothing (`optimizer.md` 12). */
const MIN_ACTIVE_DAYS = 10;

/** What the inference on Sharpe ratios needs to know about a daily series. */
export interface SharpeSample {
  /** T, days. */
  readonly observations: number;
  /** Mean over sample standard deviation (divisor T-1), per day; NaN without dispersion. */
  readonly sharpe: number;
  /** Population moments; the kurtosis of a normal distribution is 3. */
  readonly skewness: number;
  readonly kurtosis: number;
}

/** Moments of a daily series; all NaN where the deviation counts as zero (`metrics.md` 4.7, M-21). */
export function describeSharpe(series: Float64Array): SharpeSample {
  return { observations: series.length, sharpe: sharpeRatio(series), ...measureShape(series) };
}

/** Sharpe ratio per day, not annualised; NaN where the deviation counts as zero. */
export function sharpeRatio(series: Float64Array): number {
  const { mean, deviation, largest } = describeSample(series);
  return isZeroDeviation(deviation, largest) ? Number.NaN : mean / deviation;
}

/** Whether a series takes part in PBO and the inference on Sharpe ratios: it varies, and on enough days. */
export function isInformative(series: Float64Array): boolean {
  let activeDays = 0;
  for (let day = 0; day < series.length; day++) {
    if (series[day] !== 0) activeDays += 1;
  }
  return activeDays >= MIN_ACTIVE_DAYS && !Number.isNaN(sharpeRatio(series));
}
