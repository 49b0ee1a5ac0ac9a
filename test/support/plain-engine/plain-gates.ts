import type { EffectiveConfig } from '../../../src/core/types/config.ts';
import type { Dataset } from '../../../src/core/types/dataset.ts';
import { TIMEFRAME_MS } from '../../../src/core/types/timeframe.ts';

const MS_PER_MINUTE = 60_000;
const IMPACT_RANK = { low: 1, medium: 2, high: 3 };

/** The questions that the entry gates ask at the close of a bar (`execution.md` 12, `strategy.md` 11). */
export class PlainGates {
  /** Bars of the last exit and of the last order that started the entry cooldown; null before the first. */
  lastExitBar: number | null = null;
  lastEntryBar: number | null = null;
  private readonly config: EffectiveConfig;
  private readonly dataset: Dataset;

  constructor(config: EffectiveConfig, dataset: Dataset) {
    this.config = config;
    this.dataset = dataset;
  }

  isOutsideSessions(bar: number): boolean {
    const { sessions, execution_variant: variant } = this.config;
    if (sessions === null || sessions.length === 0) return false;
    const clock = new Date(this.closeTime(bar)).toISOString().slice(11, 16);
    return !sessions.some(({ start, end }) => {
      if (variant === 'v1_parity') return start > end ? clock >= start || clock <= end : clock >= start && clock <= end;
      return end <= start ? clock >= start || clock < end : clock >= start && clock < end;
    });
  }

  isNewsBlocked(bar: number): boolean {
    const { news } = this.dataset;
    const filter = this.config.news_filter;
    if (!filter.enabled || news === null) return false;
    const currencies = filter.currencies ?? this.defaultCurrencies();
    const decision = this.closeTime(bar);
    return Array.from(news.times).some((time, index) => {
      if (news.impacts[index] < IMPACT_RANK[filter.min_impact]) return false;
      if (!currencies.includes(news.currencies[index])) return false;
      const from = time - filter.minutes_before * MS_PER_MINUTE;
      const to = time + filter.minutes_after * MS_PER_MINUTE;
      return from <= decision && decision <= to;
    });
  }

  /** First cooldown that blocks: exit, entry in minutes, entry in bars. */
  cooldown(bar: number): 'cooldown_exit' | 'cooldown_entry' | 'cooldown_bars' | null {
    const { minutes_after_exit, minutes_after_entry, bars } = this.config.cooldown;
    const { lastExitBar, lastEntryBar } = this;
    if (lastExitBar !== null && this.minutesSince(lastExitBar, bar) < minutes_after_exit) return 'cooldown_exit';
    if (lastEntryBar === null) return null;
    if (this.minutesSince(lastEntryBar, bar) < minutes_after_entry) return 'cooldown_entry';
    return bar - lastEntryBar < bars ? 'cooldown_bars' : null;
  }

  private minutesSince(earlier: number, bar: number): number {
    return (this.closeTime(bar) - this.closeTime(earlier)) / MS_PER_MINUTE;
  }

  private closeTime(bar: number): number {
    const { openTimes, timeframe } = this.dataset.primary;
    return openTimes[bar] + TIMEFRAME_MS[timeframe];
  }

  /** `data-and-config.md` 14.3 and `strategy.md` 11.3. */
  private defaultCurrencies(): readonly string[] {
    const { symbol } = this.dataset;
    const pair = [symbol.slice(0, 3), symbol.slice(3, 6)];
    if (this.config.execution_variant === 'v2') return pair;
    const known = ['GBP', 'EUR', 'AUD', 'NZD', 'JPY', 'CHF', 'CAD', 'USD'];
    const listed = pair.filter((currency) => known.includes(currency));
    if (pair.includes('AUD')) listed.push('NZD');
    if (pair.includes('NZD')) listed.push('AUD');
    return [...listed, 'USD'];
  }
}
