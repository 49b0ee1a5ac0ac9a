import { naturalLogarithm } from './natural-logarithm.ts';

/** ln(c[i] / c[i-1]) * scale (`indicators.md` 2.8); the first value is NaN. */
export function logReturns(closes: Float64Array, scale: number): Float64Array {
  const returns = new Float64Array(closes.length);
  let previous = Number.NaN;
  for (let i = 0; i < closes.length; i++) {
    returns[i] = naturalLogarithm(closes[i] / previous) * scale;
    previous = closes[i];
  }
  return returns;
}

/** (c[i] / c[i-1] - 1) * scale; the first value is NaN. */
export function simpleReturns(closes: Float64Array, scale: number): Float64Array {
  const returns = new Float64Array(closes.length);
  let previous = Number.NaN;
  for (let i = 0; i < closes.length; i++) {
    returns[i] = (closes[i] / previous - 1) * scale;
    previous = closes[i];
  }
  return returns;
}

/** Replaces each missing value by the last number before it; leading missing values stay NaN. */
export function fillForward(x: Float64Array): Float64Array {
  const filled = new Float64Array(x.length);
  let last = Number.NaN;
  for (let i = 0; i < x.length; i++) {
    if (!Number.isNaN(x[i])) last = x[i];
    filled[i] = last;
  }
  return filled;
}
