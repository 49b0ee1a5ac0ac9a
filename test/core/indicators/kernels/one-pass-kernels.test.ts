import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { residualZscore } from '../../../../src/core/indicators/kernels/residual-zscore.ts';
import { rollingDeviation } from '../../../../src/core/indicators/kernels/rolling-deviation.ts';
import { rollingMean } from '../../../../src/core/indicators/kernels/rolling-mean.ts';
import { rollingMoments } from '../../../../src/core/indicators/kernels/rolling-moments.ts';

/** Prices on a coarse grid, so that flat windows occur, with some holes and large numbers. */
const columns = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 10_990, max: 11_010 }).map((ticks) => ticks / 10_000) },
      { weight: 3, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
      { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 1e16) },
    ),
    { maxLength: 120 },
  )
  .map((values) => Float64Array.from(values));
const windows = fc.integer({ min: 0, max: 12 });

describe('kernels of one pass give the doubles of the plain ones', () => {
  it('rolling mean and deviation', () => {
    fc.assert(
      fc.property(columns, windows, (x, window) => {
        const means = new Float64Array(x.length);
        const deviations = new Float64Array(x.length);
        rollingMoments(x, window, means, deviations);
        expect(means).toEqual(rollingMean(x, window));
        expect(deviations).toEqual(rollingDeviation(x, window));
      }),
      { numRuns: 2000 },
    );
  });

  it('residual z-score', () => {
    fc.assert(
      fc.property(columns, columns, windows, (values, levels, window) => {
        const length = Math.min(values.length, levels.length);
        const [left, right] = [values.slice(0, length), levels.slice(0, length)];
        const residuals = left.map((value, i) => value - right[i]);
        const deviations = rollingDeviation(residuals, window);
        const expected = residuals.map((residual, i) => residual / deviations[i]);
        expect(residualZscore(left, right, window)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
