import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';
import { KALMAN_RULES, kalmanParameters } from './kalman-parameters.ts';
import { type KalmanParameters, kalmanLevel } from './kernels/kalman-level.ts';
import { residualZscore } from './kernels/residual-zscore.ts';

const RULES: readonly ParameterRule[] = [{ key: 'window', type: 'integer', fallback: 100 }, ...KALMAN_RULES];

/** Close minus Kalman level, by the rolling deviation of that residual (`indicators.md` 3.9). */
export function kalmanZscore(closes: Float64Array, window: number, kalman: KalmanParameters): Float64Array {
  return residualZscore(closes, kalmanLevel(closes, kalman), window);
}

export const kalmanZscoreIndicator: IndicatorDefinition = {
  name: 'kalman_zscore',
  outputs: ['value'],
  inputs: ['close'],
  projection: 'stepwise',
  normalise: (params) => normaliseParameters('kalman_zscore', RULES, params),
  minBars: (params) => numberParameter(params, 'window'),
  compute: (bars, params) => [kalmanZscore(bars.close, numberParameter(params, 'window'), kalmanParameters(params))],
};
