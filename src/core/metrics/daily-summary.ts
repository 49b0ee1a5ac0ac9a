import type { EquitySummary } from '../types/backtest-result.ts';
import { MS_PER_DAY } from '../types/timeframe.ts';
import { EquityTracker } from './equity-tracker.ts';

/** A curve that is known day by day, such as several runs joined to one account. */
export interface DailyCurve {
  /** Ascending days since the epoch; days between them do not exist. */
  readonly days: Int32Array;
  /** Result of each day, account currency. */
  readonly results: Float64Array;
  readonly initialBalance: number;
  /** Share of the bars behind the curve after which a position was open. */
  readonly exposure: number;
}

/**
 * What the metrics need to know of a curve that has one point per day: its bars are days, and drawdowns
 * inside a day are not seen. At least one day.
 */
export function summariseDays({ days, results, initialBalance, exposure }: DailyCurve): EquitySummary {
  const bars = Int32Array.from(days.keys());
  const calendar = { firstBar: 0, barCount: days.length, days, lastBars: bars };
  const tracker = new EquityTracker(calendar, initialBalance, false);
  let equity = initialBalance;
  for (let day = 0; day < days.length; day++) {
    equity += results[day]!;
    tracker.mark(day, equity, equity, false);
  }
  const summary = tracker.finish(Float64Array.from(days, (day) => day * MS_PER_DAY));
  return { ...summary, exposedBars: exposure * days.length };
}
