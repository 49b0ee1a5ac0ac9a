import { describe, expect, it } from 'vitest';
import {
  exponentialMean,
  spanSmoothing,
  wilderSmoothing,
} from '../../../../src/core/indicators/kernels/exponential-mean.ts';

const NONE = Number.NaN;

describe('exponentialMean', () => {
  it('starts at the first number and has no warm-up', () => {
    expect([...exponentialMean(Float64Array.of(NONE, 2, 4), 0.5)]).toEqual([NONE, 2, 3]);
  });

  it('repeats the mean over missing values and weighs the next one more', () => {
    // Two missing bars: the old mean weighs 0.5^3, the new value 0.5.
    const expected = (0.125 * 2 + 0.5 * 4) / (0.125 + 0.5);
    expect([...exponentialMean(Float64Array.of(2, NONE, Number.POSITIVE_INFINITY, 4), 0.5)]).toEqual([
      2,
      2,
      2,
      expected,
    ]);
  });

  it('keeps a constant series exactly constant', () => {
    const means = exponentialMean(new Float64Array(1000).fill(1.10003), spanSmoothing(7));
    expect(means.every((mean) => mean === 1.10003)).toBe(true);
  });

  it('divides by exactly 1 without a gap, for every span', () => {
    for (let period = 1; period <= 5000; period++) {
      const smoothing = spanSmoothing(period);
      expect(1 - smoothing + smoothing).toBe(1);
      expect(smoothing).toBe(2 / (period + 1));
    }
  });

  it('takes the detour of the Wilder constant', () => {
    expect(wilderSmoothing(14)).toBe(1 / (1 + (1 - 1 / 14) / (1 / 14)));
    expect(wilderSmoothing(1)).toBe(1);
  });

  it('refuses periods below 1', () => {
    for (const period of [0, -3, NONE]) {
      expect(() => spanSmoothing(period)).toThrow(RangeError);
      expect(() => wilderSmoothing(period)).toThrow(RangeError);
    }
  });
});
