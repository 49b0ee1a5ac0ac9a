import { hasSign, rollingMean, withSignOfWindow } from './rolling-mean.ts';
import { requireWindow } from './rolling-window.ts';

/**
 * Mean and sample standard deviation of the last `window` values in one pass: operation by operation
 * those of `rollingMean` and `rollingDeviation`, whose two chains of dependent operations then run side by
 * side.
 * @param means filled with the means, `deviations` with the deviations; both as long as `x`
 */
export function rollingMoments(x: Float64Array, window: number, means: Float64Array, deviations: Float64Array): void {
  requireWindow(window);
  if (window < 2) {
    means.set(rollingMean(x, window));
    deviations.fill(Number.NaN);
    return;
  }
  let sum = 0;
  let addedCarry = 0;
  let removedCarry = 0;
  let negatives = 0;
  let mean = 0;
  let squares = 0;
  let addCarry = 0;
  let removeCarry = 0;
  let count = 0;
  let run = 0;
  let last = Number.NaN;
  for (let i = 0; i < x.length; i++) {
    const leaving = i >= window ? x[i - window] : Number.NaN;
    if (Number.isFinite(leaving)) {
      count--;
      const step = -leaving - removedCarry;
      const total = sum + step;
      removedCarry = total - sum - step;
      sum = total;
      if (hasSign(leaving)) negatives--;
      if (count > 0) {
        const before = mean - removeCarry;
        const y = leaving - removeCarry;
        const delta = y - mean;
        removeCarry = delta + mean - y;
        mean -= delta / count;
        squares -= (leaving - before) * (leaving - mean);
      } else {
        mean = 0;
        squares = 0;
      }
    }
    const value = x[i];
    if (Number.isFinite(value)) {
      count++;
      const step = value - addedCarry;
      const total = sum + step;
      addedCarry = total - sum - step;
      sum = total;
      if (hasSign(value)) negatives++;
      run = value === last ? run + 1 : 1;
      last = value;
      const before = mean - addCarry;
      const y = value - addCarry;
      const delta = y - mean;
      addCarry = delta + mean - y;
      mean += delta / count;
      squares += (value - before) * (value - mean);
    }
    if (count < window) {
      means[i] = Number.NaN;
      deviations[i] = Number.NaN;
    } else {
      means[i] = run >= count ? last : withSignOfWindow(sum / count, negatives, count);
      deviations[i] = run >= count || squares < 0 ? 0 : Math.sqrt(squares / (count - 1));
    }
  }
}
