/*
 * Port of `__ieee754_log` of fdlibm, whose notice is:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun
 * Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software is freely
 * granted, provided that this notice is preserved.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_POW_54 = 2 ** 54;
const SMALLEST_NORMAL = 2 ** -1022;
const LG1 = 0.6666666666666735;
const LG2 = 0.3999999999940942;
const LG3 = 0.2857142874366239;
const LG4 = 0.22222198432149784;
const LG5 = 0.1818357216161805;
const LG6 = 0.15313837699209373;
const LG7 = 0.14798198605116586;

/** Upper half of a little-endian double. */
const HIGH = 4;
/** Closer to 1 than this, two terms of the series suffice. */
const TINY = 2 ** -20;

const bits = new DataView(new ArrayBuffer(8));

/**
 * Natural logarithm, error below one unit in the last place. `Math.log` may round differently from one
 * platform to the next; cluster labels and result hashes must not (`strategy.md` 7.2), hence this own
 * version made of basic operations only.
 */
export function naturalLogarithm(x: number): number {
  // The usual argument is the quotient of two neighbouring prices: no need to look at its bits.
  if (x > 0.75 && x < 1.25) return logarithmNearOne(x - 1);
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  return x < SMALLEST_NORMAL ? logarithmOfNormal(x * TWO_POW_54, -54) : logarithmOfNormal(x, 0);
}

/** ln(1 + f). */
function logarithmNearOne(f: number): number {
  if (f >= -TINY && f < TINY) return f - f * f * (0.5 - (1 / 3) * f);
  const s = f / (2 + f);
  return f - s * (f - seriesOf(s));
}

/** ln(x * 2^exponent) of a normal number x. */
function logarithmOfNormal(x: number, exponent: number): number {
  bits.setFloat64(0, x, true);
  const high = bits.getInt32(HIGH, true);
  const fraction = high & 0x000fffff;
  const shift = (fraction + 0x95f64) & 0x100000;
  const doublings = exponent + (high >> 20) - 1023 + (shift >> 20);
  // Fraction in sqrt(1/2) .. sqrt(2), so that its logarithm is small.
  bits.setInt32(HIGH, fraction | (shift ^ 0x3ff00000), true);
  const f = bits.getFloat64(0, true) - 1;
  if (f >= -TINY && f < TINY) return joinSmall(f, doublings);
  const s = f / (2 + f);
  if (((fraction - 0x6147a) | (0x6b851 - fraction)) > 0) {
    const half = 0.5 * f * f;
    if (doublings === 0) return f - (half - s * (half + seriesOf(s)));
    return doublings * LN2_HIGH - (half - (s * (half + seriesOf(s)) + doublings * LN2_LOW) - f);
  }
  if (doublings === 0) return f - s * (f - seriesOf(s));
  return doublings * LN2_HIGH - (s * (f - seriesOf(s)) - doublings * LN2_LOW - f);
}

/** ln(1 + f) + doublings * ln(2) of a tiny f; no such number has 0 doublings here. */
function joinSmall(f: number, doublings: number): number {
  if (f === 0) return doublings * LN2_HIGH + doublings * LN2_LOW;
  const square = f * f * (0.5 - (1 / 3) * f);
  return doublings * LN2_HIGH - (square - doublings * LN2_LOW - f);
}

/** Series of ln((1 + s) / (1 - s)) beyond its first term. */
function seriesOf(s: number): number {
  const z = s * s;
  const w = z * z;
  const even = w * (LG2 + w * (LG4 + w * LG6));
  const odd = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
  return odd + even;
}
