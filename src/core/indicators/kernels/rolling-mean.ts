import { copyFinite, requireWindow } from './rolling-window.ts';

/**
 * Mean of the last `window` values (`indicators.md` 2.2), NaN while the window is incomplete or holds
 * a missing value. Sums with separate compensations for adding and removing; the order of operations
 * is normative. A window of identical values returns that value exactly.
 */
export function rollingMean(x: Float64Array, window: number): Float64Array {
  requireWindow(window);
  if (window === 1) return copyFinite(x);
  const means = new Float64Array(x.length);
  if (window === 0) return means.fill(Number.NaN);
  let sum = 0;
  let addCarry = 0;
  let removeCarry = 0;
  let count = 0;
  let negatives = 0;
  let run = 0;
  let last = Number.NaN;
  for (let i = 0; i < x.length; i++) {
    const leaving = i >= window ? x[i - window] : Number.NaN;
    if (Number.isFinite(leaving)) {
      count--;
      const y = -leaving - removeCarry;
      const total = sum + y;
      removeCarry = total - sum - y;
      sum = total;
      if (hasSign(leaving)) negatives--;
    }
    const value = x[i];
    if (Number.isFinite(value)) {
      count++;
      const y = value - addCarry;
      const total = sum + y;
      addCarry = total - sum - y;
      sum = total;
      if (hasSign(value)) negatives++;
      run = value === last ? run + 1 : 1;
      last = value;
    }
    if (count < window) means[i] = Number.NaN;
    else if (run >= count) means[i] = last;
    else means[i] = withSignOfWindow(sum / count, negatives, count);
  }
  return means;
}

/** Cancellation must not give a mean whose sign no value of the window has. */
export function withSignOfWindow(mean: number, negatives: number, count: number): number {
  if (negatives === 0 && mean < 0) return 0;
  if (negatives === count && mean > 0) return 0;
  return mean;
}

/** Whether a value is negative, a negative zero included. */
export function hasSign(value: number): boolean {
  return value < 0 || (value === 0 && 1 / value < 0);
}
