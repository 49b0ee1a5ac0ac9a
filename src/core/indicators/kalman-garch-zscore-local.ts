import { GARCH_RULES, garchParameters, isStationary } from './garch-parameters.ts';
import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';
import { KALMAN_RULES, kalmanParameters } from './kalman-parameters.ts';
import type { GarchParameters } from './kernels/garch-sigma.ts';
import { effectiveOmega, startVariance } from './kernels/garch-variance.ts';
import { type KalmanParameters, kalmanGain } from './kernels/kalman-level.ts';
import { naturalLogarithm } from './kernels/natural-logarithm.ts';

const RULES: readonly ParameterRule[] = [
  { key: 'lookback', type: 'integer', fallback: 400 },
  ...KALMAN_RULES,
  ...GARCH_RULES,
];

/**
 * Kalman and GARCH z-score at bar `index` from the last `lookback` closes alone (`indicators.md` 5.4);
 * NaN where undefined. The result does not depend on where the data starts. No arrays: one walk over the
 * window for the level, one for the volatility.
 */
export function kalmanGarchZscoreLocal(
  closes: Float64Array,
  index: number,
  lookback: number,
  kalman: KalmanParameters,
  garch: GarchParameters,
): number {
  if (!isStationary(garch) || index < 0 || index >= closes.length) return Number.NaN;
  const start = Math.max(0, index - lookback + 1);
  if (index - start < 1) return Number.NaN;
  const residual = closes[index] - lastLevel(closes, start, index, kalman);
  if (Number.isNaN(residual)) return Number.NaN;
  const priceSigma = Math.abs(closes[index]) * lastSigma(closes, start, index, garch);
  if (!(priceSigma > 0 && priceSigma < Number.POSITIVE_INFINITY)) return Number.NaN;
  const zscore = residual / priceSigma;
  return Number.isFinite(zscore) ? zscore : Number.NaN;
}

/** A column of the local value at every bar: a walk over `lookback` closes per bar. */
export const kalmanGarchZscoreLocalIndicator: IndicatorDefinition = {
  name: 'kalman_garch_zscore_local',
  outputs: ['value'],
  inputs: ['close'],
  projection: 'mapped',
  normalise: (params) => normaliseParameters('kalman_garch_zscore_local', RULES, params),
  minBars: (params) => Math.max(0, numberParameter(params, 'min_periods')) + 2,
  compute: (bars, params) => {
    const lookback = numberParameter(params, 'lookback');
    const kalman = kalmanParameters(params);
    const garch = garchParameters(params);
    const zscores = new Float64Array(bars.close.length);
    for (let i = 0; i < zscores.length; i++) {
      zscores[i] = kalmanGarchZscoreLocal(bars.close, i, lookback, kalman, garch);
    }
    return [zscores];
  },
};

/** Level at `end` of a filter started at the first number from `start` on; NaN after a missing close. */
function lastLevel(closes: Float64Array, start: number, end: number, kalman: KalmanParameters): number {
  const { measurementNoise, processNoise } = kalman;
  let i = start;
  while (i <= end && Number.isNaN(closes[i])) i++;
  let level = i <= end ? closes[i] : Number.NaN;
  let covariance = measurementNoise;
  let gain = 0;
  let settled = false;
  for (i++; i <= end; i++) {
    if (!settled) {
      const predicted = covariance + processNoise;
      gain = kalmanGain(predicted, measurementNoise);
      const updated = (1 - gain) * predicted;
      settled = updated === covariance;
      covariance = updated;
    }
    level += gain * (closes[i] - level);
  }
  return level;
}

/** GARCH sigma at `end` of a recursion over the returns after `start`; NaN with too few returns. */
function lastSigma(closes: Float64Array, start: number, end: number, garch: GarchParameters): number {
  const { alpha, beta, scale, useLogReturns } = garch;
  const omega = effectiveOmega(garch);
  const floor = garch.sigmaFloor * garch.sigmaFloor;
  let mean = Number.NaN;
  let shock = 0;
  let variance = startVariance(floor);
  for (let i = start + 1; i <= end; i++) {
    const ratio = closes[i] / closes[i - 1];
    const value = (useLogReturns ? naturalLogarithm(ratio) : ratio - 1) * scale;
    if (!Number.isFinite(value)) continue;
    if (Number.isNaN(mean)) {
      if (end - i < garch.minPeriods) return Number.NaN;
      mean = value;
      continue;
    }
    variance = Math.max(omega + alpha * shock + beta * variance, floor);
    shock = (value - mean) * (value - mean);
  }
  return Number.isNaN(mean) ? Number.NaN : Math.sqrt(variance) / scale;
}
