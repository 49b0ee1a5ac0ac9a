import type { TradeResults } from '../types/trade.ts';

export interface MoneyFigures {
  readonly profitGross: number;
  readonly profitNet: number;
  readonly avgTradePnl: number;
}

/**
 * Profit before and after fees (`metrics.md` 4.2). `feesTotal` is what was booked, never a difference
 * of balances, so it includes the entry fees of positions that are still open.
 */
export function sumMoney(trades: TradeResults, feesTotal: number): MoneyFigures {
  const { count, result } = trades;
  let profitGross = 0;
  for (let i = 0; i < count; i++) profitGross += result[i];
  const profitNet = profitGross - feesTotal;
  return { profitGross, profitNet, avgTradePnl: count === 0 ? 0 : profitNet / count };
}
