import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureDays } from '../../../src/core/metrics/daily-moments.ts';
import { dailyRatioReturns, dailyResults, fixedBaseReturns } from '../../../src/core/metrics/daily-series.ts';
import { describeSample, measureShape } from '../../../src/core/metrics/sample-moments.ts';
import { MS_PER_DAY } from '../../../src/core/types/timeframe.ts';
import { summariseEquity } from './summarise-equity.ts';

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
});
