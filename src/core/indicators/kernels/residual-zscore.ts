import { rollingDeviation } from './rolling-deviation.ts';

/**
 * Values minus levels, divided by the rolling deviation of that residual. The residual is not centred.
 * No epsilon: 0 / 0 is NaN and x / 0 an infinity, which readers refuse (`indicators.md` 3.7, 3.9).
 */
export function residualZscore(values: Float64Array, levels: Float64Array, window: number): Float64Array {
  const residuals = new Float64Array(values.length);
  for (let i = 0; i < residuals.length; i++) residuals[i] = values[i] - levels[i];
  const deviations = rollingDeviation(residuals, window);
  for (let i = 0; i < residuals.length; i++) residuals[i] /= deviations[i];
  return residuals;
}
