import { normalCdf, normalQuantile } from '../../core/math/normal.ts';
import { mean, standardDeviation } from '../../core/metrics/sample-moments.ts';
import { expectedMaximum } from './expected-maximum.ts';
import { type Figure, isMissing, notAvailable } from './figure.ts';
import type { SharpeSample } from './sharpe-sample.ts';

const MIN_OBSERVATIONS = 10;

/**
 * Distance of a Sharpe ratio from a benchmark in standard errors, (SR - b) sqrt(T-1) / sqrt(1 - g3 SR +
 * ((g4-1)/4) SR^2): Bailey and Lopez de Prado (2012), *The Sharpe Ratio Efficient Frontier*, Journal of
 * Risk 15(2). Missing below 10 days, without dispersion, or where the radicand is not positive.
 *
 * @param benchmark Sharpe ratio per day
 */
export function sharpeDistance(sample: SharpeSample, benchmark: number): Figure {
  const { observations, sharpe } = sample;
  if (observations < MIN_OBSERVATIONS) return notAvailable(`${observations} days, ${MIN_OBSERVATIONS} are needed`);
  if (Number.isNaN(sharpe)) return notAvailable('the daily results do not vary');
  const radicand = varianceFactor(sample);
  if (!(radicand > 0)) return notAvailable('skewness and kurtosis leave no positive variance of the Sharpe ratio');
  return ((sharpe - benchmark) * Math.sqrt(observations - 1)) / Math.sqrt(radicand);
}

/** Probabilistic Sharpe ratio PSR(b): probability that the true Sharpe ratio exceeds `benchmark` (per day). */
export function probabilisticSharpe(sample: SharpeSample, benchmark: number): Figure {
  const distance = sharpeDistance(sample, benchmark);
  return isMissing(distance) ? distance : normalCdf(distance);
}

/** Sample variance (divisor N-1) of the trials' Sharpe ratios; NaN below two. */
export function sharpeVariance(sharpes: Float64Array): number {
  return standardDeviation(sharpes, mean(sharpes)) ** 2;
}

/**
 * SR0 of the deflated Sharpe ratio: the Sharpe ratio that the best of `trials` reaches without any
 * skill, sqrt(V) times the expected maximum; 0 for one trial. The deflated ratio is PSR(SR0).
 *
 * @param variance of the trials' Sharpe ratios
 */
export function expectedMaximumSharpe(variance: number, trials: number): number {
  return trials <= 1 ? 0 : Math.sqrt(variance) * expectedMaximum(trials);
}

/**
 * Minimum track record length in days (2012 paper): 1 + (1 - g3 SR + ((g4-1)/4) SR^2) (Z(1-alpha) /
 * (SR - b))^2, not rounded. Missing unless SR exceeds the benchmark.
 *
 * @param confidence 1 - alpha
 */
export function minTrackRecordDays(sample: SharpeSample, benchmark: number, confidence: number): Figure {
  const distance = sharpeDistance(sample, benchmark);
  if (isMissing(distance)) return distance;
  if (!(sample.sharpe > benchmark)) return notAvailable('no record is long enough: the Sharpe ratio is not above it');
  return 1 + varianceFactor(sample) * (normalQuantile(confidence) / (sample.sharpe - benchmark)) ** 2;
}

/** T-1 times the variance of a Sharpe ratio under skewed, fat-tailed results. */
function varianceFactor({ sharpe, skewness, kurtosis }: SharpeSample): number {
  return 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
}
