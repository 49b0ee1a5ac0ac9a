import type { BacktestContext } from '../core/backtest/backtest-context.ts';
import { WarningLog } from '../core/data/data-warnings.ts';
import { countRelevantEvents, relevantCurrencies } from '../core/data/news-events.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { DataWarning } from '../core/types/dataset.ts';
import type { JsonObject, JsonValue } from '../core/types/json.ts';

/** More than this share of trading bars without a higher-timeframe value is worth a warning. */
const STALE_SHARE = 0.05;

/** Data facts of a run that need both the data and the configuration. */
export interface RunGovernance {
  readonly governance: JsonObject;
  readonly warnings: readonly DataWarning[];
}

/** Completes the loader's report with what the run itself sees (`data-and-config.md` 13.2, 17.5). */
export function completeGovernance(
  context: BacktestContext,
  config: EffectiveConfig,
  strictData: boolean,
): RunGovernance {
  const { dataset } = context;
  const warnings = new WarningLog(strictData);
  const reported = dataset.governance.htf;
  const higher: Record<string, JsonValue> = isObject(reported) ? { ...reported } : {};
  for (const bars of dataset.additional) {
    const missing = countMissing(context, bars.timeframe);
    const facts = higher[bars.timeframe];
    higher[bars.timeframe] = { ...(isObject(facts) ? facts : {}), bars_without_value: missing };
    if (missing > STALE_SHARE * context.calendar.barCount) {
      const where = `${dataset.symbol} ${bars.timeframe}`;
      warnings.add({
        code: 'WARN_HTF_STALE',
        message: `${missing} of ${context.calendar.barCount} trading bars have no usable completed bar`,
        count: missing,
        where,
        details: { timeframe: bars.timeframe, bars_without_value: missing, trading_bars: context.calendar.barCount },
      });
    }
  }
  const news = describeNews(context, config);
  return {
    governance: { ...dataset.governance, htf: higher, ...(news === null ? {} : { news }) },
    warnings: [...dataset.warnings, ...warnings.list],
  };
}

function countMissing(
  context: BacktestContext,
  timeframe: BacktestContext['dataset']['additional'][number]['timeframe'],
): number {
  const { values: closes } = context.series.alignedClose({ id: timeframe, timeframe, side: 'bid' });
  let missing = 0;
  for (let bar = context.dataset.firstTradingBar; bar < closes.length; bar++) {
    if (!Number.isFinite(closes[bar]!)) missing++;
  }
  return missing;
}

function describeNews(context: BacktestContext, config: EffectiveConfig): JsonObject | null {
  const { news, symbol, firstTradingBar } = context.dataset;
  const marks = context.newsMarks(config.news_filter);
  if (news === null || marks === null) return null;
  const currencies = relevantCurrencies(symbol, context.variant, config.news_filter.currencies);
  return {
    events_total: news.times.length,
    events_relevant: countRelevantEvents(news, config.news_filter.min_impact, currencies),
    bars_blocked: marks.subarray(firstTradingBar).reduce((sum, mark) => sum + mark, 0),
    duplicates_dropped: news.duplicatesDropped,
  };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
