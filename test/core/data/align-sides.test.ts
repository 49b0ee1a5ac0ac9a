import { describe, expect, it } from 'vitest';
import { alignSides, requireCommonTimes } from '../../../src/core/data/align-sides.ts';
import type { CleanSide } from '../../../src/core/data/market-hours.ts';
import { catchMarketDataError } from './catch-error.ts';
import { at } from './sample-series.ts';

const PLACE = { symbol: 'EURUSD', timeframe: 'M5' } as const;

function clean(times: readonly number[], rows: readonly number[] | null = null): CleanSide {
  return {
    times: Float64Array.from(times),
    rows: rows === null ? null : Int32Array.from(rows),
    outOfHoursDropped: 0,
    flatDailyDropped: 0,
  };
}

const list = (rows: Int32Array | null): number[] | null => (rows === null ? null : [...rows]);

describe('inner join on the open time', () => {
  it('keeps the files as they are where both sides have the same times', () => {
    const bid = clean([1, 2, 3]);
    const aligned = alignSides(bid, clean([1, 2, 3]));
    expect(aligned).toEqual({ times: bid.times, bidRows: null, askRows: null });
    expect(aligned.times).toBe(bid.times);
  });

  it('drops times without partner on either side', () => {
    const aligned = alignSides(clean([1, 2, 4, 5, 8]), clean([0, 2, 3, 5, 6, 8]));
    expect([...aligned.times]).toEqual([2, 5, 8]);
    expect(list(aligned.bidRows)).toEqual([1, 3, 4]);
    expect(list(aligned.askRows)).toEqual([1, 3, 5]);
  });

  it('lists rows only for the side that loses bars', () => {
    const aligned = alignSides(clean([2, 3]), clean([1, 2, 3]));
    expect(aligned.bidRows).toBeNull();
    expect(list(aligned.askRows)).toEqual([1, 2]);
  });

  it('names file rows where the clean-up dropped some', () => {
    const aligned = alignSides(clean([2, 3, 5], [1, 2, 4]), clean([2, 5]));
    expect(list(aligned.bidRows)).toEqual([1, 4]);
    expect(aligned.askRows).toBeNull();
    expect(list(alignSides(clean([2, 3], [5, 6]), clean([2, 3])).bidRows)).toEqual([5, 6]);
  });

  it('refuses sides without a common time, with both ranges', () => {
    const bid = clean([at('2024-01-08T00:00:00Z'), at('2024-01-09T00:00:00Z')]);
    const ask = clean([at('2024-02-08T00:00:00Z')]);
    const error = catchMarketDataError(() => requireCommonTimes(alignSides(bid, ask), bid, ask, PLACE));
    expect(error).toMatchObject({ code: 'DATA_ALIGN_EMPTY', where: 'EURUSD M5' });
    expect(error.details).toMatchObject({
      bid: { bars: 2, first: '2024-01-08T00:00:00Z', last: '2024-01-09T00:00:00Z' },
      ask: { bars: 1, first: '2024-02-08T00:00:00Z' },
    });
  });

  it('refuses a side that the clean-up emptied', () => {
    const error = catchMarketDataError(() =>
      requireCommonTimes(alignSides(clean([]), clean([1])), clean([]), clean([1]), PLACE),
    );
    expect(error.details).toMatchObject({ bid: { bars: 0, first: null, last: null } });
  });
});
