import { requireWindow } from './rolling-window.ts';

/** Largest of the last `window` values; NaN if one is missing or the window is incomplete. */
export function rollingMaximum(x: Float64Array, window: number): Float64Array {
  return rollingExtremum(x, window, 1);
}

/** Smallest of the last `window` values; NaN if one is missing or the window is incomplete. */
export function rollingMinimum(x: Float64Array, window: number): Float64Array {
  return rollingExtremum(x, window, -1);
}

/** Keeps the bars that may still become the extremum in a queue of falling (times `sign`) values. */
function rollingExtremum(x: Float64Array, window: number, sign: 1 | -1): Float64Array {
  requireWindow(window);
  const extrema = new Float64Array(x.length);
  const queue = new Int32Array(x.length);
  let head = 0;
  let tail = 0;
  let defined = 0;
  for (let i = 0; i < x.length; i++) {
    const value = x[i];
    if (!Number.isFinite(value)) {
      defined = 0;
      head = tail;
      extrema[i] = Number.NaN;
      continue;
    }
    defined++;
    while (tail > head && sign * x[queue[tail - 1]] <= sign * value) tail--;
    queue[tail++] = i;
    if (queue[head] <= i - window) head++;
    extrema[i] = window > 0 && defined >= window ? x[queue[head]] : Number.NaN;
  }
  return extrema;
}
