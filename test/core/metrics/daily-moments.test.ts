import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureDays } from '../../../src/core/metrics/daily-moments.ts';
import { dailyRatioReturns, dailyResults, fixedBaseReturns } from '../../../src/core/metrics/daily-series.ts';
import { describeSample, measureShape } from '../../../src/core/metrics/sample-moments.ts';
import type { EquitySummary } from '../../../src/core/types/backtest-result.ts';
import { MS_PER_DAY } from '../../../src/core/types/timeframe.ts';
import { movedDays, summariseEquity } from './summarise-equity.ts';

const BALANCE = 100;
/** Many days repeat the one before, some equities are not positive. */
const curves = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 3, arbitrary: fc.double({ min: -50, max: 300, noNaN: true }) },
  ),
  { maxLength: 60 },
);

function curveOf(steps: readonly (number | null)[]): Float64Array {
  let last = BALANCE;
  return Float64Array.from(steps, (step) => {
    last = step ?? last;
    return last;
  });
}

describe('moments of the daily series', () => {
  it('are those of the two samples on their own, bit by bit', () => {
    fc.assert(
      fc.property(curves, (steps) => {
        const equity = curveOf(steps);
        const openTimes = Float64Array.from(equity.keys(), (day) => day * MS_PER_DAY);
        const summary = summariseEquity(openTimes, equity, BALANCE);
        const { returns, results } = measureDays(summary);
        expect(returns).toEqual(describeSample(dailyRatioReturns(equity)));
        expect(results).toEqual(measureShape(fixedBaseReturns(dailyResults(summary), BALANCE)));
      }),
      { numRuns: 500 },
    );
  });

  it.each([4095, 4096, 4097, 20_000])('are found over %i days', (days) => {
    const openTimes = Float64Array.from({ length: days }, (_, day) => day * MS_PER_DAY);
    const daily = Array.from(openTimes, (_, day) => BALANCE + (day % 7));
    const summary: EquitySummary = {
      ...summariseEquity(openTimes.subarray(0, 1), Float64Array.of(BALANCE), BALANCE),
      dailyEquity: Float64Array.from(daily),
      movedDays: movedDays(daily, BALANCE),
    };
    const { returns, results } = measureDays(summary);
    expect(returns).toEqual(describeSample(dailyRatioReturns(summary.dailyEquity)));
    expect(results).toEqual(measureShape(fixedBaseReturns(dailyResults(summary), BALANCE)));
  });

  it('have no shape where the results differ by rounding noise alone', () => {
    // A rise by the same amount every day: 0.1 is no sum of powers of two.
    const equity = Float64Array.from({ length: 7 }, (_, day) => BALANCE + 0.1 * (day + 1));
    const openTimes = Float64Array.from(equity.keys(), (day) => day * MS_PER_DAY);
    const { results } = measureDays(summariseEquity(openTimes, equity, BALANCE));
    expect(results.deviation).not.toBe(0);
    expect(results).toMatchObject({ skewness: Number.NaN, kurtosis: Number.NaN });
  });
});
