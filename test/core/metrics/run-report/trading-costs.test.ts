import { describe, expect, it } from 'vitest';
import { tradingCosts } from '../../../../src/core/metrics/run-report/trading-costs.ts';
import type { Bars, SideBars } from '../../../../src/core/types/bars.ts';
import { tradeColumns } from '../trade-columns.ts';

function sideOf(...close: number[]): SideBars {
  const column = Float64Array.from(close);
  return { open: column, high: column, low: column, close: column, volume: column };
}
const BARS: Bars = { timeframe: 'M5', openTimes: Float64Array.of(0, 1, 2), bid: sideOf(1, 1, 1), ask: sideOf(3, 5, 9) };

describe('trading costs', () => {
  it('are half the spread and the slippage of both fills at their own rates, and all fees', () => {
    const trades = tradeColumns([
      { size: 2, fillBar: 0, exitBar: 2, entrySlippage: 0.5, exitSlippage: 0.25, result: 10 },
      { size: 1, fillBar: 1, exitBar: 1, entrySlippage: 1, exitSlippage: 0, result: -4 },
    ]);
    const moveValue = (bar: number) => [10, 20, 40][bar];
    // 2 lots: 1 x 10 and 4 x 40, slippage 0.5 x 10 and 0.25 x 40; 1 lot: 2 x 20 twice, slippage 1 x 20.
    expect(tradingCosts(trades, BARS, 7, moveValue)).toEqual({
      spread: 2 * (10 + 160) + 80,
      slippage: 2 * (5 + 10) + 20,
      fees: 7,
      profitBeforeCosts: 6 + 420 + 50,
    });
  });

  it('are the fees of open positions where nothing was closed', () => {
    const none = { spread: 0, slippage: 0, fees: 3, profitBeforeCosts: 0 };
    expect(tradingCosts(tradeColumns([]), BARS, 3, () => 1)).toEqual(none);
  });
});
