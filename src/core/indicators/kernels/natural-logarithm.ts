/*
 * Port of `__ieee754_log` of fdlibm, whose notice is:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun
 * Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software is freely
 * granted, provided that this notice is preserved.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_POW_54 = 18014398509481984;
const LG1 = 0.6666666666666735;
const LG2 = 0.3999999999940942;
const LG3 = 0.2857142874366239;
const LG4 = 0.22222198432149784;
const LG5 = 0.1818357216161805;
const LG6 = 0.15313837699209373;
const LG7 = 0.14798198605116586;

const bits = new DataView(new ArrayBuffer(8));

/**
 * Natural logarithm, error below one unit in the last place. `Math.log` may round differently from one
 * platform to the next; cluster labels and result hashes must not (`strategy.md` 7.2), hence this own
 * version made of basic operations only.
 */
export function naturalLogarithm(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  bits.setFloat64(0, x);
  let high = bits.getInt32(0);
  let exponent = 0;
  if (high < 0x00100000) {
    exponent = -54;
    bits.setFloat64(0, x * TWO_POW_54);
    high = bits.getInt32(0);
  }
  exponent += (high >> 20) - 1023;
  high &= 0x000fffff;
  const shift = (high + 0x95f64) & 0x100000;
  exponent += shift >> 20;
  // Fraction in sqrt(1/2) .. sqrt(2), so that its logarithm is small.
  bits.setInt32(0, high | (shift ^ 0x3ff00000));
  return logarithmOfParts(bits.getFloat64(0) - 1, high, exponent);
}

/** ln(1 + f) + exponent * ln(2); `high` are the upper 20 bits of the fraction. */
function logarithmOfParts(f: number, high: number, exponent: number): number {
  if ((0x000fffff & (2 + high)) < 3) {
    if (f === 0) return exponent * LN2_HIGH + exponent * LN2_LOW;
    const square = f * f * (0.5 - (1 / 3) * f);
    return exponent === 0 ? f - square : exponent * LN2_HIGH - (square - exponent * LN2_LOW - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (LG2 + w * (LG4 + w * LG6));
  const odd = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
  const series = odd + even;
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const half = 0.5 * f * f;
    if (exponent === 0) return f - (half - s * (half + series));
    return exponent * LN2_HIGH - (half - (s * (half + series) + exponent * LN2_LOW) - f);
  }
  if (exponent === 0) return f - s * (f - series);
  return exponent * LN2_HIGH - (s * (f - series) - exponent * LN2_LOW - f);
}
