import type { Bars } from '../../types/bars.ts';
import type { TradeColumns } from '../../types/trade.ts';

/** How far a trade went before it ended, in units of its initial stop distance; both 0 or more. */
export interface Excursion {
  /** Largest move against the position. */
  readonly adverse: number;
  /** Largest move in its favour. */
  readonly favourable: number;
}

/**
 * Largest moves of each trade that certainly happened while it was open, measured from the fill price at the
 * side on which it would be closed. Bars between fill and exit count with their extremes. Of the bar of the
 * fill only the close counts, of the bar of the exit only its open and the exit price, because a bar does not
 * say in which order its other prices came.
 */
export function tradeExcursions(trades: TradeColumns, bars: Bars): readonly Excursion[] {
  return Array.from({ length: trades.count }, (_, index) => excursionOf(trades, index, bars));
}

function excursionOf(trades: TradeColumns, index: number, { bid, ask }: Bars): Excursion {
  const direction = trades.direction[index];
  const entryPrice = trades.entryPrice[index];
  const fillBar = trades.fillBar[index];
  const exitBar = trades.exitBar[index];
  const side = direction === 1 ? bid : ask;
  let adverse = 0;
  let favourable = 0;
  const reach = (price: number): void => {
    const move = direction * (price - entryPrice);
    adverse = Math.max(adverse, -move);
    favourable = Math.max(favourable, move);
  };
  if (exitBar > fillBar) {
    reach(side.close[fillBar]);
    for (let bar = fillBar + 1; bar < exitBar; bar++) {
      reach(side.low[bar]);
      reach(side.high[bar]);
    }
    reach(side.open[exitBar]);
  }
  reach(trades.exitPrice[index]);
  const risk = Math.abs(entryPrice - trades.initialStopLoss[index]);
  return risk > 0 ? { adverse: adverse / risk, favourable: favourable / risk } : { adverse: 0, favourable: 0 };
}
