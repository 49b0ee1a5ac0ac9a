import { describe, expect, it } from 'vitest';
import { gapWarning, measureGaps } from '../../../src/core/data/gap-statistics.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { at, tradingTimes } from './sample-series.ts';

const RULES = { marketHours: 'fx_24_5', sessions: null, variant: 'v2' } as const;
const PLACE = { symbol: 'EURUSD', timeframe: 'M5' } as const;

function measure(
  times: readonly number[],
  timeframe: Timeframe,
  rules: Partial<Parameters<typeof measureGaps>[2]> = {},
) {
  return measureGaps(Float64Array.from(times), timeframe, { ...RULES, ...rules });
}

const isoTimes = (texts: readonly string[]): number[] => texts.map(at);

describe('gaps of M1 to H1', () => {
  it('expects the core week only', () => {
    // Sunday 20:00 to the next Sunday 20:00: the core week is Sunday 22:00 to Friday 20:00, 118 hours.
    const week = tradingTimes('2024-01-07T20:00:00Z', 'H1', 123);
    expect(new Date(week[122]).toISOString()).toBe('2024-01-14T20:00:00.000Z');
    expect(measure(week, 'H1')).toEqual({ expectedBars: 118, missingBars: 0, gapLoss: 0, longestGapBars: 0 });
    expect(measure(tradingTimes('2024-01-07T22:00:00Z', 'M1', 118 * 60), 'M1').expectedBars).toBe(118 * 60);
  });

  it('counts missing grid times and the longest run of them', () => {
    const day = tradingTimes('2024-01-09T00:00:00Z', 'M5', 100);
    const holes = day.filter((_, index) => index !== 10 && !(index >= 50 && index < 53));
    expect(measure(holes, 'M5')).toEqual({ expectedBars: 100, missingBars: 4, gapLoss: 0.04, longestGapBars: 3 });
  });

  it('does not count the weekend, but what is missing around it', () => {
    const times = isoTimes(['2024-01-12T17:00:00Z', '2024-01-14T23:00:00Z']);
    // Friday 18:00, 19:00 and Sunday 22:00.
    expect(measure(times, 'H1')).toMatchObject({ expectedBars: 5, missingBars: 3, longestGapBars: 3 });
  });

  it('expects every grid time without market hours', () => {
    const times = isoTimes(['2024-01-12T17:00:00Z', '2024-01-14T23:00:00Z']);
    expect(measure(times, 'H1', { marketHours: 'none' })).toMatchObject({ expectedBars: 55, missingBars: 53 });
  });

  it('expects bars only where the decision time lies in a session', () => {
    const times = isoTimes(['2024-01-09T06:00:00Z', '2024-01-09T14:00:00Z']);
    const sessions = [{ start: '08:00', end: '12:00' }];
    // Closes at 08:00, 09:00, 10:00, 11:00; `v1_parity` also at 12:00.
    expect(measure(times, 'H1', { sessions })).toMatchObject({ expectedBars: 4, missingBars: 4, gapLoss: 1 });
    expect(measure(times, 'H1', { sessions, variant: 'v1_parity' })).toMatchObject({ expectedBars: 5 });
    // The bar that opens at 07:00 is the one that closes at 08:00.
    expect(measure([at('2024-01-09T07:00:00Z'), times[1]], 'H1', { sessions })).toMatchObject({ missingBars: 3 });
  });

  it('expects nothing of an empty series', () => {
    expect(measure([], 'M5')).toEqual({ expectedBars: 0, missingBars: 0, gapLoss: 0, longestGapBars: 0 });
    expect(measure(isoTimes(['2024-01-13T10:00:00Z']), 'M5').expectedBars).toBe(0);
  });
});

describe('gaps of H4 and D1', () => {
  it('rounds distances, so that daylight saving makes no gap', () => {
    const shifted = isoTimes([
      '2024-03-08T18:00:00Z',
      '2024-03-11T01:00:00Z',
      '2024-03-11T04:00:00Z',
      '2024-03-11T09:00:00Z',
    ]);
    expect(measure(shifted, 'H4')).toMatchObject({ expectedBars: 4, missingBars: 0 });
  });

  it('ignores distances across a weekend and counts others', () => {
    const days = isoTimes([
      '2024-01-09T00:00:00Z',
      '2024-01-11T00:00:00Z',
      '2024-01-15T00:00:00Z',
      '2024-01-19T00:00:00Z',
    ]);
    expect(measure(days, 'D1')).toMatchObject({ expectedBars: 8, missingBars: 4, longestGapBars: 3 });
    expect(measure(days, 'D1', { marketHours: 'none' })).toMatchObject({ missingBars: 7 });
  });
});

describe('gap warning', () => {
  const gaps = (missingBars: number) => ({
    expectedBars: 100,
    missingBars,
    gapLoss: missingBars / 100,
    longestGapBars: 3,
  });

  it('begins above 5 %', () => {
    expect(gapWarning(gaps(5), PLACE)).toBeNull();
    const warning = gapWarning(gaps(8), PLACE);
    expect(warning).toMatchObject({
      code: 'WARN_GAPS',
      count: 8,
      where: 'EURUSD M5',
      details: { gap_loss: 0.08, longest_gap_bars: 3 },
    });
    expect(warning?.message).toBe('8 of 100 expected bars are missing (8.00 %), at most 3 in a row');
  });
});
