import type { TradeResults } from '../types/trade.ts';

/** Trades of one run among those of several, and how far its bars are behind the first one's. */
export interface PlacedTrades {
  readonly trades: TradeResults;
  readonly barOffset: number;
}

/** The results of closed trades in memory of their own. */
export function copyResults(trades: TradeResults): TradeResults {
  return joinResults([{ trades, barOffset: 0 }]);
}

/** The results of several runs one after the other, their bars moved by the offset of each. */
export function joinResults(runs: readonly PlacedTrades[]): TradeResults {
  const count = runs.reduce((sum, { trades }) => sum + trades.count, 0);
  const joined = {
    count,
    entryBar: new Int32Array(count),
    exitBar: new Int32Array(count),
    size: new Float64Array(count),
    result: new Float64Array(count),
    entryFee: new Float64Array(count),
    exitFee: new Float64Array(count),
  };
  let row = 0;
  for (const { trades, barOffset } of runs) {
    for (let own = 0; own < trades.count; own++, row++) {
      joined.entryBar[row] = trades.entryBar[own]! + barOffset;
      joined.exitBar[row] = trades.exitBar[own]! + barOffset;
      joined.size[row] = trades.size[own]!;
      joined.result[row] = trades.result[own]!;
      joined.entryFee[row] = trades.entryFee[own]!;
      joined.exitFee[row] = trades.exitFee[own]!;
    }
  }
  return joined;
}
