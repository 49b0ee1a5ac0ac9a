import type { Bars, SideBars } from '../../../src/core/types/bars.ts';
import type { Direction, OrderType } from '../../../src/core/types/signal.ts';

/** One side of one bar. */
export interface Candle {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Longs enter on the ask, shorts on the bid (`execution.md` 1.4). */
export function entryCandle(bars: Bars, direction: Direction, bar: number): Candle {
  return candleAt(direction === 1 ? bars.ask : bars.bid, bar);
}

/** Longs leave on the bid, shorts on the ask. */
export function exitCandle(bars: Bars, direction: Direction, bar: number): Candle {
  return candleAt(direction === 1 ? bars.bid : bars.ask, bar);
}

function candleAt(side: SideBars, bar: number): Candle {
  return { open: side.open[bar], high: side.high[bar], low: side.low[bar], close: side.close[bar] };
}

/** Table of `execution.md` 4.2; equality triggers. */
export function isTriggered(orderType: OrderType, direction: Direction, level: number, candle: Candle): boolean {
  if (orderType === 'limit') return direction === 1 ? candle.low <= level : candle.high >= level;
  return direction === 1 ? candle.high >= level : candle.low <= level;
}

/** The levels and the history that the exit test looks at. */
export interface ExitTest {
  readonly direction: Direction;
  readonly orderType: OrderType;
  readonly isEntryBar: boolean;
  readonly stopLoss: number;
  readonly takeProfit: number;
  readonly buffer: number;
}

/** `execution.md` 5.1 to 5.3: what closes a position in this bar, the stop winning a tie. */
export function findHit(test: ExitTest, candle: Candle): 'stop_loss' | 'take_profit' | null {
  const { direction, orderType, isEntryBar, stopLoss, takeProfit, buffer } = test;
  const isStopHit = direction === 1 ? candle.low <= stopLoss + buffer : candle.high >= stopLoss - buffer;
  const isTargetHit = direction === 1 ? candle.high >= takeProfit - buffer : candle.low <= takeProfit + buffer;
  const closesBeyond = direction === 1 ? candle.close > takeProfit : candle.close < takeProfit;
  if (isEntryBar && orderType === 'market') return null;
  if (isStopHit) return 'stop_loss';
  if (!isTargetHit) return null;
  if (isEntryBar && orderType === 'limit' && !closesBeyond) return null;
  return 'take_profit';
}
