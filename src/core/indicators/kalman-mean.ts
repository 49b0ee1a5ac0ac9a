import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters } from './indicator-parameters.ts';
import { KALMAN_RULES, kalmanParameters } from './kalman-parameters.ts';
import { kalmanLevel } from './kernels/kalman-level.ts';

/** Kalman level of closes (`indicators.md` 3.8). */
export const kalmanMeanIndicator: IndicatorDefinition = {
  name: 'kalman_mean',
  outputs: ['value'],
  inputs: ['close'],
  projection: 'mapped',
  normalise: (params) => normaliseParameters('kalman_mean', KALMAN_RULES, params),
  minBars: () => 1,
  compute: (bars, params) => [kalmanLevel(bars.close, kalmanParameters(params))],
};
