import { requireWindow } from './rolling-window.ts';

/**
 * Values minus levels, divided by the rolling deviation of that residual. The residual is not centred.
 * No epsilon: 0 / 0 is NaN and x / 0 an infinity, which readers refuse (`indicators.md` 3.7, 3.9). One
 * pass: the deviation is that of `rollingDeviation`, operation by operation, with the residuals of the
 * window in a ring.
 * @param levels overwritten with the z-scores, and returned
 */
export function residualZscore(values: Float64Array, levels: Float64Array, window: number): Float64Array {
  requireWindow(window);
  if (window < 2) return levels.fill(Number.NaN);
  const ring = new Float64Array(window).fill(Number.NaN);
  let place = 0;
  let mean = 0;
  let squares = 0;
  let addCarry = 0;
  let removeCarry = 0;
  let count = 0;
  let run = 0;
  let last = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const leaving = ring[place];
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
    const residual = values[i] - levels[i];
    if (Number.isFinite(residual)) {
      count++;
      run = residual === last ? run + 1 : 1;
      last = residual;
      const before = mean - addCarry;
      const y = residual - addCarry;
      const delta = y - mean;
      addCarry = delta + mean - y;
      mean += delta / count;
      squares += (residual - before) * (residual - mean);
    }
    ring[place] = residual;
    place = place + 1 === window ? 0 : place + 1;
    if (count < window) levels[i] = Number.NaN;
    else levels[i] = residual / (run >= count || squares < 0 ? 0 : Math.sqrt(squares / (count - 1)));
  }
  return levels;
}
