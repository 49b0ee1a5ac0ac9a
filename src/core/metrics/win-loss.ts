import type { TradeResults } from '../types/trade.ts';

export interface WinLossFigures {
  readonly profitFactor: number;
  readonly avgWin: number;
  readonly avgLoss: number;
  readonly largestWin: number;
  readonly largestLoss: number;
  readonly payoffRatio: number;
}

/**
 * Sizes of winning and losing results before fees, losses as positive amounts (`metrics.md` 4.5).
 * Without a losing trade `profitFactor` and `payoffRatio` are 0: a contract value, not a judgement.
 */
export function measureWinsAndLosses(trades: TradeResults): WinLossFigures {
  const { count, result } = trades;
  let wins = 0;
  let losses = 0;
  let grossWin = 0;
  let grossLoss = 0;
  let largestWin = 0;
  let largestLoss = 0;
  for (let i = 0; i < count; i++) {
    const amount = result[i];
    if (amount > 0) {
      wins++;
      grossWin += amount;
      if (amount > largestWin) largestWin = amount;
    } else if (amount < 0) {
      losses++;
      grossLoss -= amount;
      if (-amount > largestLoss) largestLoss = -amount;
    }
  }
  const avgWin = wins === 0 ? 0 : grossWin / wins;
  const avgLoss = losses === 0 ? 0 : grossLoss / losses;
  return {
    profitFactor: losses === 0 ? 0 : grossWin / grossLoss,
    avgWin,
    avgLoss,
    largestWin,
    largestLoss,
    payoffRatio: losses === 0 ? 0 : avgWin / avgLoss,
  };
}
