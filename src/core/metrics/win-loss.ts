import type { TradeResults } from '../types/trade.ts';

export interface WinLossFigures {
  readonly wins: number;
  readonly losses: number;
  readonly winRate: number;
  readonly profitFactor: number;
  readonly avgWin: number;
  readonly avgLoss: number;
  readonly largestWin: number;
  readonly largestLoss: number;
  readonly payoffRatio: number;
  readonly maxConsecutiveLosses: number;
}

/**
 * Number and sizes of winning and losing results, unrounded and before fees, losses as positive amounts
 * (`metrics.md` 4.1, 4.5), and the longest run of losses in trade order (5). A result of exactly 0 is neither a win
 * nor a loss, but counts as a trade and ends a run. Without a losing trade `profitFactor` and
 * `payoffRatio` are 0: a contract value, not a judgement.
 */
export function measureWinsAndLosses(trades: TradeResults): WinLossFigures {
  const { count, result } = trades;
  let wins = 0;
  let losses = 0;
  let grossWin = 0;
  let grossLoss = 0;
  let largestWin = 0;
  let largestLoss = 0;
  let streak = 0;
  let longestStreak = 0;
  // One loop for all that asks for the sign: it changes too irregularly for a processor to foresee.
  for (let i = 0; i < count; i++) {
    const amount = result[i];
    if (amount < 0) {
      losses++;
      grossLoss -= amount;
      if (-amount > largestLoss) largestLoss = -amount;
      streak++;
      if (streak > longestStreak) longestStreak = streak;
    } else {
      streak = 0;
      if (!(amount > 0)) continue;
      wins++;
      grossWin += amount;
      if (amount > largestWin) largestWin = amount;
    }
  }
  const avgWin = wins === 0 ? 0 : grossWin / wins;
  const avgLoss = losses === 0 ? 0 : grossLoss / losses;
  return {
    wins,
    losses,
    winRate: count === 0 ? 0 : wins / count,
    profitFactor: losses === 0 ? 0 : grossWin / grossLoss,
    avgWin,
    avgLoss,
    largestWin,
    largestLoss,
    payoffRatio: losses === 0 ? 0 : avgWin / avgLoss,
    maxConsecutiveLosses: longestStreak,
  };
}
