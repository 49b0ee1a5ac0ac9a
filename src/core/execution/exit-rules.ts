import type { RangeIndex } from '../math/range-index.ts';
import type { Direction, OrderType } from '../types/signal.ts';
import type { ExecutionSettings } from './execution-settings.ts';

/** What the hit test of a bar found. */
export const NO_EXIT = 0;
export const STOP_LOSS_EXIT = 1;
export const TAKE_PROFIT_EXIT = 2;
export type ExitHit = typeof NO_EXIT | typeof STOP_LOSS_EXIT | typeof TAKE_PROFIT_EXIT;

/** What decides the exit of an open position. */
export interface PositionLevels {
  readonly direction: Direction;
  readonly stopLoss: number;
  readonly takeProfit: number;
}

/**
 * Stop and target test of one bar on the exit side (long: bid, short: ask), `execution.md` 5.1 to 5.3.
 * The stop wins a tie. In the fill bar a market position cannot exit, and the target of a limit order
 * needs a close beyond it, because the extreme may have been printed before the fill.
 */
export function findExit(
  direction: Direction,
  orderType: OrderType,
  isFillBar: boolean,
  stopLoss: number,
  takeProfit: number,
  buffer: number,
  high: number,
  low: number,
  close: number,
): ExitHit {
  if (isFillBar && orderType === 'market') return NO_EXIT;
  if (direction === 1) {
    if (low <= stopLoss + buffer) return STOP_LOSS_EXIT;
    if (!(high >= takeProfit - buffer)) return NO_EXIT;
    return isFillBar && orderType === 'limit' && !(close > takeProfit) ? NO_EXIT : TAKE_PROFIT_EXIT;
  }
  if (high >= stopLoss - buffer) return STOP_LOSS_EXIT;
  if (!(low <= takeProfit + buffer)) return NO_EXIT;
  return isFillBar && orderType === 'limit' && !(close < takeProfit) ? NO_EXIT : TAKE_PROFIT_EXIT;
}

/** Whether a bar touches the target, whatever else it touches (`execution.md` 5.1). */
export function isTargetTouched(
  direction: Direction,
  takeProfit: number,
  buffer: number,
  high: number,
  low: number,
): boolean {
  return direction === 1 ? high >= takeProfit - buffer : low <= takeProfit + buffer;
}

/**
 * Price of an exit before slippage (`execution.md` 5.4). A stop becomes a market order when touched, so
 * a bar that opens beyond it exits at the open; never in the fill bar, whose open lies before the fill.
 */
export function exitBase(
  direction: Direction,
  hit: ExitHit,
  isFillBar: boolean,
  stopLoss: number,
  takeProfit: number,
  open: number,
  stopAtWorseOfOpen: boolean,
  targetAtBetterOfOpen: boolean,
): number {
  if (hit === STOP_LOSS_EXIT) {
    if (isFillBar || !stopAtWorseOfOpen) return stopLoss;
    return direction === 1 ? Math.min(stopLoss, open) : Math.max(stopLoss, open);
  }
  if (isFillBar || !targetAtBetterOfOpen) return takeProfit;
  return direction === 1 ? Math.max(takeProfit, open) : Math.min(takeProfit, open);
}

/** Scratch memory of this thread. */
const limits = new Float64Array(2);

/**
 * First bar in `from` .. `end - 1` whose extremes touch a level of an open position, or `end`. Only for
 * bars after the fill bar, where the order type no longer matters; the hit test of `findExit`.
 * @param extremes lows and highs of the exit side
 */
export function nextTouchedBar(
  { direction, stopLoss, takeProfit }: PositionLevels,
  { hitBuffer }: Pick<ExecutionSettings, 'hitBuffer'>,
  extremes: RangeIndex,
  from: number,
  end: number,
): number {
  limits[0] = direction === 1 ? stopLoss + hitBuffer : takeProfit + hitBuffer;
  limits[1] = direction === 1 ? takeProfit - hitBuffer : stopLoss - hitBuffer;
  return extremes.firstOutside(limits, from, end);
}
