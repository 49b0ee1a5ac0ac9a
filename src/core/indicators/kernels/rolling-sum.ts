import { copyFinite, requireWindow } from './rolling-window.ts';

/**
 * Sum of the last `window` values (`indicators.md` 2.3), compensated like the rolling mean; NaN while
 * the window is incomplete or holds a missing value.
 */
export function rollingSum(x: Float64Array, window: number): Float64Array {
  requireWindow(window);
  if (window === 1) return copyFinite(x);
  const sums = new Float64Array(x.length);
  if (window === 0) return sums.fill(Number.NaN);
  let sum = 0;
  let addCarry = 0;
  let removeCarry = 0;
  let count = 0;
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
    }
    const value = x[i];
    if (Number.isFinite(value)) {
      count++;
      const y = value - addCarry;
      const total = sum + y;
      addCarry = total - sum - y;
      sum = total;
      run = value === last ? run + 1 : 1;
      last = value;
    }
    if (count < window) sums[i] = Number.NaN;
    else sums[i] = run >= count ? last * count : sum;
  }
  return sums;
}
