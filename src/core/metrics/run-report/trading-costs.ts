import type { Bars } from '../../types/bars.ts';
import type { TradeColumns } from '../../types/trade.ts';

/** What trading cost, in account currency; all 0 or more. */
export interface TradingCosts {
  /** Half the spread at the close of the bar, at every entry and every exit. */
  readonly spread: number;
  /** Adverse slippage of entries and exits. */
  readonly slippage: number;
  /** Commissions, those of positions that are still open included. */
  readonly fees: number;
  /** Profit without any of them: net profit plus all costs. */
  readonly profitBeforeCosts: number;
}

/**
 * Costs of the closed trades of a `v2` run. Spread and slippage are inside the results, so they are estimated
 * from the bars of the fills: the spread inside a bar is not known.
 *
 * @param moveValue account currency per lot and price move of 1 at a bar
 */
export function tradingCosts(
  trades: TradeColumns,
  bars: Bars,
  feesTotal: number,
  moveValue: (bar: number) => number,
): TradingCosts {
  let spread = 0;
  let slippage = 0;
  let profitGross = 0;
  for (let i = 0; i < trades.count; i++) {
    profitGross += trades.result[i];
    for (const [bar, distance] of [
      [trades.fillBar[i], trades.entrySlippage[i]],
      [trades.exitBar[i], trades.exitSlippage[i]],
    ]) {
      const value = trades.size[i] * moveValue(bar);
      spread += 0.5 * (bars.ask.close[bar] - bars.bid.close[bar]) * value;
      slippage += distance * value;
    }
  }
  return { spread, slippage, fees: feesTotal, profitBeforeCosts: profitGross + spread + slippage };
}
