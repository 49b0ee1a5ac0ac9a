import type { JsonObject } from '../../types/json.ts';
import type { StrategyEnvironment } from '../../types/strategy.ts';
import { isTimeframe, TIMEFRAME_MS, type Timeframe } from '../../types/timeframe.ts';
import { type DirectionName, hasBlocks } from '../parameter-merge.ts';
import type { ParameterIssues } from '../parameters/parameter-issues.ts';
import type { ParameterCheck } from '../parameters/resolve-parameters.ts';
import { resolveBiasTimeframe } from './parameter-bias.ts';
import { checkClusterGuard } from './parameter-cluster-checks.ts';
import { directionParameters, type MeanReversionParameters } from './parameter-set.ts';
import { checkWarmUp, HISTORY_PARAMETERS } from './parameter-warm-up.ts';

/** Scenarios that can only fire where scenario 2 fires too (`strategy.md` 9). */
const REFINEMENTS_OF_2: readonly number[] = [3, 5, 6];

/** A rule over the set of one direction. */
interface SetCheck {
  /** Parameters that can make a difference to it. */
  readonly reads: readonly string[];
  readonly check: (
    set: MeanReversionParameters,
    issues: ParameterIssues,
    environment: StrategyEnvironment,
    direction: DirectionName,
  ) => void;
}

/** Cross-field rules of `strategy.md` 2.7. */
const SET_CHECKS: readonly SetCheck[] = [
  { reads: ['enabled_scenarios'], check: checkScenarios },
  {
    reads: ['enabled_scenarios', 'garch_alpha', 'garch_beta', 'garch_min_periods', 'local_z_lookback'],
    check: checkGarch,
  },
  {
    reads: [
      'enabled_scenarios',
      'cluster_hysteresis_bars',
      'garch_min_periods',
      'intraday_vol_allowed',
      'intraday_vol_cluster_k',
      'intraday_vol_cluster_window',
      'intraday_vol_garch_lookback',
      'intraday_vol_min_points',
    ],
    check: checkClusterGuard,
  },
  { reads: ['htf_filter', 'htf_tf'], check: checkFirstBias },
  { reads: ['extra_htf_filter', 'extra_htf_tf'], check: checkSecondBias },
  { reads: ['enabled_scenarios', 'scenario6_timeframes'], check: checkOverlay },
  { reads: ['enabled_scenarios', ...HISTORY_PARAMETERS], check: checkWarmUp },
];

/** All rules, on the set of each direction. */
export const checkParameters = checkAll(SET_CHECKS);

/** The rules that read one of these parameters. */
export function parameterCheckOf(keys: readonly string[]): ParameterCheck {
  return checkAll(SET_CHECKS.filter(({ reads }) => reads.some((key) => keys.includes(key))));
}

function checkAll(checks: readonly SetCheck[]): ParameterCheck {
  return (parameters, environment, issues) => {
    checkHoldingLimit(parameters, issues);
    if (checks.length === 0) return;
    checkSet(checks, parameters, 'long', environment, issues);
    if (hasBlocks(parameters)) checkSet(checks, parameters, 'short', environment, issues);
  };
}

function checkSet(
  checks: readonly SetCheck[],
  parameters: JsonObject,
  direction: DirectionName,
  environment: StrategyEnvironment,
  issues: ParameterIssues,
): void {
  const set = directionParameters(parameters, direction, environment);
  for (const { check } of checks) check(set, issues, environment, direction);
}

function checkHoldingLimit(parameters: JsonObject, issues: ParameterIssues): void {
  if (!issues.isParity || parameters.max_holding_minutes !== 0) return;
  const message = 'v1_parity knows no holding time of 0';
  const hint = 'use null for no limit, or execution_variant "v2"';
  issues.refuse('CFG_PARITY_UNSUPPORTED', 'max_holding_minutes', { message, hint });
}

function checkScenarios(set: MeanReversionParameters, issues: ParameterIssues): void {
  if (!issues.areKnown('enabled_scenarios')) return;
  const shadowed = set.enabledScenarios.filter((scenario) => REFINEMENTS_OF_2.includes(scenario));
  if (set.listsScenarios && set.enabledScenarios.includes(2) && shadowed.length > 0) {
    const message = `scenario ${shadowed.join(', ')} never trades while scenario 2 is enabled`;
    issues.warn('WARN_SCENARIO_SHADOWED', 'enabled_scenarios', { message });
  }
}

function checkGarch(set: MeanReversionParameters, issues: ParameterIssues): void {
  const isUsed = set.enabledScenarios.includes(4) || set.enabledScenarios.includes(5);
  const sum = set.garchAlpha + set.garchBeta;
  if (isUsed && sum >= 1 && issues.areKnown('garch_alpha', 'garch_beta', 'enabled_scenarios')) {
    const message = `garch_alpha + garch_beta is ${sum}, expected less than 1`;
    issues.violate('CFG_PARAM_CROSS', 'garch_alpha', { message });
  }
  const shortest = set.garchMinPeriods + 2;
  const isTooShort = set.localZLookback > 0 && set.localZLookback < shortest;
  if (isTooShort && issues.areKnown('local_z_lookback', 'garch_min_periods')) {
    const message = `${set.localZLookback} is shorter than garch_min_periods + 2 (${shortest}), so that no value can ever exist`;
    issues.violate('CFG_PARAM_CROSS', 'local_z_lookback', { message, hint: `use 0 or at least ${shortest}` });
  }
}

function checkFirstBias(set: MeanReversionParameters, issues: ParameterIssues, environment: StrategyEnvironment): void {
  const timeframe = resolveBiasTimeframe(set.htfTimeframe, environment.primary);
  checkBias('htf', set.htfFilter, timeframe, environment, issues);
}

function checkSecondBias(
  set: MeanReversionParameters,
  issues: ParameterIssues,
  environment: StrategyEnvironment,
): void {
  const timeframe = resolveBiasTimeframe(set.extraHtfTimeframe, environment.primary);
  checkBias('extra_htf', set.extraHtfFilter, timeframe, environment, issues);
}

/** @param prefix `htf` or `extra_htf`, the beginning of the parameter names */
function checkBias(
  prefix: string,
  filter: string,
  timeframe: Timeframe | null,
  environment: StrategyEnvironment,
  issues: ParameterIssues,
): void {
  if ((filter !== 'above' && filter !== 'below') || !issues.areKnown(`${prefix}_filter`, `${prefix}_tf`)) return;
  if (timeframe === null) {
    const message = `the filter "${filter}" has no timeframe to look at`;
    const hint = `set ${prefix}_tf, or ${prefix}_filter to "both"`;
    issues.violate('CFG_PARAM_CROSS', `${prefix}_filter`, { message, hint });
  } else {
    checkNotShorter(timeframe, `${prefix}_tf`, environment, issues);
  }
}

function checkOverlay(set: MeanReversionParameters, issues: ParameterIssues, environment: StrategyEnvironment): void {
  if (!set.enabledScenarios.includes(6) || !issues.areKnown('scenario6_timeframes', 'enabled_scenarios')) return;
  if (set.scenario6Timeframes.length === 0 && set.listsScenarios) {
    const message = 'scenario 6 is listed but has no overlay timeframe, so that it would never trade';
    issues.violate('CFG_PARAM_CROSS', 'scenario6_timeframes', { message, hint: 'list timeframes or drop scenario 6' });
  }
  for (const timeframe of set.scenario6Timeframes) {
    if (isTimeframe(timeframe)) checkNotShorter(timeframe, 'scenario6_timeframes', environment, issues);
  }
}

function checkNotShorter(
  timeframe: Timeframe,
  path: string,
  environment: StrategyEnvironment,
  issues: ParameterIssues,
): void {
  if (TIMEFRAME_MS[timeframe] >= TIMEFRAME_MS[environment.primary]) return;
  const message = `${timeframe} is shorter than the primary timeframe ${environment.primary}`;
  issues.violate('CFG_TIMEFRAME_LOWER', path, { message });
}
