import { buildNewsMask, relevantCurrencies } from '../data/news-events.ts';
import { ExitMemory } from '../execution/exit-memory.ts';
import type { MarketRanges, SideRanges } from '../execution/market-ranges.ts';
import type { ArenaMemory } from '../indicators/column-arena.ts';
import { type SeriesColumn, SeriesProvider } from '../indicators/series-provider.ts';
import { RangeIndex } from '../math/range-index.ts';
import type { Stopwatch } from '../math/stopwatch.ts';
import { createDayCalendar, type DayCalendar } from '../metrics/day-calendar.ts';
import { type BarCondition, BarConditions } from '../strategy/bar-conditions.ts';
import type { Bars } from '../types/bars.ts';
import type { EffectiveConfig, ExecutionVariant, SessionWindow } from '../types/config.ts';
import type { Dataset } from '../types/dataset.ts';
import { TIMEFRAME_MS, type Timeframe } from '../types/timeframe.ts';
import { requireFiniteNumbers } from './dataset-check.ts';
import { markSessions } from './entry-gates.ts';

/** Memory of a context that is one of several on the same dataset. */
export interface ContextMemory {
  /** Largest size of the private caches, in bytes. */
  readonly seriesBytes?: number;
  readonly conditionBytes?: number;
  readonly seriesArena?: ArenaMemory;
  readonly conditionArena?: ArenaMemory;
  /** Measures the time for series and conditions that nobody has computed before. */
  readonly stopwatch?: Stopwatch;
}

/**
 * What all backtests on one dataset share: indicator series, day calendar, gate marks. Nothing in it
 * depends on a trial, so dropping it never changes a result.
 */
export class BacktestContext {
  readonly dataset: Dataset;
  readonly variant: ExecutionVariant;
  readonly series: SeriesProvider;
  readonly calendar: DayCalendar;
  readonly ranges: MarketRanges;
  readonly exits: ExitMemory;
  readonly conditions: BarConditions;
  readonly loadedTimeframes: ReadonlySet<Timeframe>;
  private readonly firstAvailableByColumn = new Map<string, number>();
  private readonly sessionMarksByKey = new Map<string, Uint8Array>();
  private readonly newsMarksByKey = new Map<string, Uint8Array>();

  /** @param memory bounds of the caches and memory shared with other workers; without it, private defaults */
  constructor(dataset: Dataset, variant: ExecutionVariant, memory: ContextMemory = {}) {
    requireFiniteNumbers(dataset);
    this.dataset = dataset;
    this.variant = variant;
    this.series = new SeriesProvider(dataset, variant, memory.seriesBytes, memory.seriesArena, memory.stopwatch);
    this.conditions = new BarConditions(memory.conditionBytes, memory.conditionArena, memory.stopwatch);
    this.calendar = createDayCalendar(dataset.primary.openTimes, dataset.firstTradingBar);
    this.ranges = marketRanges(dataset.primary, this.calendar);
    this.exits = new ExitMemory(dataset.primary, this.ranges);
    this.loadedTimeframes = new Set([dataset.primary, ...dataset.additional].map(({ timeframe }) => timeframe));
  }

  /** Index of the first finite value of a column, -1 if there is none. */
  firstAvailable({ key, values }: SeriesColumn): number {
    return remember(this.firstAvailableByColumn, key, () => values.findIndex((value) => Number.isFinite(value)));
  }

  /** Lets go of the columns of the last run; call it between runs on shared memory. */
  release(): void {
    this.series.release();
    this.conditions.release();
  }

  /** 1 per bar inside a session; null where sessions are not configured. */
  sessionMarks(sessions: readonly SessionWindow[] | null): Uint8Array | null {
    if (sessions === null || sessions.length === 0) return null;
    return remember(this.sessionMarksByKey, sessionKey(sessions), () => {
      const { openTimes, timeframe } = this.dataset.primary;
      return markSessions(openTimes, TIMEFRAME_MS[timeframe], sessions, this.variant);
    });
  }

  /** 1 per bar that news blocks; null where the filter is off. */
  newsMarks(filter: EffectiveConfig['news_filter']): Uint8Array | null {
    const { news, primary, symbol } = this.dataset;
    if (!filter.enabled || news === null) return null;
    return remember(this.newsMarksByKey, newsKey(filter), () =>
      buildNewsMask(
        news,
        primary.openTimes,
        TIMEFRAME_MS[primary.timeframe],
        filter,
        relevantCurrencies(symbol, this.variant, filter.currencies),
      ),
    );
  }

  /** Where the gates that depend on the time alone are open, as conditions that all have to hold. */
  openGates(config: Pick<EffectiveConfig, 'sessions' | 'news_filter'>): readonly BarCondition[] {
    const sessions = this.sessionMarks(config.sessions);
    const news = this.newsMarks(config.news_filter);
    return [
      ...(sessions === null ? [] : [this.conditions.marked(`session ${sessionKey(config.sessions!)}`, sessions, 1)]),
      ...(news === null ? [] : [this.conditions.marked(`no news ${newsKey(config.news_filter)}`, news, 0)]),
    ];
  }
}

function sessionKey(sessions: readonly SessionWindow[]): string {
  return sessions.map((window) => `${window.start}-${window.end}`).join(',');
}

function newsKey(filter: EffectiveConfig['news_filter']): string {
  return [filter.minutes_before, filter.minutes_after, filter.min_impact, filter.currencies ?? ''].join('|');
}

/** Both sides of a bar series, with the closes of the days of its calendar. */
export function marketRanges({ bid, ask }: Bars, { lastBars }: DayCalendar): MarketRanges {
  const rangesOf = (side: Bars['bid']): SideRanges => ({
    extremes: new RangeIndex(side.low, side.high),
    closes: new RangeIndex(side.close, side.close),
    dayCloses: Float64Array.from(lastBars, (bar) => side.close[bar]),
  });
  return { bid: rangesOf(bid), ask: rangesOf(ask) };
}

function remember<K, V>(cache: Map<K, V>, key: K, compute: () => V): V {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = compute();
  cache.set(key, value);
  return value;
}
