import { MS_PER_DAY } from '../types/timeframe.ts';
import type { TradeResults } from '../types/trade.ts';
import { reserveSample } from './sample-buffer.ts';

/** UTC day number of a time in ms; floor also before the epoch. */
function utcDay(timeMs: number): number {
  return Math.floor(timeMs / MS_PER_DAY);
}

/** Number of distinct UTC dates of entry (`metrics.md` 4.6); exit dates do not count. */
export function countActiveDays(trades: TradeResults, openTimes: Float64Array): number {
  const { count, entryBar } = trades;
  if (count === 0) return 0;
  const days = reserveSample(count);
  let isAscending = true;
  let changes = 1;
  for (let i = 0; i < count; i++) {
    days[i] = utcDay(openTimes[entryBar[i]]);
    if (i === 0 || days[i] === days[i - 1]) continue;
    changes++;
    isAscending &&= days[i] > days[i - 1];
  }
  // Trades are ordered by exit, so with several positions entry days may go back.
  return isAscending ? changes : new Set(days).size;
}

/** Mean number of bars from entry to exit, 0 without trades (`metrics.md` 5). */
export function averageHoldingBars(trades: TradeResults): number {
  const { count, entryBar, exitBar } = trades;
  if (count === 0) return 0;
  let bars = 0;
  for (let i = 0; i < count; i++) bars += exitBar[i] - entryBar[i];
  return bars / count;
}

/** Sum of the sizes of the closed trades in lots (`metrics.md` 5). */
export function sumLots(trades: TradeResults): number {
  const { count, size } = trades;
  let lots = 0;
  for (let i = 0; i < count; i++) lots += size[i];
  return lots;
}
