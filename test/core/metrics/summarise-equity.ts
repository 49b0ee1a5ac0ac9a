import type { EquitySummary } from '../../../src/core/types/backtest-result.ts';
import { MS_PER_DAY } from '../../../src/core/types/timeframe.ts';

/** One way from a peak of equity down and back (`metrics.md` 4.3). */
interface Episode {
  /** Peak bar, -1 if the peak is the initial balance. */
  readonly peakBar: number;
  /** First bar below the peak. */
  readonly firstBar: number;
  /** First bar at or above the peak again, or the last bar. */
  readonly endBar: number;
}

/**
 * Reference summariser: follows the definitions of `metrics.md` 4.3 to 6 word by word, bar by bar and
 * without any cleverness. `openTimes` and `equity` hold the trading bars only.
 */
export function summariseEquity(
  openTimes: Float64Array,
  equity: Float64Array,
  initialBalance: number,
  exposedBars = 0,
): EquitySummary {
  const peaks = Array.from(equity, (_, bar) => Math.max(initialBalance, ...equity.slice(0, bar + 1)));
  const amounts = Array.from(equity, (value, bar) => (peaks[bar] as number) - value);
  const shares = amounts.map((amount, bar) => ((peaks[bar] as number) <= 0 ? 0 : amount / (peaks[bar] as number)));
  const episodes = findEpisodes(equity, peaks);
  const maxDrawdown = largest(shares);
  const deepestBar = shares.indexOf(maxDrawdown);
  const deepest = episodes.find((episode) => isInside(episode, deepestBar, equity, peaks));
  const daily = closesByDay(openTimes, equity);
  const last = equity.length - 1;
  return {
    barCount: equity.length,
    initialBalance,
    firstEquity: equity[0] ?? Number.NaN,
    lastEquity: equity[last] ?? Number.NaN,
    firstTime: openTimes[0] ?? Number.NaN,
    lastTime: openTimes[last] ?? Number.NaN,
    maxDrawdown: Math.min(1, Math.max(0, maxDrawdown)),
    maxDrawdownAbs: largest(amounts),
    maxDrawdownDurationBars: largest(episodes.map(durationOf)),
    deepestEpisodeBars: deepest === undefined ? 0 : durationOf(deepest),
    minEquity: Math.min(Number.POSITIVE_INFINITY, ...equity),
    exposedBars,
    dailyEquity: Float64Array.from(daily.values()),
    movedDays: movedDays([...daily.values()], initialBalance),
    days: Int32Array.from(daily.keys()),
  };
}

function findEpisodes(equity: Float64Array, peaks: readonly number[]): Episode[] {
  const isBelow = (bar: number): boolean => (equity[bar] as number) < (peaks[bar] as number);
  const episodes: Episode[] = [];
  for (let bar = 0; bar < equity.length; bar++) {
    if (!isBelow(bar) || (bar > 0 && isBelow(bar - 1))) continue;
    const peak = peaks[bar] as number;
    let endBar = bar;
    while (endBar < equity.length - 1 && (equity[endBar] as number) < peak) endBar++;
    episodes.push({ peakBar: bar - 1, firstBar: bar, endBar });
  }
  return episodes;
}

function isInside(episode: Episode, bar: number, equity: Float64Array, peaks: readonly number[]): boolean {
  return bar >= episode.firstBar && bar <= episode.endBar && (equity[bar] as number) < (peaks[bar] as number);
}

function durationOf(episode: Episode): number {
  return episode.endBar - episode.peakBar;
}

/** Positions of the days whose equity is not that of the day before. */
export function movedDays(daily: readonly number[], initialBalance: number): Int32Array {
  return Int32Array.from([...daily.keys()].filter((day) => daily[day] !== [initialBalance, ...daily][day]));
}

/** Last equity by UTC day number, days ascending because bars are. */
function closesByDay(openTimes: Float64Array, equity: Float64Array): Map<number, number> {
  const closes = new Map<number, number>();
  openTimes.forEach((time, bar) => {
    closes.set(Math.floor(time / MS_PER_DAY), equity[bar] as number);
  });
  return closes;
}

function largest(values: readonly number[]): number {
  return Math.max(0, ...values);
}
