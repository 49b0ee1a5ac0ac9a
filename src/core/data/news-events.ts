import type { EffectiveConfig, ExecutionVariant } from '../types/config.ts';
import type { NewsEvents } from '../types/dataset.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '../types/timeframe.ts';
import type { WarningFacts } from './data-warnings.ts';
import { formatInstant } from './dates.ts';

type MinImpact = EffectiveConfig['news_filter']['min_impact'];

const LOWEST_RANK: Readonly<Record<MinImpact, number>> = { low: 1, medium: 2, high: 3 };
const COVERAGE_LIMIT_MS = 7 * MS_PER_DAY;

/** Currencies whose events block in `v1_parity`; all others never do (`strategy.md` 11.3). */
const PARITY_CURRENCIES: readonly string[] = ['GBP', 'EUR', 'AUD', 'NZD', 'JPY', 'CHF', 'CAD', 'USD'];

/** Currencies whose events block a symbol, ascending (`data-and-config.md` 14.3, `strategy.md` 11.3). */
export function relevantCurrencies(
  symbol: string,
  variant: ExecutionVariant,
  configured: readonly string[] | null,
): readonly string[] {
  if (configured !== null) return configured;
  const base = symbol.slice(0, 3);
  const quote = symbol.slice(-3);
  if (variant === 'v2') return [...new Set([base, quote])].sort();
  const blocking = new Set([base, quote].filter((currency) => PARITY_CURRENCIES.includes(currency)));
  if (blocking.has('AUD') || blocking.has('NZD')) blocking.add('AUD').add('NZD');
  return [...blocking.add('USD')].sort();
}

/** Number of events that can block: impact high enough and currency relevant. */
export function countRelevantEvents(events: NewsEvents, minImpact: MinImpact, currencies: readonly string[]): number {
  return selectEventTimes(events, minImpact, currencies).length;
}

/**
 * 1 for every bar whose decision time lies in the window around a relevant event, both edges
 * inclusive (`data-and-config.md` 14.2). One merge over sorted bars and events.
 */
export function buildNewsMask(
  events: NewsEvents,
  openTimes: Float64Array,
  primaryMs: number,
  filter: Pick<EffectiveConfig['news_filter'], 'minutes_before' | 'minutes_after' | 'min_impact'>,
  currencies: readonly string[],
): Uint8Array {
  const eventTimes = selectEventTimes(events, filter.min_impact, currencies);
  const beforeMs = filter.minutes_before * MS_PER_MINUTE;
  const afterMs = filter.minutes_after * MS_PER_MINUTE;
  const mask = new Uint8Array(openTimes.length);
  let next = 0;
  for (let i = 0; i < openTimes.length; i++) {
    const decisionMs = openTimes[i] + primaryMs;
    while (next < eventTimes.length && eventTimes[next] + afterMs < decisionMs) next++;
    if (next === eventTimes.length) break;
    if (eventTimes[next] - beforeMs <= decisionMs) mask[i] = 1;
  }
  return mask;
}

function selectEventTimes(events: NewsEvents, minImpact: MinImpact, currencies: readonly string[]): Float64Array {
  const minRank = LOWEST_RANK[minImpact];
  const relevant = new Set(currencies);
  return events.times.filter((_, index) => events.impacts[index] >= minRank && relevant.has(events.currencies[index]));
}

/** Warning that the calendar misses a part of the trading bars by more than seven days; null if it does not. */
export function newsCoverageWarning(
  events: NewsEvents,
  firstTradingMs: number,
  lastBarMs: number,
  file: string,
): WarningFacts | null {
  const firstEventMs = events.times[0];
  const lastEventMs = events.times[events.times.length - 1];
  if (firstEventMs - firstTradingMs <= COVERAGE_LIMIT_MS && lastBarMs - lastEventMs <= COVERAGE_LIMIT_MS) return null;
  const covered = { first: formatInstant(firstEventMs), last: formatInstant(lastEventMs) };
  const traded = { first: formatInstant(firstTradingMs), last: formatInstant(lastBarMs) };
  return {
    code: 'WARN_NEWS_COVERAGE',
    message: `the calendar covers ${covered.first} to ${covered.last}, trading goes from ${traded.first} to ${traded.last}: a part of the run is unfiltered`,
    count: 1,
    where: file,
    details: { path: file, covered, traded },
  };
}
