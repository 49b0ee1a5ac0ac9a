/**
 * One bit per bar: bit `bar & 31` of word `bar >> 5`. Bits beyond the last bar are 0.
 */
export type BitMask = Int32Array;

/** A mask of `length` bars with no bit set. */
export function createMask(length: number): BitMask {
  return new Int32Array((length + 31) >> 5);
}

/** First bar >= `from` and < `end` whose bit is set, or `end`. */
export function nextSetBit(mask: BitMask, from: number, end: number): number {
  if (from >= end) return end;
  let word = from >> 5;
  let bits = mask[word] & (-1 << (from & 31));
  const lastWord = (end - 1) >> 5;
  while (bits === 0) {
    if (word >= lastWord) return end;
    bits = mask[++word];
  }
  const bar = (word << 5) + 31 - Math.clz32(bits & -bits);
  return bar < end ? bar : end;
}

export function isSet(mask: BitMask, bar: number): boolean {
  return (mask[bar >> 5] & (1 << (bar & 31))) !== 0;
}

/** Bars at which a value lies at or below a limit; what is not finite lies nowhere. */
export function maskAtMost(values: Float64Array, limit: number): BitMask {
  const mask = createMask(values.length);
  for (let bar = 0; bar < values.length; bar++) {
    if (values[bar] <= limit && values[bar] > Number.NEGATIVE_INFINITY) mask[bar >> 5] |= 1 << (bar & 31);
  }
  return mask;
}

/** Bars at which a value lies at or above a limit; what is not finite lies nowhere. */
export function maskAtLeast(values: Float64Array, limit: number): BitMask {
  const mask = createMask(values.length);
  for (let bar = 0; bar < values.length; bar++) {
    if (values[bar] >= limit && values[bar] < Number.POSITIVE_INFINITY) mask[bar >> 5] |= 1 << (bar & 31);
  }
  return mask;
}

/** Bars at which the left value is at or below the right one, both being finite. */
export function maskNotAbove(left: Float64Array, right: Float64Array): BitMask {
  const mask = createMask(left.length);
  for (let bar = 0; bar < left.length; bar++) {
    if (left[bar] <= right[bar] && left[bar] > Number.NEGATIVE_INFINITY && right[bar] < Number.POSITIVE_INFINITY)
      mask[bar >> 5] |= 1 << (bar & 31);
  }
  return mask;
}

/** Bars at which the left value is above the right one, both being finite. */
export function maskAbove(left: Float64Array, right: Float64Array): BitMask {
  const mask = createMask(left.length);
  for (let bar = 0; bar < left.length; bar++) {
    if (left[bar] > right[bar] && right[bar] > Number.NEGATIVE_INFINITY && left[bar] < Number.POSITIVE_INFINITY)
      mask[bar >> 5] |= 1 << (bar & 31);
  }
  return mask;
}

/** Bars whose byte mark equals `value`. */
export function maskOfMarks(marks: Uint8Array, value: number): BitMask {
  const mask = createMask(marks.length);
  for (let bar = 0; bar < marks.length; bar++) {
    if (marks[bar] === value) mask[bar >> 5] |= 1 << (bar & 31);
  }
  return mask;
}
