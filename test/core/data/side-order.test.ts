import { describe, expect, it } from 'vitest';
import { crossedBarsError, findCrossedBars } from '../../../src/core/data/side-order.ts';
import type { SideBars } from '../../../src/core/types/bars.ts';
import { at } from './sample-series.ts';

function bars(open: readonly number[], close: readonly number[]): SideBars {
  const any = new Float64Array(open.length);
  return { open: Float64Array.from(open), high: any, low: any, close: Float64Array.from(close), volume: any };
}

const times = Float64Array.of(at('2024-01-08T00:00:00Z'), at('2024-01-08T00:05:00Z'), at('2024-01-08T00:10:00Z'));
const aligned = { times, bidRows: null, askRows: null };

describe('side order', () => {
  const bid = bars([1, 1, 1], [2, 2, 2]);

  it('allows an ask that equals the bid', () => {
    expect(findCrossedBars(bid, bid, aligned, 0, 3)).toEqual({ count: 0, first: null });
  });

  it('finds crossed opens and closes inside the window only', () => {
    const ask = bars([0.9, 1, 1], [2, 1.9, 1.8]);
    const crossed = findCrossedBars(bid, ask, aligned, 0, 3);
    expect(crossed).toEqual({ count: 3, first: { timeMs: times[0], field: 'open', bid: 1, ask: 0.9 } });
    expect(findCrossedBars(bid, ask, aligned, 1, 3)).toMatchObject({
      count: 2,
      first: { timeMs: times[1], field: 'close', bid: 2, ask: 1.9 },
    });
    expect(findCrossedBars(bid, ask, aligned, 0, 0).count).toBe(0);
  });

  it('compares the rows that belong together', () => {
    const ask = bars([5, 0.5, 5, 5], [5, 5, 5, 5]);
    const rows = { times: times.subarray(0, 2), bidRows: Int32Array.of(0, 2), askRows: Int32Array.of(0, 3) };
    expect(findCrossedBars(bid, ask, rows, 0, 2).count).toBe(0);
    expect(findCrossedBars(bid, ask, { ...rows, askRows: Int32Array.of(0, 1) }, 0, 2).first).toMatchObject({
      ask: 0.5,
    });
  });

  it('names time, both prices, the number of bars and the repair command', () => {
    const first = { timeMs: times[1], field: 'close', bid: 2, ask: 1.9 } as const;
    const error = crossedBarsError({ count: 7, first }, first, { symbol: 'GBPUSD', timeframe: 'M1' });
    expect(error).toMatchObject({ code: 'DATA_SPREAD', where: 'GBPUSD M1 (2024-01-08T00:05:00Z)' });
    expect(error.message).toContain('ask close 1.9 is below bid close 2');
    expect(error.hint).toContain('7 crossed bars');
    expect(error.hint).toContain('omega data repair GBPUSD --to <root>');
    expect(error.details).toMatchObject({ time: '2024-01-08T00:05:00Z', bid: 2, ask: 1.9, crossed_bars: 7 });
  });
});
