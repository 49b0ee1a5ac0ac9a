import type { StrategyEnvironment } from '../../types/strategy.ts';
import { isTimeframe, type Timeframe } from '../../types/timeframe.ts';
import type { DirectionName } from '../parameter-merge.ts';
import type { ParameterIssues } from '../parameters/parameter-issues.ts';
import { overlayParameters } from './overlay-parameter-merge.ts';
import type { MeanReversionParameters } from './parameter-set.ts';

/** Bars of its own timeframe that an indicator needs before its first value (`strategy.md` 4.2). */
export interface HistoryNeed {
  readonly what: string;
  readonly timeframe: Timeframe;
  readonly bars: number;
  /** Parameter that decides the length, for messages. */
  readonly key: string;
}

/** Parameters besides the scenarios that decide how much history is needed. */
export const HISTORY_PARAMETERS: readonly string[] = [
  'atr_length',
  'b_b_length',
  'garch_min_periods',
  'intraday_vol_cluster_k',
  'intraday_vol_min_points',
  'scenario6_params',
  'scenario6_timeframes',
  'window_length',
];

/**
 * History needs of the enabled scenarios for one direction. The bias mean is left out: it has a value
 * from its first bar on, so that the true range always needs at least as much.
 */
export function historyNeeds(
  set: MeanReversionParameters,
  direction: DirectionName,
  environment: StrategyEnvironment,
): HistoryNeed[] {
  const { primary } = environment;
  const needs: HistoryNeed[] = [];
  const add = (what: string, bars: number, key: string, timeframe: Timeframe = primary): void => {
    needs.push({ what, timeframe, bars, key });
  };
  const isEnabled = (...scenarios: readonly number[]): boolean =>
    scenarios.some((scenario) => set.enabledScenarios.includes(scenario));

  if (set.enabledScenarios.length > 0) add('average true range', set.atrLength, 'atr_length');
  if (isEnabled(1, 3)) add('exponential mean', 1, 'ema_length');
  if (isEnabled(1, 2, 3, 5, 6)) add('z-score', set.windowLength, 'window_length');
  if (isEnabled(2, 3, 4, 5, 6)) add('Bollinger bands', set.bollingerLength, 'b_b_length');
  if (isEnabled(4)) add('volatility-scaled z-score', set.garchMinPeriods + 2, 'garch_min_periods');
  if (isEnabled(5)) {
    const points = Math.max(set.volMinPoints, set.volClusterCount);
    add('volatility clusters', set.garchMinPeriods + 1 + points, 'intraday_vol_min_points');
  }
  if (!isEnabled(6)) return needs;
  for (const name of set.scenario6Timeframes) {
    const timeframe = name === 'PRIMARY' ? primary : name;
    if (!isTimeframe(timeframe)) continue;
    const overlay = overlayParameters(set, set.scenario6Params, name, direction, environment.variant);
    add(`overlay z-score on ${timeframe}`, overlay.windowLength, 'window_length', timeframe);
    add(`overlay Bollinger bands on ${timeframe}`, overlay.bollingerLength, 'b_b_length', timeframe);
  }
  return needs;
}

/** Every indicator must have its first value when trading starts (`CFG_WARMUP_TOO_SMALL`). */
export function checkWarmUp(
  set: MeanReversionParameters,
  issues: ParameterIssues,
  environment: StrategyEnvironment,
  direction: DirectionName,
): void {
  for (const need of historyNeeds(set, direction, environment)) {
    if (need.bars <= environment.warmupBars || !issues.areKnown(need.key, 'enabled_scenarios')) continue;
    const message = `the ${need.what} needs ${need.bars} ${need.timeframe} bars, but warmup_bars is ${environment.warmupBars}`;
    issues.violate('CFG_WARMUP_TOO_SMALL', need.key, { message, hint: `set warmup_bars to at least ${need.bars}` });
  }
}
