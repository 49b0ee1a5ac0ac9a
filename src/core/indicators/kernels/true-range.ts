/**
 * True range of each bar (`indicators.md` 2.6): the largest of high to low, high to previous close and
 * low to previous close. Undefined terms are skipped, so the first bar and the bar after a gap use high
 * to low only; NaN if no term is defined.
 */
export function trueRange(high: Float64Array, low: Float64Array, close: Float64Array): Float64Array {
  const ranges = new Float64Array(close.length);
  let previousClose = Number.NaN;
  for (let i = 0; i < close.length; i++) {
    const span = Math.abs(high[i] - low[i]);
    const rise = Math.abs(high[i] - previousClose);
    const fall = Math.abs(low[i] - previousClose);
    ranges[i] = largestDefined(largestDefined(span, rise), fall);
    previousClose = close[i];
  }
  return ranges;
}

function largestDefined(a: number, b: number): number {
  return a > b || Number.isNaN(b) ? a : b;
}
