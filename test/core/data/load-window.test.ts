import { describe, expect, it } from 'vitest';
import {
  countCompleted,
  findCalendarWindow,
  findHigherWindow,
  findParityPrimaryWindow,
  findPrimaryWindow,
  lateStartWarning,
  parityLoadStart,
  requireHigherCoverage,
  requireHigherWarmup,
  requirePrimaryWarmup,
  shortHigherWarmupWarning,
  shortParityWarmupWarning,
} from '../../../src/core/data/load-window.ts';
import { catchMarketDataError } from './catch-error.ts';
import { at } from './sample-series.ts';

const PLACE = { symbol: 'EURUSD', timeframe: 'H1' } as const;
const HOUR = 3_600_000;
const FIRST = at('2024-01-08T00:00:00Z');

function hours(count: number, fromMs = FIRST): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => fromMs + index * HOUR);
}

const range = (start: string, end: string) => ({ startMs: at(start), endMs: at(end) });

describe('primary window of v2', () => {
  const times = hours(48);

  it('reaches back by bars and trades from the first bar of the range', () => {
    const window = findPrimaryWindow(times, range('2024-01-08T10:00:00Z', '2024-01-08T20:00:00Z'), 4, PLACE);
    expect(window).toEqual({ from: 6, to: 21, firstTradingBar: 4, barsBeforeStart: 4 });
    expect(lateStartWarning(times, window, range('2024-01-08T10:00:00Z', '2024-01-08T20:00:00Z'), PLACE)).toBeNull();
  });

  it('includes bars at both instants', () => {
    expect(findPrimaryWindow(times, range('2024-01-08T10:00:00Z', '2024-01-08T10:00:00Z'), 0, PLACE)).toMatchObject({
      from: 10,
      to: 11,
    });
    expect(findPrimaryWindow(times, range('2024-01-08T10:00:01Z', '2024-01-08T11:59:59Z'), 0, PLACE)).toMatchObject({
      from: 11,
      to: 12,
    });
  });

  it('counts warm-up in bars across a gap', () => {
    const gapped = Float64Array.from([...hours(5), ...hours(5, FIRST + 72 * HOUR)]);
    expect(findPrimaryWindow(gapped, range('2024-01-11T00:00:00Z', '2024-01-12T00:00:00Z'), 3, PLACE)).toMatchObject({
      from: 2,
      to: 10,
      firstTradingBar: 3,
    });
  });

  it('starts late with a warning where the history is too short', () => {
    const span = range('2024-01-08T02:00:00Z', '2024-01-08T20:00:00Z');
    const window = findPrimaryWindow(times, span, 5, PLACE);
    expect(window).toMatchObject({ from: 0, to: 21, firstTradingBar: 5, barsBeforeStart: 2 });
    expect(lateStartWarning(times, window, span, PLACE)).toMatchObject({
      code: 'WARN_TRADING_STARTS_LATE',
      details: { effective_start: '2024-01-08T05:00:00Z' },
    });
  });

  it('needs one bar more than the warm-up', () => {
    const span = range('2024-01-08T00:00:00Z', '2024-01-08T04:00:00Z');
    const exact = findPrimaryWindow(times, span, 4, PLACE);
    expect(() => requirePrimaryWarmup(exact, 4, PLACE)).not.toThrow();
    const error = catchMarketDataError(() => requirePrimaryWarmup(findPrimaryWindow(times, span, 5, PLACE), 5, PLACE));
    expect(error).toMatchObject({ code: 'DATA_INSUFFICIENT', details: { needed: 6, have: 5 } });
  });

  it.each([
    ['before the data', '2024-01-01T00:00:00Z', '2024-01-07T00:00:00Z'],
    ['after the data', '2024-02-01T00:00:00Z', '2024-02-07T00:00:00Z'],
    ['between two bars', '2024-01-08T00:10:00Z', '2024-01-08T00:50:00Z'],
  ])('refuses a range %s, naming both ranges', (_, start, end) => {
    const error = catchMarketDataError(() => findPrimaryWindow(times, range(start, end), 0, PLACE));
    expect(error).toMatchObject({ code: 'DATA_RANGE_EMPTY', where: 'EURUSD H1' });
    expect(error.details).toMatchObject({
      requested: { start, end },
      available: { start: '2024-01-08T00:00:00Z', end: '2024-01-09T23:00:00Z' },
    });
  });
});

describe('completed bars', () => {
  // `strategy.md` 5.1: M5 bars 00:55-01:00 and 01:00-01:05 with H1.
  it('end at or before the decision time', () => {
    const times = hours(3);
    expect(countCompleted(times, 'H1', at('2024-01-08T00:55:00Z'))).toBe(0);
    expect(countCompleted(times, 'H1', at('2024-01-08T01:00:00Z'))).toBe(1);
    expect(countCompleted(times, 'H1', at('2024-01-08T01:05:00Z'))).toBe(1);
    expect(countCompleted(times, 'H1', at('2024-01-08T02:00:00Z'))).toBe(2);
  });
});

describe('higher window of v2', () => {
  const times = hours(48);
  const decision = at('2024-01-08T20:05:00Z');
  const end = at('2024-01-09T10:00:00Z');

  it('reaches back from the bars completed at the first decision', () => {
    expect(findHigherWindow(times, 'H1', decision, end, 6)).toEqual({ from: 14, to: 35, completedBeforeStart: 20 });
  });

  it('loads at least one completed bar', () => {
    expect(findHigherWindow(times, 'H1', decision, end, 0)).toMatchObject({ from: 19 });
  });

  it('warns where fewer bars than the warm-up are complete', () => {
    const window = findHigherWindow(times, 'H1', decision, end, 30);
    expect(window).toMatchObject({ from: 0, to: 35, completedBeforeStart: 20 });
    expect(() => requireHigherWarmup(window, 30, PLACE)).not.toThrow();
    expect(shortHigherWarmupWarning(window, 30, PLACE)).toMatchObject({
      code: 'WARN_HTF_WARMUP_SHORT',
      details: { completed_before_start: 20, needed: 30 },
    });
    expect(shortHigherWarmupWarning(window, 20, PLACE)).toBeNull();
  });

  it('accepts exactly as many bars as the warm-up, unlike the primary', () => {
    const window = findHigherWindow(times, 'H1', decision, end, 35);
    expect(() => requireHigherWarmup(window, 35, PLACE)).not.toThrow();
    const error = catchMarketDataError(() => requireHigherWarmup(window, 36, PLACE));
    expect(error).toMatchObject({ code: 'DATA_INSUFFICIENT_HTF', details: { timeframe: 'H1', needed: 36, have: 35 } });
  });

  it('refuses a timeframe without a completed bar', () => {
    const late = hours(10, at('2024-01-08T20:00:00Z'));
    const window = findHigherWindow(late, 'H1', decision, end, 0);
    const error = catchMarketDataError(() => requireHigherCoverage(late, window, at('2024-01-08T20:00:00Z'), PLACE));
    expect(error).toMatchObject({
      code: 'DATA_HTF_COVERAGE',
      details: { first_bar: '2024-01-08T20:00:00Z', first_trading_bar: '2024-01-08T20:00:00Z' },
    });
  });
});

describe('window of v1_parity', () => {
  const times = hours(72);

  it('starts at the warm-up in calendar time of the longest listed timeframe', () => {
    const start = at('2024-03-04T00:00:00Z');
    expect(parityLoadStart(start, 60, ['M5', 'H1', 'D1'])).toBe(at('2024-01-04T00:00:00Z'));
    expect(parityLoadStart(start, 60, ['M5'])).toBe(at('2024-03-03T19:00:00Z'));
  });

  it('trades from the start date on, however few bars precede it', () => {
    const span = range('2024-01-08T04:00:00Z', '2024-01-09T00:00:00Z');
    const window = findParityPrimaryWindow(times, span, at('2024-01-08T01:00:00Z'), PLACE);
    expect(window).toEqual({ from: 1, to: 25, firstTradingBar: 3, barsBeforeStart: 3 });
    expect(shortParityWarmupWarning(window, 4, PLACE)).toMatchObject({ code: 'WARN_PARITY_SHORT_WARMUP' });
    expect(shortParityWarmupWarning(window, 3, PLACE)).toBeNull();
  });

  it('refuses a range without bars', () => {
    const span = range('2024-01-20T00:00:00Z', '2024-01-21T00:00:00Z');
    expect(catchMarketDataError(() => findParityPrimaryWindow(times, span, FIRST, PLACE)).code).toBe(
      'DATA_RANGE_EMPTY',
    );
  });

  it('may leave a higher timeframe empty', () => {
    expect(findCalendarWindow(times, at('2024-02-01T00:00:00Z'), at('2024-02-02T00:00:00Z'))).toEqual({
      from: 72,
      to: 72,
    });
    expect(findCalendarWindow(times, at('2024-01-01T00:00:00Z'), at('2024-01-02T00:00:00Z'))).toEqual({
      from: 0,
      to: 0,
    });
  });
});
