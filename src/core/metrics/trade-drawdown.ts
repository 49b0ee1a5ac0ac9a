import type { TradeResults } from '../types/trade.ts';

/**
 * Result of each trade minus the fees booked for it (`metrics.md` 2.1). Fills and returns `target`,
 * one element per trade.
 */
export function netResults(trades: TradeResults, target: Float64Array = new Float64Array(trades.count)): Float64Array {
  const { count, result, entryFee, exitFee } = trades;
  for (let i = 0; i < count; i++) target[i] = result[i] - (entryFee[i] + exitFee[i]);
  return target;
}

/** Largest fall of the running sum of `amounts` below its running peak; sum and peak start at 0 (`metrics.md` 5). */
export function cumulativeDrawdown(amounts: Float64Array): number {
  let sum = 0;
  let peak = 0;
  let deepest = 0;
  for (let i = 0; i < amounts.length; i++) {
    sum += amounts[i];
    if (sum > peak) peak = sum;
    if (peak - sum > deepest) deepest = peak - sum;
  }
  return deepest;
}
