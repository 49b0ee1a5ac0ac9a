import { buildNewsMask, relevantCurrencies } from '../data/news-events.ts';
import { SeriesProvider } from '../indicators/series-provider.ts';
import { createDayCalendar, type DayCalendar } from '../metrics/equity-tracker.ts';
import type { EffectiveConfig, ExecutionVariant, SessionWindow } from '../types/config.ts';
import type { Dataset } from '../types/dataset.ts';
import { TIMEFRAME_MS } from '../types/timeframe.ts';
import { requireFiniteNumbers } from './dataset-check.ts';
import { markSessions } from './entry-gates.ts';

/**
 * What all backtests on one dataset share: indicator series, day calendar, gate marks. Nothing in it
 * depends on a trial, so dropping it never changes a result.
 */
export class BacktestContext {
  readonly dataset: Dataset;
  readonly variant: ExecutionVariant;
  readonly series: SeriesProvider;
  readonly calendar: DayCalendar;
  private readonly sessionMarksByKey = new Map<string, Uint8Array>();
  private readonly newsMarksByKey = new Map<string, Uint8Array>();

  constructor(dataset: Dataset, variant: ExecutionVariant) {
    requireFiniteNumbers(dataset);
    this.dataset = dataset;
    this.variant = variant;
    this.series = new SeriesProvider(dataset, variant);
    this.calendar = createDayCalendar(dataset.primary.openTimes, dataset.firstTradingBar);
  }

  /** 1 per bar inside a session; null where sessions are not configured. */
  sessionMarks(sessions: readonly SessionWindow[] | null): Uint8Array | null {
    if (sessions === null || sessions.length === 0) return null;
    const key = sessions.map((window) => `${window.start}-${window.end}`).join(',');
    return remember(this.sessionMarksByKey, key, () => {
      const { openTimes, timeframe } = this.dataset.primary;
      return markSessions(openTimes, TIMEFRAME_MS[timeframe], sessions, this.variant);
    });
  }

  /** 1 per bar that news blocks; null where the filter is off. */
  newsMarks(filter: EffectiveConfig['news_filter']): Uint8Array | null {
    const { news, primary, symbol } = this.dataset;
    if (!filter.enabled || news === null) return null;
    const key = [filter.minutes_before, filter.minutes_after, filter.min_impact, filter.currencies ?? ''].join('|');
    return remember(this.newsMarksByKey, key, () =>
      buildNewsMask(
        news,
        primary.openTimes,
        TIMEFRAME_MS[primary.timeframe],
        filter,
        relevantCurrencies(symbol, this.variant, filter.currencies),
      ),
    );
  }
}

function remember<K, V>(cache: Map<K, V>, key: K, compute: () => V): V {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = compute();
  cache.set(key, value);
  return value;
}
