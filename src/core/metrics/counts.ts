import type { TradeResults } from '../types/trade.ts';

export interface ResultCounts {
  readonly wins: number;
  readonly losses: number;
  readonly winRate: number;
}

/**
 * Counts by the sign of the unrounded result before fees (`metrics.md` 4.1). A result of exactly 0
 * is neither a win nor a loss, but counts as a trade.
 */
export function countResults(trades: TradeResults): ResultCounts {
  const { count, result } = trades;
  let wins = 0;
  let losses = 0;
  for (let i = 0; i < count; i++) {
    if (result[i] > 0) wins++;
    else if (result[i] < 0) losses++;
  }
  return { wins, losses, winRate: count === 0 ? 0 : wins / count };
}
