import type { TradeResults } from '../types/trade.ts';

/**
 * R_i = result_i / risk per trade (`metrics.md` 4.4), the same in both execution variants; the
 * `rMultiple` of the trade record is another figure in `v1_parity`. Fills and returns `target`, one
 * element per trade.
 */
export function riskMultiples(
  trades: TradeResults,
  riskPerTrade: number,
  target: Float64Array = new Float64Array(trades.count),
): Float64Array {
  const { count, result } = trades;
  for (let i = 0; i < count; i++) target[i] = result[i] / riskPerTrade;
  return target;
}
