import type { EquityTracker } from '../metrics/equity-tracker.ts';
import type { Account } from '../portfolio/account.ts';
import type { PlacedOrder, Position } from '../portfolio/position.ts';
import type { TradeLog } from '../portfolio/trade-log.ts';
import type { RunCounters } from './run-counters.ts';

/** State of a simulation after its last bar. */
export interface SimulationOutcome {
  readonly trades: TradeLog;
  readonly account: Account;
  readonly tracker: EquityTracker;
  readonly counters: RunCounters;
  /** Still open, ascending id, with the mark of the last bar (null in `v1_parity`). */
  readonly openPositions: readonly { readonly position: Position; readonly unrealised: number | null }[];
  readonly pendingOrders: readonly PlacedOrder[];
}
