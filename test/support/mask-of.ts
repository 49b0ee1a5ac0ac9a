import { type BitMask, createMask } from '../../src/core/math/bit-mask.ts';

/** Mask with exactly these bars. */
export function maskOf(bars: readonly number[], barCount: number): BitMask {
  const mask = createMask(barCount);
  for (const bar of bars) mask[bar >> 5] |= 1 << (bar & 31);
  return mask;
}
