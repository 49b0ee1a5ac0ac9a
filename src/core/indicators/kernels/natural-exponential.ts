/*
 * Port of `__ieee754_exp` of fdlibm, whose notice is:
 * Copyright (C) 2004 by Sun Microsystems, Inc. All rights reserved. Permission to use, copy, modify, and
 * distribute this software is freely granted, provided that this notice is preserved.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = Math.LOG2E;
const OVERFLOW_ABOVE = 709.782712893384;
const UNDERFLOW_BELOW = -745.1332191019411;
/** Below 2^-28 in size, 1 + x is the rounded result. */
const TINY = 2 ** -28;
const P1 = 0.16666666666666602;
const P2 = -0.0027777777777015593;
const P3 = 0.00006613756321437934;
const P4 = -0.0000016533902205465252;
const P5 = 4.1381367970572385e-8;

/**
 * e to the power of x, error below one unit in the last place; made of basic operations only, for the
 * same reason as the natural logarithm.
 */
export function naturalExponential(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > OVERFLOW_ABOVE) return Number.POSITIVE_INFINITY;
  if (x < UNDERFLOW_BELOW) return 0;
  if (x === 1) return Math.E;
  const size = Math.abs(x);
  if (size < TINY) return 1 + x;
  const exponent = size > 0.5 * Math.LN2 ? Math.trunc(INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5)) : 0;
  const high = x - exponent * LN2_HIGH;
  const low = exponent * LN2_LOW;
  const reduced = high - low;
  const t = reduced * reduced;
  const c = reduced - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  if (exponent === 0) return 1 - ((reduced * c) / (c - 2) - reduced);
  return scaleByPowerOfTwo(1 - (low - (reduced * c) / (2 - c) - high), exponent);
}

/** y * 2^exponent by exact doublings and halvings in two steps, so that no step over- or underflows early. */
function scaleByPowerOfTwo(y: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return y * powerOfTwo(half) * powerOfTwo(exponent - half);
}

/** 2^exponent for -1022 <= exponent <= 1023, written as the bits of a double. */
function powerOfTwo(exponent: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setInt32(0, (exponent + 1023) << 20);
  return bits.getFloat64(0);
}
