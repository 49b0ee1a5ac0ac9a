import { countBefore } from '../../core/math/time-search.ts';
import { computeMetrics } from '../../core/metrics/compute-metrics.ts';
import { measureDays } from '../../core/metrics/daily-moments.ts';
import { summariseDays } from '../../core/metrics/daily-summary.ts';
import { MS_PER_DAY } from '../../core/types/timeframe.ts';
import type { TradeResults } from '../../core/types/trade.ts';
import { countPacked, type PackedTrades, packedFigure } from '../storage/packed-trades.ts';
import type { JointAccount } from './joined-metrics.ts';

/** A run over the whole range as the store has it. */
export interface FullRun {
  /** Days since the epoch, ascending. */
  readonly days: Int32Array;
  /** Result of each day, account currency. */
  readonly results: Float64Array;
  readonly trades: PackedTrades;
  /** Open times of the bars of its market, ms. */
  readonly openTimes: Float64Array;
}

/** First and last day of a window, days since the epoch. */
export interface DaySpan {
  readonly firstDay: number;
  readonly lastDay: number;
}

/** Figures of a window, cut out of a full run. */
export interface SlicedRun {
  /** Unrounded, in the order of `METRIC_KEYS`. */
  readonly metrics: Float64Array;
  readonly dailyMean: number;
  readonly dailySd: number;
}

/** Bars of a window: from the first up to before the end. */
interface BarSpan {
  readonly first: number;
  readonly end: number;
}

/**
 * Cuts the days of a window out of a run (`optimizer.md` 13.2). Carried positions are ignored: a trade counts
 * where it was opened and closed inside; the daily results are those of the run, on an account that begins with
 * the initial balance. The curve has one point per day, so drawdowns inside a day are not seen and durations
 * count days. At least one day of the run lies in the window.
 */
export function sliceRun(run: FullRun, { firstDay, lastDay }: DaySpan, account: JointAccount): SlicedRun {
  const { days, results, openTimes } = run;
  const { initialBalance, riskPerTrade } = account;
  const from = days.findIndex((day) => day >= firstDay);
  const until = days.findLastIndex((day) => day <= lastDay) + 1;
  const span = {
    first: countBefore(openTimes, firstDay * MS_PER_DAY),
    end: countBefore(openTimes, (lastDay + 1) * MS_PER_DAY),
  };
  const trades = tradesWithin(run, span);
  const equity = summariseDays({
    days: days.slice(from, until),
    results: results.subarray(from, until),
    initialBalance,
    exposure: exposureOf(trades, span),
  });
  const moments = measureDays(equity);
  const feesTotal = sum(trades.entryFee) + sum(trades.exitFee);
  const metrics = computeMetrics({ trades, openTimes, riskPerTrade, initialBalance, feesTotal, equity }, moments);
  return { metrics, dailyMean: moments.results.mean, dailySd: moments.results.deviation };
}

/** Trades opened and closed inside, in their order. */
function tradesWithin({ trades, openTimes }: FullRun, { first, end }: BarSpan): TradeResults {
  const bars = (name: 'entry_time' | 'exit_time') =>
    Int32Array.from(packedFigure(trades, name), (time) => countBefore(openTimes, time));
  const [entries, exits] = [bars('entry_time'), bars('exit_time')];
  const inside = Array.from({ length: countPacked(trades) }, (_, trade) => trade).filter(
    (trade) => entries[trade]! >= first && exits[trade]! < end,
  );
  const pick = (name: 'size' | 'result' | 'entry_fee' | 'exit_fee') => {
    const figure = packedFigure(trades, name);
    return Float64Array.from(inside, (trade) => figure[trade]!);
  };
  return {
    count: inside.length,
    entryBar: Int32Array.from(inside, (trade) => entries[trade]!),
    exitBar: Int32Array.from(inside, (trade) => exits[trade]!),
    size: pick('size'),
    result: pick('result'),
    entryFee: pick('entry_fee'),
    exitFee: pick('exit_fee'),
  };
}

/** Share of the bars after which one of the trades was open. */
function exposureOf({ count, entryBar, exitBar }: TradeResults, { first, end }: BarSpan): number {
  const byEntry = Array.from({ length: count }, (_, trade) => trade).sort((a, b) => entryBar[a]! - entryBar[b]!);
  let exposed = 0;
  let covered = first;
  for (const trade of byEntry) {
    exposed += Math.max(0, exitBar[trade]! - Math.max(entryBar[trade]!, covered));
    covered = Math.max(covered, exitBar[trade]!);
  }
  return end === first ? 0 : exposed / (end - first);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
