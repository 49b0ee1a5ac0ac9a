import { MS_PER_DAY } from '../types/timeframe.ts';

/** UTC days of the trading bars: day number since the epoch and last bar of each, ascending. */
export interface DayCalendar {
  readonly firstBar: number;
  readonly barCount: number;
  readonly days: Int32Array;
  /** Loaded index of the last bar of each day. */
  readonly lastBars: Int32Array;
}

/** Groups the trading bars (`firstBar` to the end) by UTC date. */
export function createDayCalendar(openTimes: Float64Array, firstBar: number): DayCalendar {
  const days: number[] = [];
  const lastBars: number[] = [];
  for (let bar = firstBar; bar < openTimes.length; bar++) {
    const day = Math.floor(openTimes[bar]! / MS_PER_DAY);
    if (days.at(-1) === day) {
      lastBars[lastBars.length - 1] = bar;
    } else {
      days.push(day);
      lastBars.push(bar);
    }
  }
  return {
    firstBar,
    barCount: openTimes.length - firstBar,
    days: Int32Array.from(days),
    lastBars: Int32Array.from(lastBars),
  };
}
