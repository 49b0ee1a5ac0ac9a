import type { TradeResults } from '../types/trade.ts';

/** Longest run of results below zero in trade order; a result of zero ends a run (`metrics.md` 5). */
export function longestLosingStreak(trades: TradeResults): number {
  const { count, result } = trades;
  let longest = 0;
  let current = 0;
  for (let i = 0; i < count; i++) {
    current = result[i] < 0 ? current + 1 : 0;
    if (current > longest) longest = current;
  }
  return longest;
}
