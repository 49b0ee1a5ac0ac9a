import type { JsonObject } from '../../types/json.ts';
import type { StrategyEnvironment } from '../../types/strategy.ts';
import { isTimeframe, TIMEFRAME_MS, type Timeframe } from '../../types/timeframe.ts';
import type { ParameterIssues } from '../parameters/parameter-issues.ts';
import { resolveBiasTimeframe } from './parameter-bias.ts';
import { checkClusterGuard } from './parameter-cluster-checks.ts';
import { directionParameters, type MeanReversionParameters } from './parameter-set.ts';
import { checkWarmUp } from './parameter-warm-up.ts';

/** Scenarios that can only fire where scenario 2 fires too (`strategy.md` 9). */
const REFINEMENTS_OF_2: readonly number[] = [3, 5, 6];

/** Cross-field rules of `strategy.md` 2.7, on the set of each direction. */
export function checkParameters(
  parameters: JsonObject,
  environment: StrategyEnvironment,
  issues: ParameterIssues,
): void {
  if (issues.isParity && parameters.max_holding_minutes === 0) {
    const message = 'v1_parity knows no holding time of 0';
    issues.refuse('CFG_PARITY_UNSUPPORTED', 'max_holding_minutes', {
      message,
      hint: 'use null for no limit, or execution_variant "v2"',
    });
  }
  checkSet(directionParameters(parameters, 'long', environment), 'long', environment, issues);
  const isOneSet =
    parameters.long === undefined && parameters.short === undefined && parameters.overrides === undefined;
  if (!isOneSet) checkSet(directionParameters(parameters, 'short', environment), 'short', environment, issues);
}

function checkSet(
  set: MeanReversionParameters,
  direction: 'long' | 'short',
  environment: StrategyEnvironment,
  issues: ParameterIssues,
): void {
  checkScenarios(set, issues);
  checkGarch(set, issues);
  checkClusterGuard(set, issues);
  checkBias('htf', set.htfFilter, resolveBiasTimeframe(set.htfTimeframe, environment.primary), environment, issues);
  checkBias(
    'extra_htf',
    set.extraHtfFilter,
    resolveBiasTimeframe(set.extraHtfTimeframe, environment.primary),
    environment,
    issues,
  );
  checkOverlay(set, environment, issues);
  checkWarmUp(set, direction, environment, issues);
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

function checkOverlay(set: MeanReversionParameters, environment: StrategyEnvironment, issues: ParameterIssues): void {
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
