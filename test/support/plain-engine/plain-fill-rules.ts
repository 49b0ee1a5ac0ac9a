import type { PlainOrder } from './plain-books.ts';
import type { Candle, ExitTest } from './plain-prices.ts';

/** Number of the rule behind an entry at a price before slippage; the table of `docs/execution.md`. */
export function plainEntryRule({ orderType, level }: PlainOrder, base: number): number {
  const isAtLevel = base === level;
  switch (orderType) {
    case 'market':
      return 1;
    case 'limit':
      return isAtLevel ? 2 : 3;
    case 'stop':
      return isAtLevel ? 4 : 5;
  }
}

/** Number of the rule behind a stop loss or take profit at a price before slippage. */
export function plainExitRule(hit: 'stop_loss' | 'take_profit', test: ExitTest, candle: Candle, base: number): number {
  const { direction, isEntryBar, stopLoss, takeProfit, buffer } = test;
  if (hit === 'take_profit') {
    if (isEntryBar) return 12;
    return base === takeProfit ? 10 : 11;
  }
  const isTie = direction === 1 ? candle.high >= takeProfit - buffer : candle.low <= takeProfit + buffer;
  if (isTie) return 9;
  if (isEntryBar) return 8;
  return base === stopLoss ? 6 : 7;
}

/** Number of the rule behind a close by trade management. */
export function plainManagementRule(reason: string): number {
  return reason === 'timeout' ? 13 : 14;
}
