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
  const dayCount = dailyEquity.length;
  let weeks = 0;
  let peak = Number.NEGATIVE_INFINITY;
  let squares = 0;
  let nextMonday = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < dayCount; k++) {
    if (days[k] >= nextMonday) nextMonday = mondayAfter(days[k]);
    const isWeekOver = k + 1 === dayCount || days[k + 1] >= nextMonday;
    if (!isWeekOver) continue;
    weeks++;
    const close = dailyEquity[k];
    if (close > peak) peak = close;
    if (!(peak > 0)) continue;
    const fall = (100 * (close - peak)) / peak;
    squares += fall * fall;
  }
  return weeks < 2 ? Number.NaN : Math.sqrt(squares / weeks);
}

/** Day number of the first Monday after a day. */
function mondayAfter(day: number): number {
  return FIRST_MONDAY + 7 * (Math.floor((day - FIRST_MONDAY) / 7) + 1);
}
