import type { EffectiveConfig, SessionWindow } from '../core/types/config.ts';
import type { JsonObject } from '../core/types/json.ts';
import { TIMEFRAMES, type Timeframe } from '../core/types/timeframe.ts';
import type { ParsedConfig } from './config-schema.ts';
import { settleConversion } from './conversion-block.ts';

/** Seed of a `dev` run that names none (`data-and-config.md` 3). */
const DEFAULT_DEV_SEED = 42;

/**
 * Turns what the schema accepted into the effective configuration, apart from the strategy's
 * parameters: lists whose order means nothing are sorted without repetitions, and the default seed of
 * `dev` is filled in.
 */
export function settleConfig(parsed: ParsedConfig): EffectiveConfig {
  const { account, metrics, news_filter, timeframes, trade_management: management } = parsed;
  const { strategy_module: module, strategy_module_sha256: moduleHash, ...fields } = parsed;
  return {
    ...fields,
    ...(module === null ? {} : { strategy_module: module.trim() }),
    ...(moduleHash === null ? {} : { strategy_module_sha256: moduleHash }),
    schema_version: '2',
    rng_seed: parsed.rng_seed ?? (parsed.run_mode === 'dev' ? DEFAULT_DEV_SEED : null),
    timeframes: { ...timeframes, additional: settleTimeframes(timeframes.additional, timeframes.primary) },
    sessions: settleSessions(parsed.sessions),
    account: { ...account, conversion: account.conversion === null ? null : settleConversion(account.conversion) },
    news_filter: { ...news_filter, currencies: sortedTexts(news_filter.currencies) },
    trade_management: {
      ...management,
      rules: {
        max_holding_time: {
          ...management.rules.max_holding_time,
          only_scenarios: [...new Set(management.rules.max_holding_time.only_scenarios)].sort((a, b) => a - b),
        },
      },
    },
    strategy_parameters: parsed.strategy_parameters as JsonObject,
    metrics: {
      ...metrics,
      robustness: {
        ...metrics.robustness,
        jitter_include: sortedTexts(metrics.robustness.jitter_include),
        jitter_exclude: sortedTexts(metrics.robustness.jitter_exclude),
      },
    },
  };
}

/** By length, without repetitions and without the primary timeframe. */
function settleTimeframes(additional: readonly Timeframe[], primary: Timeframe): Timeframe[] {
  return TIMEFRAMES.filter((timeframe) => timeframe !== primary && additional.includes(timeframe));
}

function settleSessions(sessions: readonly SessionWindow[] | null): SessionWindow[] | null {
  if (sessions === null || sessions.length === 0) return null;
  const byText = new Map(sessions.map((session) => [`${session.start} ${session.end}`, session]));
  return [...byText].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, session]) => session);
}

function sortedTexts(texts: readonly string[] | null): string[] | null {
  return texts === null ? null : [...new Set(texts)].sort();
}
