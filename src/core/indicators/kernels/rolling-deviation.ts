import { requireWindow } from './rolling-window.ts';

/**
 * Sample standard deviation of the last `window` values (`indicators.md` 2.4), NaN while the window is
 * incomplete, holds a missing value or is a single bar. Online mean and sum of squared deviations; the
 * order of operations is normative, because z-scores divide by deviations near the rounding error. A
 * window of identical values gives exactly 0.
 */
export function rollingDeviation(x: Float64Array, window: number): Float64Array {
  requireWindow(window);
  const deviations = new Float64Array(x.length);
  if (window < 2) return deviations.fill(Number.NaN);
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
      run = value === last ? run + 1 : 1;
      last = value;
      const before = mean - addCarry;
      const y = value - addCarry;
      const delta = y - mean;
      addCarry = delta + mean - y;
      mean += delta / count;
      squares += (value - before) * (value - mean);
    }
    if (count < window) deviations[i] = Number.NaN;
    // Cancellation may leave a negative sum of squares; that is no deviation either.
    else deviations[i] = run >= count || squares < 0 ? 0 : Math.sqrt(squares / (count - 1));
  }
  return deviations;
}
