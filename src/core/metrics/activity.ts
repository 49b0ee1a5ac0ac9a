import { MS_PER_DAY } from '../types/timeframe.ts';
import type { TradeColumns } from '../types/trade.ts';

/** UTC day number of a time in ms; floor also before the epoch. */
function utcDay(timeMs: number): number {
  return Math.floor(timeMs / MS_PER_DAY);
}

/** Number of distinct UTC dates of entry (`metrics.md` 4.6); exit dates do not count. */
export function countActiveDays(trades: TradeColumns, openTimes: Float64Array): number {
  const { count, entryBar } = trades;
  if (count === 0) return 0;
  let firstDay = Number.POSITIVE_INFINITY;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const day = utcDay(openTimes[entryBar[i]]);
    if (day < firstDay) firstDay = day;
    if (day > lastDay) lastDay = day;
  }
  // Trades are ordered by exit, so entry days may go back; a mark per day needs no sorting.
  const marked = new Uint8Array(lastDay - firstDay + 1);
  let days = 0;
  for (let i = 0; i < count; i++) {
    const offset = utcDay(openTimes[entryBar[i]]) - firstDay;
    if (marked[offset] === 0) {
      marked[offset] = 1;
      days++;
    }
  }
  return days;
}

/** Mean number of bars from entry to exit, 0 without trades (`metrics.md` 5). */
export function averageHoldingBars(trades: TradeColumns): number {
  const { count, entryBar, exitBar } = trades;
  if (count === 0) return 0;
  let bars = 0;
  for (let i = 0; i < count; i++) bars += exitBar[i] - entryBar[i];
  return bars / count;
}

/** Sum of the sizes of the closed trades in lots (`metrics.md` 5). */
export function sumLots(trades: TradeColumns): number {
  const { count, size } = trades;
  let lots = 0;
  for (let i = 0; i < count; i++) lots += size[i];
  return lots;
}
