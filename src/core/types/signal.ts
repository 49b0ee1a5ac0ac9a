import type { JsonObject } from './json.ts';

/** Long +1, short -1: the factor of a price move in the position's favour. */
export type Direction = 1 | -1;

export const ORDER_TYPES = ['market', 'limit', 'stop'] as const;

export type OrderType = (typeof ORDER_TYPES)[number];

/**
 * What a strategy wants to do at the close of a bar (`strategy.md` 10.1 and 15.7). The engine reads
 * it during the call only, so a strategy may return the same object every time.
 */
export interface Signal {
  direction: Direction;
  orderType: OrderType;
  /** Level of a limit or stop order; NaN on a market order means the close of the fill side. */
  entryPrice: number;
  stopLoss: number;
  takeProfit: number;
  /** Small integer for the trade record, 0 for none. */
  scenarioId: number;
  /** Latest bar open time (ms) at which a resting order may still fill; Infinity for none. */
  goodTillMs: number;
}

/** The words that go with a signal; only asked for when a run is recorded. */
export interface SignalDetails {
  readonly label: string;
  readonly reason: string;
  readonly tags: readonly string[];
  readonly meta: JsonObject;
}
