import { describe, expect, it } from 'vitest';
import { describeSample, isZeroDeviation, mean, standardDeviation } from '../../../src/core/metrics/sample-moments.ts';

describe('mean', () => {
  it.each([
    [[], 0],
    [[3], 3],
    [[1, 2, 6], 3],
  ])('of %j is %d', (values, expected) => {
    expect(mean(Float64Array.from(values))).toBe(expected);
  });

  it('sums strictly from left to right', () => {
    expect(mean(Float64Array.of(1e16, 1, 1, -1e16))).toBe(0);
  });
});

describe('sample standard deviation', () => {
  it.each([[[]], [[3]]])('of %j is "n/a"', (values) => {
    expect(standardDeviation(Float64Array.from(values), 3)).toBeNaN();
  });

  it('divides by the size less one', () => {
    expect(standardDeviation(Float64Array.of(2, 4, 6), 4)).toBe(2);
  });
});

describe('description of a sample', () => {
  it('has size, mean, spread, downside about zero and largest magnitude', () => {
    const { size, mean: center, deviation, downside, largest } = describeSample(Float64Array.of(3, -5, 0, 2, -3, 3));
    expect({ size, center, largest }).toEqual({ size: 6, center: 0, largest: 5 });
    expect(deviation).toBe(Math.sqrt((9 + 25 + 0 + 4 + 9 + 9) / 5));
    expect(downside).toBe(Math.sqrt((25 + 9) / 6));
  });
});

describe('deviation without dispersion (metrics.md M-21)', () => {
  it.each([
    ['less than a share of 1e-12 of large values', 0.9e-6, 1e6, true],
    ['more than that of large values', 1.1e-6, 1e6, false],
    ['less than a share of 1e-12 of small values', 0.9e-18, 1e-6, true],
    ['more than that of small values', 1.1e-18, 1e-6, false],
    ['zero beside zero', 0, 0, true],
    ['no number', Number.NaN, 1, true],
  ])('is %s', (_, deviation, largest, isZero) => {
    expect(isZeroDeviation(deviation, largest)).toBe(isZero);
  });
});
