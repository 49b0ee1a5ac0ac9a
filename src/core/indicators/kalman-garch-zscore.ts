import { GARCH_RULES, garchParameters } from './garch-parameters.ts';
import { garchVolatility } from './garch-volatility.ts';
import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';
import { KALMAN_RULES, kalmanParameters } from './kalman-parameters.ts';
import type { GarchParameters } from './kernels/garch-sigma.ts';
import { type KalmanParameters, kalmanLevel } from './kernels/kalman-level.ts';

const RULES: readonly ParameterRule[] = [...KALMAN_RULES, ...GARCH_RULES];

/** Close minus Kalman level, in units of the price volatility of one bar (`indicators.md` 5.2). */
export function kalmanGarchZscore(
  closes: Float64Array,
  kalman: KalmanParameters,
  garch: GarchParameters,
): Float64Array {
  const levels = kalmanLevel(closes, kalman);
  const zscores = garchVolatility(closes, garch);
  for (let i = 0; i < closes.length; i++) {
    const priceSigma = Math.abs(closes[i]) * zscores[i];
    zscores[i] = priceSigma === 0 ? Number.NaN : (closes[i] - levels[i]) / priceSigma;
  }
  return zscores;
}

export const kalmanGarchZscoreIndicator: IndicatorDefinition = {
  name: 'kalman_garch_zscore',
  outputs: ['value'],
  inputs: ['close'],
  projection: 'mapped',
  normalise: (params) => normaliseParameters('kalman_garch_zscore', RULES, params),
  minBars: (params) => Math.max(0, numberParameter(params, 'min_periods')) + 2,
  compute: (bars, params) => [kalmanGarchZscore(bars.close, kalmanParameters(params), garchParameters(params))],
};
