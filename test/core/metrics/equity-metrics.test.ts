import { describe, expect, it } from 'vitest';
import { annualisedReturn, calmarRatio } from '../../../src/core/metrics/calmar.ts';
import { dailyRatioReturns, dailyResults, fixedBaseReturns } from '../../../src/core/metrics/daily-series.ts';
import { weeklyUlcerIndex } from '../../../src/core/metrics/ulcer.ts';
import type { EquitySummary } from '../../../src/core/types/backtest-result.ts';
import { MS_PER_DAY } from '../../../src/core/types/timeframe.ts';
import { expectFigure } from './expect-figure.ts';
import { readFixture } from './read-fixture.ts';
import { summariseEquity } from './summarise-equity.ts';
import { workedExample, workedExampleInput } from './worked-example.ts';

const YEAR_DAYS = 365.25;

/** Two bars, `years` apart. */
function twoBars(first: number, last: number, years: number): EquitySummary {
  return summariseEquity(Float64Array.of(0, years * YEAR_DAYS * MS_PER_DAY), Float64Array.of(first, last), 100);
}

/** One bar a day on the given UTC day numbers. */
function onDays(days: readonly number[], equity: readonly number[], initialBalance = 100): EquitySummary {
  const openTimes = Float64Array.from(days, (day) => day * MS_PER_DAY);
  return summariseEquity(openTimes, Float64Array.from(equity), initialBalance);
}

describe('annualised return', () => {
  it('compounds from one year on', () => {
    expectFigure(annualisedReturn(twoBars(100, 121, 2)), 0.1, 'cagr');
    expectFigure(annualisedReturn(twoBars(100, 121, 1)), 0.21, 'cagr');
  });

  it('extrapolates linearly below one year', () => {
    expectFigure(annualisedReturn(twoBars(100, 110, 0.5)), 0.2, 'cagr');
  });

  it('is -1 after a total loss over a year or more', () => {
    expect(annualisedReturn(twoBars(100, 0, 1))).toBe(-1);
    expect(annualisedReturn(twoBars(100, -50, 1))).toBe(-1);
  });

  it('may fall below -1 on a short window', () => {
    expectFigure(annualisedReturn(twoBars(100, 0, 0.5)), -2, 'cagr');
  });

  it('is 0 with fewer than two bars, no time span or no positive start', () => {
    expect(annualisedReturn(onDays([], []))).toBe(0);
    expect(annualisedReturn(onDays([1], [120]))).toBe(0);
    expect(annualisedReturn(twoBars(100, 120, 0))).toBe(0);
    expect(annualisedReturn(twoBars(0, 120, 1))).toBe(0);
    expect(annualisedReturn(twoBars(-5, 120, 1))).toBe(0);
  });

  it('divides years into 365.25 days', () => {
    const { equity } = workedExampleInput();
    const expected = workedExample.intermediate.total_return / workedExample.intermediate.years;
    expectFigure(annualisedReturn(equity), expected, 'cagr');
  });
});

describe('Calmar ratio', () => {
  it('is 0 without a drawdown', () => {
    expect(calmarRatio(0.5, 0)).toBe(0);
  });

  it('divides by the unrounded drawdown', () => {
    expect(calmarRatio(1e-8, 1e-8)).toBe(1);
  });
});

describe('daily series', () => {
  it('takes returns between consecutive days of the data', () => {
    const { equity } = workedExampleInput();
    expect([...equity.dailyEquity]).toEqual(workedExample.intermediate.daily_equity);
    expect([...dailyRatioReturns(equity.dailyEquity)]).toEqual(workedExample.intermediate.daily_returns);
  });

  it('skips pairs whose base is not positive', () => {
    expect([...dailyRatioReturns(Float64Array.of(100, 50, 0, 40, -10, 20, 30))]).toEqual([-0.5, -1, -1.25, 0.5]);
  });

  it('gives no return for a single day', () => {
    expect(dailyRatioReturns(Float64Array.of(100))).toHaveLength(0);
  });

  it('counts the first day of the additive series from the initial balance', () => {
    const equity = onDays([1, 2, 5], [110, 105, 125]);
    expect([...dailyResults(equity)]).toEqual([10, -5, 20]);
    expect([...fixedBaseReturns(dailyResults(equity), 100)]).toEqual([0.1, -0.05, 0.2]);
  });
});

describe('ulcer index', () => {
  const ulcer = readFixture<{ inputs: { weekly_closes: number[] }; expected: { ulcer_index: number } }>(
    'metrics/ulcer.json',
  );

  it('matches the reference on one close a week', () => {
    const days = ulcer.inputs.weekly_closes.map((_, week) => 18_000 + 7 * week);
    expectFigure(weeklyUlcerIndex(onDays(days, ulcer.inputs.weekly_closes)), ulcer.expected.ulcer_index, 'ulcer');
  });

  it('is "n/a" below two weeks', () => {
    expect(weeklyUlcerIndex(onDays([], []))).toBeNaN();
    expect(weeklyUlcerIndex(onDays([4, 10], [100, 50]))).toBeNaN();
  });

  it('starts a week on Monday 00:00 UTC', () => {
    // 1970-01-04 is a Sunday, 1970-01-05 a Monday: closes 100 and 90.
    expectFigure(weeklyUlcerIndex(onDays([3, 4], [100, 90])), Math.sqrt(100 / 2), 'ulcer');
    expect(weeklyUlcerIndex(onDays([2, 3], [100, 90]))).toBeNaN();
  });

  it('takes the last equity of each week and ignores weeks without bars', () => {
    // Weeks of 5, 12 and 26 January; nothing in the week of 19 January.
    const equity = onDays([4, 6, 11, 13, 25], [100, 120, 60, 90, 120]);
    expectFigure(weeklyUlcerIndex(equity), Math.sqrt(625 / 3), 'ulcer');
  });

  it('handles days before the epoch', () => {
    // Day -3 is a Monday, day -4 the Sunday before.
    expectFigure(weeklyUlcerIndex(onDays([-4, -3], [100, 90])), Math.sqrt(100 / 2), 'ulcer');
  });

  it('has no fall while the peak is not positive', () => {
    expect(weeklyUlcerIndex(onDays([4, 11], [-5, -10]))).toBe(0);
  });
});
