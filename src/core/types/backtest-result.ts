import type { SignalDetails } from './signal.ts';
import type { OpenPosition, TradeColumns } from './trade.ts';

/** Equity of every trading bar; only kept when a run is recorded. */
export interface EquityColumns {
  readonly equity: Float64Array;
  readonly balance: Float64Array;
  /** Share below the running peak, 0..1, unrounded. */
  readonly drawdown: Float64Array;
  readonly highWater: Float64Array;
}

/** What the metrics need to know about the equity curve (`metrics.md` 4.3, 4.7, 4.8, 5, 6). */
export interface EquitySummary {
  /** Number of trading bars. */
  readonly barCount: number;
  readonly initialBalance: number;
  /** Equity after the first and the last trading bar; NaN without bars. */
  readonly firstEquity: number;
  readonly lastEquity: number;
  /** Open times in ms of the first and the last trading bar. */
  readonly firstTime: number;
  readonly lastTime: number;
  readonly maxDrawdown: number;
  readonly maxDrawdownAbs: number;
  readonly maxDrawdownDurationBars: number;
  /** Duration of the episode with the deepest relative fall (earliest on ties). */
  readonly deepestEpisodeBars: number;
  /** Smallest equity of any bar; Infinity without bars. */
  readonly minEquity: number;
  /** Bars after which a position was open. */
  readonly exposedBars: number;
  /** Last equity of each UTC day that has a trading bar, ascending. */
  readonly dailyEquity: Float64Array;
  /** Positions in `dailyEquity` that differ from the one before, the first from the initial balance; ascending. */
  readonly movedDays: Int32Array;
  /** UTC day number (days since the epoch) of each element of `dailyEquity`. */
  readonly days: Int32Array;
}

/** Counters of `meta.json` (`execution.md` 13.4, `data-and-config.md` 17.5). */
export interface Diagnostics {
  readonly barsProcessed: number;
  readonly warmupBars: number;
  readonly signals: number;
  readonly fills: number;
  readonly droppedStopChanges: number;
  readonly pendingAtEnd: number;
  readonly undefinedIndicatorBars: number;
  /** Trading bars on which a gate was the first to block, by gate name. */
  readonly blocked: Readonly<Record<string, number>>;
  readonly signalsRejected: Readonly<Record<string, number>>;
}

/** Outcome of one backtest, unrounded. */
export interface BacktestResult {
  /** In the order of `trades.json`: exit time, entry time, position id. */
  readonly trades: TradeColumns;
  /** Words of each trade's signal, same order; null unless recorded. */
  readonly details: readonly (SignalDetails | null)[] | null;
  readonly openPositions: readonly OpenPosition[];
  /** Null unless recorded. */
  readonly equity: EquityColumns | null;
  readonly equitySummary: EquitySummary;
  /** Running sum of all booked fees. */
  readonly feesTotal: number;
  readonly finalBalance: number;
  readonly diagnostics: Diagnostics;
}
