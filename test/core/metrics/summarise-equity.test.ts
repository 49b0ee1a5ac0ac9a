import { describe, expect, it } from 'vitest';
import type { EquitySummary } from '../../../src/core/types/backtest-result.ts';
import { MS_PER_DAY, MS_PER_HOUR } from '../../../src/core/types/timeframe.ts';
import { summariseEquity } from './summarise-equity.ts';

function summaryOf(initialBalance: number, ...equity: number[]): EquitySummary {
  const openTimes = Float64Array.from(equity, (_, bar) => bar * MS_PER_HOUR);
  return summariseEquity(openTimes, Float64Array.from(equity), initialBalance);
}

describe('drawdown (metrics.md 4.3)', () => {
  it('is 0 without bars', () => {
    expect(summaryOf(100)).toMatchObject({
      barCount: 0,
      maxDrawdown: 0,
      maxDrawdownAbs: 0,
      maxDrawdownDurationBars: 0,
      deepestEpisodeBars: 0,
      minEquity: Number.POSITIVE_INFINITY,
    });
  });

  it('counts the initial balance as first peak', () => {
    expect(summaryOf(100, 90, 95)).toMatchObject({ maxDrawdown: 0.1, maxDrawdownAbs: 10 });
  });

  it('takes ratio and amount from different bars', () => {
    expect(summaryOf(100, 60, 1000, 900)).toMatchObject({ maxDrawdown: 0.4, maxDrawdownAbs: 100 });
  });

  it('is at most 1 when equity falls below zero', () => {
    expect(summaryOf(100, -50)).toMatchObject({ maxDrawdown: 1, maxDrawdownAbs: 150, minEquity: -50 });
  });
});

describe('drawdown duration (metrics.md 4.3)', () => {
  it.each<[string, number, number[], number]>([
    ['peak at bar 0, fall at bar 1, recovery at bar 2', 100, [110, 100, 110], 2],
    ['peak at bar 0, three lower bars to the end', 100, [110, 105, 100, 105], 3],
    ['initial balance as peak, never recovered', 100, [90, 95], 2],
    ['initial balance as peak, recovered', 100, [90, 100, 100], 2],
    ['a plateau counts from its last bar', 100, [110, 110, 105, 110], 2],
    ['no fall', 100, [100, 100, 110], 0],
    ['fall on the last bar', 100, [110, 100], 1],
    ['the longest of several', 100, [110, 100, 110, 105, 105, 111, 90], 3],
  ])('%s', (_name, initialBalance, equity, expected) => {
    expect(summaryOf(initialBalance, ...equity).maxDrawdownDurationBars).toBe(expected);
  });

  it('of the deepest episode differs from the longest', () => {
    const summary = summaryOf(100, 100, 50, 100, 99, 99, 99, 100);
    expect(summary).toMatchObject({ maxDrawdownDurationBars: 4, deepestEpisodeBars: 2 });
  });

  it('takes the earliest of equally deep episodes', () => {
    const summary = summaryOf(100, 90, 100, 90, 90, 100);
    expect(summary).toMatchObject({ maxDrawdownDurationBars: 3, deepestEpisodeBars: 2 });
  });
});

describe('days', () => {
  it('carry the last equity of each UTC date that has a bar', () => {
    const openTimes = Float64Array.of(MS_PER_DAY - 1, MS_PER_DAY, MS_PER_DAY + 1, 4 * MS_PER_DAY);
    const summary = summariseEquity(openTimes, Float64Array.of(1, 2, 3, 4), 1, 2);
    expect([...summary.days]).toEqual([0, 1, 4]);
    expect([...summary.dailyEquity]).toEqual([1, 3, 4]);
    expect(summary.exposedBars).toBe(2);
  });
});
