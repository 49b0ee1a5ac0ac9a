import { computeMetrics } from '../../core/metrics/compute-metrics.ts';
import { summariseDays } from '../../core/metrics/daily-summary.ts';
import { joinResults } from '../../core/portfolio/trade-results.ts';
import type { TradeResults } from '../../core/types/trade.ts';

/** One run among those that follow each other on one account. */
export interface JoinedRun {
  /** Days since the epoch, later than those of the run before. */
  readonly days: Int32Array;
  /** Result of each day, account currency; the open result at the end of the run is in its last day. */
  readonly results: Float64Array;
  readonly trades: TradeResults;
  /** Open times of the bars that the trades refer to, ms. */
  readonly openTimes: Float64Array;
  /** Fees booked in the run, those of open positions included. */
  readonly feesTotal: number;
  /** Share of bars with an open position. */
  readonly exposure: number;
}

export interface JointAccount {
  readonly initialBalance: number;
  readonly riskPerTrade: number;
}

/**
 * The metrics of several runs joined to one (`optimizer.md` 13.3): their trades one after the other, and
 * their daily results added up from the initial balance. The joined curve has one point per day, so
 * drawdown durations count days. Order of `METRIC_KEYS`, unrounded; at least one day.
 */
export function joinMetrics(runs: readonly JoinedRun[], { initialBalance, riskPerTrade }: JointAccount): Float64Array {
  const days = Int32Array.from(runs.flatMap((run) => [...run.days]));
  const results = Float64Array.from(runs.flatMap((run) => [...run.results]));
  const feesTotal = runs.reduce((sum, run) => sum + run.feesTotal, 0);
  const exposedDays = runs.reduce((sum, run) => sum + run.exposure * run.days.length, 0);
  return computeMetrics({
    ...joinTrades(runs),
    riskPerTrade,
    initialBalance,
    feesTotal,
    equity: summariseDays({ days, results, initialBalance, exposure: exposedDays / days.length }),
  });
}

/** Trades and bars of all runs one after the other. */
function joinTrades(runs: readonly JoinedRun[]) {
  let barCount = 0;
  const placed = runs.map(({ trades, openTimes }) => {
    const barOffset = barCount;
    barCount += openTimes.length;
    return { trades, barOffset };
  });
  const openTimes = new Float64Array(barCount);
  runs.forEach((run, index) => {
    openTimes.set(run.openTimes, placed[index]!.barOffset);
  });
  return { trades: joinResults(placed), openTimes };
}
