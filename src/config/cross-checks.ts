import { rangeEndMs, rangeStartMs } from '../core/data/dates.ts';
import { mergeParameters } from '../core/strategy/parameter-merge.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import { TIMEFRAME_MS } from '../core/types/timeframe.ts';
import { checkNotBuilt, MISSING_FEATURE_PATHS } from './not-built-checks.ts';
import { checkParity, PARITY_PATHS } from './parity-checks.ts';
import type { ProblemList } from './problem-list.ts';

/** A rule over several fields; it is skipped where one of the fields it reads is not known. */
interface CrossCheck {
  readonly reads: readonly string[];
  /** Fields that make a difference too, each only to its own part of the rule. */
  readonly readsInPart?: readonly string[];
  readonly check: ConfigCheck;
}

/** Reports what is wrong with a configuration. */
export type ConfigCheck = (config: EffectiveConfig, problems: ProblemList) => void;

const CROSS_CHECKS: readonly CrossCheck[] = [
  { reads: ['start_date', 'end_date', 'execution_variant'], check: checkDateOrder },
  { reads: ['run_mode', 'execution_variant'], check: checkParityMode },
  { reads: ['execution_variant'], readsInPart: PARITY_PATHS, check: checkParity },
  { reads: ['timeframes'], check: checkTimeframes },
  { reads: ['account.conversion'], check: checkConversion },
  { reads: ['account'], check: checkRisk },
  { reads: ['news_filter', 'symbol'], check: checkNewsCurrencies },
  { reads: ['trade_management', 'strategy_parameters', 'sessions', 'execution_variant'], check: checkHoldingTime },
  { reads: ['metrics'], check: checkJitterLists },
  { reads: [], readsInPart: MISSING_FEATURE_PATHS, check: checkNotBuilt },
];

/**
 * Rules over several fields of `data-and-config.md` 7 that need nothing but the configuration.
 *
 * @param replaced dotted paths whose values stand in for ones that were refused
 */
export function checkConfig(config: EffectiveConfig, problems: ProblemList, replaced: readonly string[] = []): void {
  for (const { reads, check } of CROSS_CHECKS) {
    const isKnown = replaced.length === 0 || !reads.some((path) => replaced.some((other) => overlaps(path, other)));
    if (isKnown) check(config, problems);
  }
}

/** The rules that look at one of these paths, for many configurations that differ in nothing else. */
export function crossChecksOn(paths: readonly string[]): readonly ConfigCheck[] {
  const concerns = (read: string): boolean => paths.some((path) => overlaps(read, path));
  return CROSS_CHECKS.filter(({ reads, readsInPart = [] }) => [...reads, ...readsInPart].some(concerns)).map(
    ({ check }) => check,
  );
}

/** Whether one path is the other or lies below it. */
export function overlaps(left: string, right: string): boolean {
  return left === right || left.startsWith(`${right}.`) || right.startsWith(`${left}.`);
}

function checkDateOrder(config: EffectiveConfig, problems: ProblemList): void {
  const { start_date: start, end_date: end } = config;
  if (rangeStartMs(start) <= rangeEndMs(end, config.execution_variant)) return;
  const message = `the end ${end} lies before the start ${start}`;
  problems.add({ code: 'CFG_DATE_ORDER', where: 'end_date', message, details: { start_date: start, end_date: end } });
}

function checkParityMode(config: EffectiveConfig, problems: ProblemList): void {
  if (config.execution_variant !== 'v1_parity' || config.run_mode === 'dev') return;
  problems.add({
    code: 'CFG_PARITY_NEEDS_DEV',
    where: 'execution_variant',
    message: 'v1_parity runs only in run_mode "dev", found "prod"',
    hint: 'change one of the two',
  });
}

function checkTimeframes(config: EffectiveConfig, problems: ProblemList): void {
  const { primary, additional } = config.timeframes;
  for (const timeframe of additional) {
    if (TIMEFRAME_MS[timeframe] >= TIMEFRAME_MS[primary]) continue;
    const message = `${timeframe} is shorter than the primary timeframe ${primary}`;
    problems.add({ code: 'CFG_TIMEFRAME_LOWER', where: 'timeframes.additional', message });
  }
}

function checkConversion(config: EffectiveConfig, problems: ProblemList): void {
  const { conversion } = config.account;
  if (conversion === null) return;
  const isStatic = conversion.mode === 'static';
  const isEmpty = isStatic ? Object.keys(conversion.static).length === 0 : conversion.pairs.length === 0;
  if (!isEmpty) return;
  const list = isStatic ? 'static' : 'pairs';
  const message = `${list} is empty, but mode "${conversion.mode}" needs it`;
  problems.add({ code: 'CFG_CONVERSION', where: `account.conversion.${list}`, message });
}

function checkRisk(config: EffectiveConfig, problems: ProblemList): void {
  const { initial_balance: balance, risk_per_trade: risk } = config.account;
  if (risk <= balance) return;
  const message = `${risk} per trade is more than the initial balance of ${balance}`;
  problems.warn({ code: 'WARN_RISK_EXCEEDS_BALANCE', where: 'account.risk_per_trade', message });
}

function checkNewsCurrencies(config: EffectiveConfig, problems: ProblemList): void {
  const { enabled, currencies } = config.news_filter;
  if (!enabled || currencies !== null || /^[A-Z]{6}$/.test(config.symbol)) return;
  const message = `the currencies cannot be derived from the symbol ${config.symbol}`;
  problems.add({ code: 'CFG_NEWS_CURRENCIES', where: 'news_filter.currencies', message, hint: 'list them' });
}

/** Trade management needs minutes; without sessions the parity variant never applies them (`strategy.md` 13.3). */
function checkHoldingTime(config: EffectiveConfig, problems: ProblemList): void {
  const { trade_management: management, symbol, timeframes } = config;
  const parameters = mergeParameters(config.strategy_parameters, null, symbol, timeframes.primary);
  const rule = management.rules.max_holding_time;
  const isOn = (management.enabled ?? parameters.use_position_manager === true) && rule.enabled;
  if (!isOn) return;
  const minutes = rule.max_holding_minutes ?? parameters.max_holding_minutes;
  if (typeof minutes !== 'number' || minutes <= 0) {
    const where = 'trade_management.rules.max_holding_time.max_holding_minutes';
    const message = 'trade management is on, but no holding time is set';
    const hint = `set ${where} or strategy_parameters.max_holding_minutes`;
    problems.add({ code: 'CFG_TM_MINUTES_MISSING', where, message, hint });
  } else if (config.execution_variant === 'v1_parity' && config.sessions === null) {
    const message = 'the holding time has no effect in v1_parity without sessions';
    problems.warn({ code: 'WARN_PARITY_TM_INACTIVE', where: 'trade_management', message });
  }
}

function checkJitterLists(config: EffectiveConfig, problems: ProblemList): void {
  const robustness = config.metrics.robustness as { jitter_include: unknown; jitter_exclude: unknown };
  if (robustness.jitter_include === null || robustness.jitter_exclude === null) return;
  const message = 'jitter_include and jitter_exclude exclude each other';
  problems.add({ code: 'CFG_PARAM_CROSS', where: 'metrics.robustness.jitter_include', message, hint: 'keep one' });
}
