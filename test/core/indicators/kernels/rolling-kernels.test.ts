import { describe, expect, it } from 'vitest';
import { rollingDeviation } from '../../../../src/core/indicators/kernels/rolling-deviation.ts';
import { rollingMaximum, rollingMinimum } from '../../../../src/core/indicators/kernels/rolling-extremum.ts';
import { rollingMean } from '../../../../src/core/indicators/kernels/rolling-mean.ts';
import { rollingSum } from '../../../../src/core/indicators/kernels/rolling-sum.ts';

const { NaN: NONE, POSITIVE_INFINITY: INF } = Number;

describe('rolling kernels', () => {
  const kernels = [
    { name: 'mean', kernel: rollingMean, of: [2, 3, 5, 8], expected: [NONE, 2.5, 4, 6.5] },
    { name: 'sum', kernel: rollingSum, of: [2, 3, 5, 8], expected: [NONE, 5, 8, 13] },
    { name: 'deviation', kernel: rollingDeviation, of: [2, 4, 4, 8], expected: [NONE, Math.SQRT2, 0, 2 * Math.SQRT2] },
    { name: 'maximum', kernel: rollingMaximum, of: [2, 3, 1, 0], expected: [NONE, 3, 3, 1] },
    { name: 'minimum', kernel: rollingMinimum, of: [2, 3, 1, 0], expected: [NONE, 2, 1, 0] },
  ];

  it.each(kernels)('$name of two values', ({ kernel, of, expected }) => {
    const values = kernel(Float64Array.from(of), 2);
    expect(values.length).toBe(expected.length);
    expect(values[0]).toBeNaN();
    for (let i = 1; i < expected.length; i++) expect(values[i]).toBeCloseTo(expected[i], 14);
  });

  it.each(kernels)('$name is undefined while a value of the window is missing or infinite', ({ kernel }) => {
    for (const hole of [NONE, INF, -INF]) {
      const values = kernel(Float64Array.of(1, 2, hole, 3, 4, 5), 2);
      expect(Array.from(values, Number.isFinite)).toEqual([false, true, false, false, true, true]);
    }
  });

  it.each(kernels)('$name of an empty window is undefined everywhere', ({ kernel }) => {
    expect([...kernel(Float64Array.of(1, 2), 0)]).toEqual([NONE, NONE]);
  });

  it.each(kernels)('$name refuses a negative and a fractional window', ({ kernel }) => {
    expect(() => kernel(Float64Array.of(1, 2), -1)).toThrow(RangeError);
    expect(() => kernel(Float64Array.of(1, 2), 1.5)).toThrow(RangeError);
  });

  it('a window of one bar repeats the finite input and has no deviation', () => {
    const x = Float64Array.of(4, NONE, INF, 5);
    expect([...rollingMean(x, 1)]).toEqual([4, NONE, NONE, 5]);
    expect([...rollingSum(x, 1)]).toEqual([4, NONE, NONE, 5]);
    expect([...rollingDeviation(x, 1)]).toEqual([NONE, NONE, NONE, NONE]);
  });

  it('gives exact values for a flat window, whatever the sums before left behind', () => {
    expect(rollingMean(Float64Array.of(7.3, 0.6, 0.8, 0.8, 0.8), 3)[4]).toBe(0.8);
    // The running sum itself would be 2.4.
    expect(rollingSum(Float64Array.of(7.3, 0.6, 0.8, 0.8, 0.8), 3)[4]).toBe(0.8 * 3);
    expect(rollingDeviation(Float64Array.of(1e16, 3, -7e15, 0.1, 0.1, 0.1), 3)[5]).toBe(0);
  });

  it('gives no mean of a sign that no value of the window has', () => {
    // Cancellation leaves a running sum of -13.997 for the window 2, 0.003.
    const x = Float64Array.of(7e16, 10, 9e16, 2, 0.003);
    expect(rollingMean(x, 2)[4]).toBe(0);
    const negated = x.map((value) => -value);
    expect(rollingMean(negated, 2)[4]).toBe(0);
    // A negative zero counts as negative, so that this window has no positive value either.
    expect(rollingMean(Float64Array.of(...negated.subarray(0, 4), -0), 2)[4]).toBe(0);
  });
});
