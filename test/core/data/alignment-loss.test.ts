import { describe, expect, it } from 'vitest';
import { alignSides } from '../../../src/core/data/align-sides.ts';
import {
  alignmentLossError,
  alignmentLossWarning,
  countAlignment,
  isLossTooLarge,
} from '../../../src/core/data/alignment-loss.ts';
import type { CleanSide } from '../../../src/core/data/market-hours.ts';
import { at } from './sample-series.ts';

const PLACE = { symbol: 'EURUSD', timeframe: 'M5' } as const;
const START = at('2024-01-08T00:00:00Z');
const MINUTES_5 = 300_000;

/** Bars 0 … count - 1 of a grid, without the left-out ones. */
function grid(count: number, leftOut: readonly number[] = []): CleanSide {
  const indices = Array.from({ length: count }, (_, index) => index).filter((index) => !leftOut.includes(index));
  const times = Float64Array.from(indices, (index) => START + index * MINUTES_5);
  return { times, rows: null, outOfHoursDropped: 0, flatDailyDropped: 0 };
}

const everything = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

function lossOf(bid: CleanSide, ask: CleanSide, span = everything) {
  return countAlignment(bid, ask, alignSides(bid, ask), span);
}

describe('alignment loss', () => {
  it('is the larger share of either side', () => {
    const counts = lossOf(grid(10, [3]), grid(10, [5, 6]));
    expect(counts).toMatchObject({ bidCount: 9, askCount: 8, alignedCount: 7 });
    expect(counts.loss).toBeCloseTo(2 / 9, 15);
  });

  it('passes at exactly 1 % and fails above', () => {
    const onePercent = lossOf(grid(100), grid(100, [42]));
    expect(onePercent.loss).toBe(0.01);
    expect(isLossTooLarge(onePercent)).toBe(false);
    expect(isLossTooLarge(lossOf(grid(99), grid(99, [42])))).toBe(true);
    expect(isLossTooLarge(lossOf(grid(99, [42]), grid(99)))).toBe(true);
    // 1 - 693 / 700 in doubles is larger than 0.01.
    expect(isLossTooLarge(lossOf(grid(700), grid(693)))).toBe(false);
  });

  it('is measured on the window only, both ends inclusive', () => {
    const bid = grid(10);
    const ask = grid(10, [0, 1, 9]);
    const span = { fromMs: START + 2 * MINUTES_5, toMs: START + 8 * MINUTES_5 };
    expect(lossOf(bid, ask, span)).toEqual({ bidCount: 7, askCount: 7, alignedCount: 7, loss: 0 });
  });

  it('names counts, limit and the first five orphans of each side', () => {
    const bid = grid(20, [1]);
    const ask = grid(20, [0, 3, 4, 5, 6, 7, 8]);
    const span = { fromMs: START + MINUTES_5, toMs: START + 19 * MINUTES_5 };
    const error = alignmentLossError(lossOf(bid, ask, span), bid, ask, span, PLACE);
    expect(error.code).toBe('DATA_ALIGN_LOSS');
    expect(error.details).toMatchObject({
      limit: 0.01,
      bid_count: 18,
      ask_count: 13,
      aligned_count: 12,
      bid_only: ['15', '20', '25', '30', '35'].map((minute) => `2024-01-08T00:${minute}:00Z`),
      ask_only: ['2024-01-08T00:05:00Z'],
    });
  });

  it('is counted in the warning', () => {
    const counts = lossOf(grid(1000, [1]), grid(1000, [2, 3]));
    expect(alignmentLossWarning(counts, PLACE)).toMatchObject({
      code: 'WARN_ALIGN_LOSS',
      count: 3,
      where: 'EURUSD M5',
    });
  });
});
