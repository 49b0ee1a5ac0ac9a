import { describe, expect, it } from 'vitest';
import { matchLabels, mismatchWarning, requireOpenLabels } from '../../../src/core/data/label-check.ts';
import type { Bars } from '../../../src/core/types/bars.ts';
import { TIMEFRAME_MS, type Timeframe } from '../../../src/core/types/timeframe.ts';
import { catchMarketDataError } from './catch-error.ts';
import { at, priceAt, sampleBars } from './sample-series.ts';

const TICK = 0.00001;
const PLACE = { symbol: 'EURUSD', timeframe: 'H1' } as const;
const FIRST = at('2024-01-08T00:00:00Z');

function series(timeframe: Timeframe, count: number, shiftMs = 0): Bars {
  const times = Array.from({ length: count }, (_, index) => FIRST + index * TIMEFRAME_MS[timeframe]);
  const bid = sampleBars(times);
  return { timeframe, openTimes: Float64Array.from(times, (time) => time + shiftMs), bid, ask: bid };
}

/** Primary M15 bars whose closes equal the next open, so that hourly closes follow from them. */
function primaryBars(hours: number): Bars {
  const bars = series('M15', hours * 4);
  const close = bars.openTimes.map((time) => priceAt(time + TIMEFRAME_MS.M15));
  return { ...bars, bid: { ...bars.bid, close } };
}

function hourlyBars(hours: number, shiftMs = 0): Bars {
  const bars = series('H1', hours, shiftMs);
  const close = bars.openTimes.map((time) => priceAt(time - shiftMs + TIMEFRAME_MS.H1));
  return { ...bars, bid: { ...bars.bid, close } };
}

describe('label check', () => {
  it('accepts open labels', () => {
    const match = matchLabels(primaryBars(40), hourlyBars(40), TICK);
    expect(match.openMatch).toBe(1);
    expect(match.closeMatch).toBeLessThan(0.5);
    expect(() => requireOpenLabels(match, PLACE)).not.toThrow();
    expect(mismatchWarning(match, PLACE)).toBeNull();
  });

  it('refuses closing labels, naming both rates', () => {
    const match = matchLabels(primaryBars(40), hourlyBars(40, TIMEFRAME_MS.H1), TICK);
    expect(match).toMatchObject({ closeMatch: 1 });
    const error = catchMarketDataError(() => requireOpenLabels(match, PLACE));
    expect(error).toMatchObject({ code: 'DATA_HTF_LABEL', where: 'EURUSD H1', details: { close_match: 1 } });
    expect(error.hint).toContain('relabel');
  });

  it('warns where neither opens nor closes agree', () => {
    const hourly = hourlyBars(40);
    const other = {
      ...hourly,
      bid: { ...hourly.bid, open: hourly.bid.open.map((open) => open + 0.5), close: hourly.bid.close.map(() => 9) },
    };
    const match = matchLabels(primaryBars(40), other, TICK);
    expect(match).toMatchObject({ openMatch: 0, closeMatch: 0 });
    expect(() => requireOpenLabels(match, PLACE)).not.toThrow();
    expect(mismatchWarning(match, PLACE)).toMatchObject({ code: 'WARN_HTF_MISMATCH' });
  });

  it('counts prices one tick apart as equal, two ticks not', () => {
    const shifted = (ticks: number): number | null => {
      const hourly = hourlyBars(40);
      const open = hourly.bid.open.map((price) => Number((price + ticks * TICK).toFixed(5)));
      return matchLabels(primaryBars(40), { ...hourly, bid: { ...hourly.bid, open } }, TICK).openMatch;
    };
    expect(shifted(1)).toBe(1);
    expect(shifted(-1)).toBe(1);
    expect(shifted(2)).toBe(0);
  });

  it('needs 20 comparable bars', () => {
    expect(matchLabels(primaryBars(20), hourlyBars(20), TICK).openMatch).toBe(1);
    // The first label has no primary bar before it, so one close less can be compared.
    expect(matchLabels(primaryBars(20), hourlyBars(20), TICK).closeMatch).toBeNull();
    const few = matchLabels(primaryBars(19), hourlyBars(40), TICK);
    expect(few).toMatchObject({ openMatch: null, closeMatch: null });
    expect(() => requireOpenLabels(few, PLACE)).not.toThrow();
    expect(mismatchWarning(few, PLACE)).toBeNull();
  });
});
