import { describe, expect, it } from 'vitest';
import { tradeExcursions } from '../../../../src/core/metrics/run-report/trade-excursions.ts';
import type { Bars, SideBars } from '../../../../src/core/types/bars.ts';
import type { Trade } from '../../../../src/core/types/trade.ts';
import { tradeColumns } from '../trade-columns.ts';

/** Open, high, low and close of the bid; the ask is one higher. */
const ROWS = [
  [100, 180, 20, 104],
  [106, 110, 96, 105],
  [105, 108, 101, 103],
  [103, 170, 30, 100],
] as const;

function sideOf(spread: number): SideBars {
  const column = (field: 0 | 1 | 2 | 3) => Float64Array.from(ROWS, (row) => row[field] + spread);
  return { open: column(0), high: column(1), low: column(2), close: column(3), volume: new Float64Array(4) };
}
const BARS: Bars = { timeframe: 'M5', openTimes: Float64Array.of(0, 1, 2, 3), bid: sideOf(0), ask: sideOf(1) };

function excursionOf(trade: Partial<Trade>) {
  const defaults: Partial<Trade> = { entryPrice: 102, initialStopLoss: 98, fillBar: 0, exitBar: 3, exitPrice: 101 };
  return tradeExcursions(tradeColumns([{ ...defaults, ...trade }]), BARS)[0];
}

describe('excursions', () => {
  it('of a long count the extremes of the bid between fill and exit, in stop distances', () => {
    expect(excursionOf({})).toEqual({ adverse: 6 / 4, favourable: 8 / 4 });
  });

  it('of a short are those of the ask', () => {
    const short = { direction: -1, entryPrice: 104, initialStopLoss: 108, exitPrice: 102 } as const;
    expect(excursionOf(short)).toEqual({ adverse: 7 / 4, favourable: 7 / 4 });
  });

  it('count the close of the fill bar, the open of the exit bar and the exit price, nothing else of them', () => {
    expect(excursionOf({ exitBar: 1, exitPrice: 102 })).toEqual({ adverse: 0, favourable: 4 / 4 });
    expect(excursionOf({ fillBar: 2, exitPrice: 90 })).toEqual({ adverse: 12 / 4, favourable: 1 / 4 });
  });

  it('end with the exit price in the fill bar', () => {
    expect(excursionOf({ exitBar: 0, exitPrice: 98 })).toEqual({ adverse: 1, favourable: 0 });
  });

  it('are 0 without a stop distance', () => {
    expect(excursionOf({ initialStopLoss: 102 })).toEqual({ adverse: 0, favourable: 0 });
  });
});
