import type { JsonObject } from '../types/json.ts';
import { numberParameter, type ParameterRule } from './indicator-parameters.ts';
import type { KalmanParameters } from './kernels/kalman-level.ts';

/** Parameters of every indicator with a Kalman level. */
export const KALMAN_RULES: readonly ParameterRule[] = [
  { key: 'R', type: 'number', fallback: 0.01 },
  { key: 'Q', type: 'number', fallback: 1 },
];

/** Filter noise out of normalised parameters. */
export function kalmanParameters(params: JsonObject): KalmanParameters {
  return { measurementNoise: numberParameter(params, 'R'), processNoise: numberParameter(params, 'Q') };
}
