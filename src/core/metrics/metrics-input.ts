import type { EquitySummary } from '../types/backtest-result.ts';
import type { TradeResults } from '../types/trade.ts';

/** Everything the single-run metrics are computed from (`metrics.md` 2); nothing else is looked at. */
export interface MetricsInput {
  /** Closed trades in the order of `trades.json`. */
  readonly trades: TradeResults;
  /** Open times in ms of the loaded primary bars; the bars of `trades` are indices into it. */
  readonly openTimes: Float64Array;
  /** `account.risk_per_trade`, > 0. */
  readonly riskPerTrade: number;
  /** `account.initial_balance`, > 0. */
  readonly initialBalance: number;
  /** Running sum of all booked fees, those of open positions included. */
  readonly feesTotal: number;
  readonly equity: EquitySummary;
}
