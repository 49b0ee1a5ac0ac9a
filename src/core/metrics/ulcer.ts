import type { EquitySummary } from '../types/backtest-result.ts';

/** Day 4 (1970-01-05) is a Monday, the first day of an ISO week. */
const FIRST_MONDAY = 4;

/**
 * Root mean square fall of the weekly equity closes below their running peak, in percent (Martin and
 * McCann 1989; `metrics.md` 9.8). A weekly close is the last equity of an ISO week (Monday to Sunday,
 * UTC); weeks without bars do not exist. NaN ("n/a") below two weeks; a fall is 0 while the peak is
 * not positive.
 */
export function weeklyUlcerIndex(equity: EquitySummary): number {
  const { dailyEquity, days } = equity;
  const weekEnds = weekEndsOf(days);
  let peak = Number.NEGATIVE_INFINITY;
  let squares = 0;
  for (let week = 0; week < weekEnds.length; week++) {
    const close = dailyEquity[weekEnds[week]];
    if (close > peak) peak = close;
    if (!(peak > 0)) continue;
    const fall = (100 * (close - peak)) / peak;
    squares += fall * fall;
  }
  return weekEnds.length < 2 ? Number.NaN : Math.sqrt(squares / weekEnds.length);
}

/** Week ends by calendar: all trials of a sweep share the days of one. */
const knownWeekEnds = new WeakMap<Int32Array, Int32Array>();

/** Position of the last day of each ISO week in an ascending list of days. */
function weekEndsOf(days: Int32Array): Int32Array {
  const known = knownWeekEnds.get(days);
  if (known !== undefined) return known;
  const positions = Array.from(days.keys()).filter(
    (position) => position + 1 === days.length || days[position + 1] >= mondayAfter(days[position]),
  );
  const weekEnds = Int32Array.from(positions);
  knownWeekEnds.set(days, weekEnds);
  return weekEnds;
}

/** Day number of the first Monday after a day. */
function mondayAfter(day: number): number {
  return FIRST_MONDAY + 7 * (Math.floor((day - FIRST_MONDAY) / 7) + 1);
}
