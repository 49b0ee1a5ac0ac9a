import { isZeroDeviation, type SampleFigures } from './sample-moments.ts';

/** Trading days of a year, for annualisation; kept although UTC dates count Sunday evenings (`metrics.md` M-7). */
const TRADING_DAYS_PER_YEAR = 252;

/**
 * Mean over sample standard deviation, risk-free rate 0 (Sharpe 1994). NaN ("n/a") below two values,
 * 0 without dispersion (`metrics.md` 4.7).
 */
export function sharpeRatio(sample: SampleFigures): number {
  if (sample.size < 2) return Number.NaN;
  return isZeroDeviation(sample.deviation, sample.largest) ? 0 : sample.mean / sample.deviation;
}

/**
 * Mean over downside deviation about zero (Sortino and Price 1994). NaN ("n/a") below two values, 0
 * without a negative value (`metrics.md` 4.7).
 */
export function sortinoRatio(sample: SampleFigures): number {
  if (sample.size < 2) return Number.NaN;
  return isZeroDeviation(sample.downside, sample.largest) ? 0 : sample.mean / sample.downside;
}

/** Annualises a ratio of daily values. */
export function annualiseDailyRatio(ratio: number): number {
  return Math.sqrt(TRADING_DAYS_PER_YEAR) * ratio;
}
