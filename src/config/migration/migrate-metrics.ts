import { isJsonArray, isJsonObject } from '../../core/math/json-kind.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { LegacyBlock } from './legacy-block.ts';
import type { MigrationFindings } from './migration-findings.ts';

/** Old names of a setting of the rating layer, and its place below `metrics`. */
const RATING_KEYS: readonly (readonly [names: readonly string[], target: string])[] = [
  [['enable_backtest_robust_metrics'], 'robustness.enabled'],
  [['robust_jitter_frac', 'jitter_frac'], 'robustness.jitter_frac'],
  [['robust_jitter_repeats', 'jitter_repeats'], 'robustness.jitter_repeats'],
  [['robust_dropout_frac'], 'robustness.dropout_frac'],
  [['robust_dropout_runs'], 'robustness.dropout_runs'],
  [['robust_cost_shock_factors'], 'robustness.cost_shock_factors'],
  [['robust_data_jitter_repeats'], 'data_jitter.repeats'],
  [['robust_data_jitter_atr_period'], 'data_jitter.atr_period'],
  [['robust_data_jitter_sigma_atr'], 'data_jitter.sigma_atr'],
  [['robust_data_jitter_penalty_cap'], 'data_jitter.penalty_cap'],
  [['robust_data_jitter_min_price'], 'data_jitter.min_price'],
  [['robust_data_jitter_fraq'], 'data_jitter.fraq'],
  [['robust_timing_jitter_divisors'], 'timing_jitter.divisors'],
  [['robust_timing_jitter_min_months'], 'timing_jitter.min_months'],
];
const WITHOUT_EFFECT = ['robust_cost_shock_factor'] as const;
/** Switches for more output. */
const DEBUG_KEY = /^(debug_|.*_debug(_|$))/;

type Metrics = Record<string, Record<string, JsonValue>>;

/**
 * `metrics` from `reporting` and the keys `robust_*`, which could stand in either place.
 *
 * @param scenarios the enabled entry scenarios: the old lists of jittered parameters are per scenario
 */
export function migrateMetrics(
  old: LegacyBlock,
  scenarios: JsonValue | undefined,
  findings: MigrationFindings,
): JsonObject | undefined {
  const reporting = old.block('reporting');
  const metrics: Metrics = {};
  for (const [names, target] of RATING_KEYS) {
    const values = names
      .flatMap((name) => [old.take(name), reporting.take(name)])
      .filter((value) => value !== undefined);
    const [value] = values;
    if (value === undefined) continue;
    setMember(metrics, target, value);
    if (values.some((other) => JSON.stringify(other) !== JSON.stringify(value))) {
      const reason = `stands twice with different values, ${values.map((one) => JSON.stringify(one)).join(' and ')}`;
      findings.changed(names[0] ?? target, reason, `metrics.${target} is ${JSON.stringify(value)}; check it`);
    }
  }
  const included = migrateJitterList(reporting, scenarios, findings);
  if (included !== undefined) setMember(metrics, 'robustness.jitter_include', included);
  reportWithoutEffect(reporting, findings);
  return Object.keys(metrics).length === 0 ? undefined : metrics;
}

/** Seed of the old program; undefined where it drew one. */
export function migrateSeed(old: LegacyBlock): JsonValue | undefined {
  const reporting = old.block('reporting');
  const isFixed = reporting.take('dev_mode') === true;
  const seed = reporting.take('dev_seed');
  return old.block('execution').take('random_seed') ?? (isFixed ? seed : undefined);
}

function setMember(metrics: Metrics, target: string, value: JsonValue): void {
  const [block = '', key = ''] = target.split('.');
  metrics[block] ??= {};
  metrics[block][key] = value;
}

function migrateJitterList(
  reporting: LegacyBlock,
  scenarios: JsonValue | undefined,
  findings: MigrationFindings,
): JsonValue | undefined {
  const key = 'param_jitter_include_by_scenario';
  const lists = reporting.take(key);
  if (lists === undefined) return undefined;
  const [scenario, second] = isJsonArray(scenarios) ? scenarios : [];
  const list = isJsonObject(lists) && second === undefined ? lists[`scenario${String(scenario)}`] : undefined;
  if (isJsonArray(list) && list.length > 0) return list;
  findings.notCarried(
    reporting.pathOf(key),
    'there is one list of jittered parameters for all scenarios',
    'write the parameters to metrics.robustness.jitter_include',
  );
  return undefined;
}

function reportWithoutEffect(reporting: LegacyBlock, findings: MigrationFindings): void {
  for (const key of WITHOUT_EFFECT) {
    if (reporting.take(key) === undefined) continue;
    findings.notCarried(
      reporting.pathOf(key),
      'it had no effect',
      'set metrics.robustness.cost_shock_factors if you want other factors than the default ones',
    );
  }
  for (const path of reporting.unreadPaths()) {
    const key = path.slice(reporting.path.length + 1);
    if (DEBUG_KEY.test(key)) reporting.ignore(key);
  }
}
