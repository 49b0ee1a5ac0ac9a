import { describe, expect, it } from 'vitest';
import { applySpreadMultiplier, scaleSpread } from '../../../src/core/data/spread-multiplier.ts';
import type { SideBars } from '../../../src/core/types/bars.ts';

function bar(open: number, high: number, low: number, close: number): SideBars {
  return {
    open: Float64Array.of(open),
    high: Float64Array.of(high),
    low: Float64Array.of(low),
    close: Float64Array.of(close),
    volume: Float64Array.of(1),
  };
}

describe('spread multiplier', () => {
  const bid = bar(1.1, 1.2, 1.0, 1.15);
  const ask = bar(1.1002, 1.2004, 1.0003, 1.1501);

  it('returns the same columns at exactly 1', () => {
    expect(scaleSpread(bid, ask, 1)).toBe(ask);
    const bars = { timeframe: 'M5' as const, openTimes: Float64Array.of(0), bid, ask };
    expect(applySpreadMultiplier(bars, { enabled: true, spread_multiplier: 1 })).toBe(bars);
    expect(applySpreadMultiplier(bars, { enabled: false, spread_multiplier: 3 })).toBe(bars);
    expect(applySpreadMultiplier(bars, { enabled: true, spread_multiplier: 3 }).bid).toBe(bid);
  });

  it('scales each field by its own distance to the bid', () => {
    const scaled = scaleSpread(bid, ask, 2);
    expect(scaled.open[0]).toBe(1.1 + 2 * (1.1002 - 1.1));
    expect(scaled.high[0]).toBe(1.2 + 2 * (1.2004 - 1.2));
    expect(scaled.low[0]).toBe(1.0 + 2 * (1.0003 - 1.0));
    expect(scaled.close[0]).toBe(1.15 + 2 * (1.1501 - 1.15));
    expect(scaled.volume).toBe(ask.volume);
    expect(scaled.open.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(ask.open[0]).toBe(1.1002);
  });

  it('removes the spread at 0', () => {
    expect(scaleSpread(bid, ask, 0)).toMatchObject({ open: bid.open, high: bid.high, low: bid.low, close: bid.close });
  });

  it('lets high and low enclose the prices again', () => {
    // Wide open, narrow high: scaling lifts the open above the high; the low ends above the close.
    const scaled = scaleSpread(bar(1.19, 1.2, 1.0, 1.01), bar(1.21, 1.21, 1.02, 1.021), 10);
    const open = 1.19 + 10 * (1.21 - 1.19);
    expect(scaled.high[0]).toBe(open);
    expect(scaled.low[0]).toBe(Math.min(1.0 + 10 * (1.02 - 1.0), 1.01 + 10 * (1.021 - 1.01)));
    expect(scaled.low[0]).toBe(scaled.close[0]);
  });
});
