import { mergeParameters } from '../strategy/parameter-merge.ts';
import type { EffectiveConfig } from '../types/config.ts';

/** The time stop of a run. */
export interface HoldingLimit {
  readonly minutes: number;
  /** Scenario ids it applies to; empty for all. */
  readonly onlyScenarios: readonly number[];
}

/**
 * Resolves the time stop (`execution.md` 6.2): the rule's own setting, else the strategy's parameter; null
 * where it is off.
 */
export function resolveHoldingLimit(
  config: Pick<EffectiveConfig, 'trade_management' | 'strategy_parameters' | 'symbol' | 'timeframes'>,
): HoldingLimit | null {
  const { trade_management: management, symbol, timeframes } = config;
  const parameters = mergeParameters(config.strategy_parameters, null, symbol, timeframes.primary);
  const isEnabled = management.enabled ?? parameters.use_position_manager === true;
  const rule = management.rules.max_holding_time;
  if (!isEnabled || !rule.enabled) return null;
  const minutes = rule.max_holding_minutes ?? parameters.max_holding_minutes ?? 0;
  return typeof minutes === 'number' && minutes > 0 ? { minutes, onlyScenarios: rule.only_scenarios } : null;
}
