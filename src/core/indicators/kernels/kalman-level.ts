/** Noise of the one-dimensional level filter. Named, because some libraries swap the order of the two. */
export interface KalmanParameters {
  /** R, variance of the measurement. */
  readonly measurementNoise: number;
  /** Q, variance of the level's step. */
  readonly processNoise: number;
}

/**
 * One-dimensional Kalman level (`indicators.md` 2.9): starts at the first number with covariance R. A
 * missing value after the start makes every later output NaN, because the prediction is the previous
 * output.
 */
export function kalmanLevel(x: Float64Array, parameters: KalmanParameters): Float64Array {
  const { measurementNoise, processNoise } = parameters;
  const levels = new Float64Array(x.length);
  let start = 0;
  while (start < x.length && Number.isNaN(x[start])) start++;
  levels.fill(Number.NaN, 0, start);
  if (start === x.length) return levels;
  let level = x[start];
  let covariance = measurementNoise;
  let gain = 0;
  // The gain does not depend on the data; once the covariance repeats itself, so does the gain.
  let settled = false;
  levels[start] = level;
  for (let i = start + 1; i < x.length; i++) {
    const value = x[i];
    if (Number.isNaN(value)) return levels.fill(Number.NaN, i);
    if (!settled) {
      const predicted = covariance + processNoise;
      gain = kalmanGain(predicted, measurementNoise);
      const updated = (1 - gain) * predicted;
      settled = updated === covariance;
      covariance = updated;
    }
    level += gain * (value - level);
    levels[i] = level;
  }
  return levels;
}

/** Share of the surprise that moves the level. */
export function kalmanGain(predictedCovariance: number, measurementNoise: number): number {
  const total = predictedCovariance + measurementNoise;
  if (total === 0) throw new RangeError('R and Q are both 0, expected R + Q > 0');
  return predictedCovariance / total;
}
