import type { SideBars } from '../types/bars.ts';
import type { Direction, OrderType } from '../types/signal.ts';

/** Float noise that may separate two distances which are equal mathematically (`execution.md` 9). */
export const DISTANCE_TOLERANCE = 1e-12;

/** Whether a resting order is touched in a bar; equality triggers (`execution.md` 4.2). */
export function isTriggered(
  orderType: OrderType,
  direction: Direction,
  level: number,
  entrySide: SideBars,
  bar: number,
): boolean {
  const wantsLowerPrice = (orderType === 'limit') === (direction === 1);
  return wantsLowerPrice ? entrySide.low[bar]! <= level : entrySide.high[bar]! >= level;
}

/**
 * Price of a pending fill before slippage (`execution.md` 4.3): a stop order is filled at the worse of
 * level and open, a limit order at its level unless the policy asks for the worse of both.
 */
export function pendingFillBase(
  orderType: OrderType,
  direction: Direction,
  level: number,
  open: number,
  limitAtWorseOfOpen: boolean,
): number {
  if (orderType === 'limit' && !limitAtWorseOfOpen) return level;
  return direction === 1 ? Math.max(level, open) : Math.min(level, open);
}

/** Long stop < entry < target, short target < entry < stop, all strict (`execution.md` 4.5). */
export function hasValidLevels(direction: Direction, entry: number, stopLoss: number, takeProfit: number): boolean {
  return direction === 1 ? stopLoss < entry && entry < takeProfit : takeProfit < entry && entry < stopLoss;
}

/** Minimum stop distance (`execution.md` 9.1). */
export function isStopTooClose(price: number, stopLoss: number, minStopDistance: number): boolean {
  return Math.abs(price - stopLoss) < minStopDistance - DISTANCE_TOLERANCE;
}
