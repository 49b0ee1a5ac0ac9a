import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naturalExponential } from '../../../../src/core/indicators/kernels/natural-exponential.ts';
import { naturalLogarithm } from '../../../../src/core/indicators/kernels/natural-logarithm.ts';

/** Two neighbouring doubles differ by at most this much of their size. */
const ONE_ULP = 2 ** -52;

describe('naturalLogarithm', () => {
  it('gives the same bits on every platform', () => {
    const table = [
      [3, 1.0986122886681096],
      [7, 1.9459101490553132],
      [0.3, -1.2039728043259361],
      [1.4, 0.33647223662121284],
      [1.0000001, 9.999999505838704e-8],
      [1.00004, 0.000039999200021372696],
      [5e-324, -744.4400719213812],
      [1.7976931348623157e308, 709.782712893384],
    ] as const;
    for (const [x, expected] of table) expect(naturalLogarithm(x)).toBe(expected);
  });

  it('has the usual special cases', () => {
    expect([0, -0, -1, Number.NaN, 1, Number.POSITIVE_INFINITY].map(naturalLogarithm)).toEqual([
      ...[Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, Number.NaN, 0, Number.POSITIVE_INFINITY],
    ]);
  });

  it('is within one unit in the last place of the platform logarithm', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double({ min: 0, noNaN: true }), fc.double({ min: 0.5, max: 2, noNaN: true })), (x) => {
        const expected = Math.log(x);
        if (!Number.isFinite(expected)) return naturalLogarithm(x) === expected;
        return Math.abs(naturalLogarithm(x) - expected) <= Math.abs(expected) * ONE_ULP;
      }),
      { numRuns: 2000 },
    );
  });
});

describe('naturalExponential', () => {
  it('gives the same bits on every platform', () => {
    const table = [
      [2, 7.38905609893065],
      [-1, 0.36787944117144233],
      [0.3, 1.3498588075760032],
      [-10.5, 0.000027536449349747158],
      [709.7, 1.6549840276802644e308],
      [-744, 1e-323],
    ] as const;
    for (const [x, expected] of table) expect(naturalExponential(x)).toBe(expected);
  });

  it('has the usual special cases', () => {
    const { NaN: none, POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: minusInf } = Number;
    expect([0, none, inf, minusInf, 710, -746].map(naturalExponential)).toEqual([1, none, inf, 0, inf, 0]);
  });

  it('is within one unit in the last place of the platform exponential', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 709, noNaN: true }), (x) => {
        const expected = Math.exp(x);
        return Math.abs(naturalExponential(x) - expected) <= expected * ONE_ULP;
      }),
      { numRuns: 2000 },
    );
  });
});
