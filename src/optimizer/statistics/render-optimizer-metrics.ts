import { formatJson, mapMembers, type OutputValue } from '../../core/backtest/artifacts/format-json.ts';
import { roundHalfAway } from '../../core/math/rounding.ts';
import { DECIMALS_BY_UNIT } from '../../core/metrics/metric-rounding.ts';
import type { RunMode } from '../../core/types/config.ts';
import { isMissing } from './figure.ts';
import { OPTIMIZER_DEFINITIONS } from './optimizer-definitions.ts';
import {
  ROBUSTNESS_KEYS,
  STATISTIC_KEYS,
  type StatisticKey,
  WALK_FORWARD_KEYS,
  type WalkForwardKey,
} from './statistic-keys.ts';
import type { SweepStatistics } from './sweep-statistics.ts';

/** Root member `meta`: what the figures belong to (`metrics.md` 10). */
export interface OptimizerMetricsMeta {
  readonly sweepId: string;
  readonly definitionHash: string;
  readonly selectedTrialIndex: number;
  readonly paramsHash: string;
  readonly configHash: string;
  readonly trialSeed: number;
  readonly runMode: RunMode;
}

export const OPTIMIZER_METRICS_FILE = 'optimizer_metrics.json';

/** A count that is no integer. */
const EFFECTIVE_TRIALS_DECIMALS = 6;

/** Figures of a walk-forward; NaN where one has no value. */
export type WalkForwardFigures = Readonly<Record<WalkForwardKey, number>>;

/**
 * Text of `optimizer_metrics.json`; stress scores are "n/a", because none are computed.
 *
 * @param walkForward null without a walk-forward, whose keys are then left out
 */
export function renderOptimizerMetrics(
  { figures }: SweepStatistics,
  meta: OptimizerMetricsMeta,
  walkForward: WalkForwardFigures | null,
): string {
  const metrics: Record<string, OutputValue> = {};
  for (const key of STATISTIC_KEYS) {
    const figure = figures[key];
    metrics[key] = isMissing(figure) ? figure.value : roundHalfAway(figure, statisticDecimals(key));
  }
  for (const key of walkForward === null ? [] : WALK_FORWARD_KEYS) {
    const figure = walkForward?.[key] ?? Number.NaN;
    metrics[key] = Number.isNaN(figure) ? 'n/a' : roundHalfAway(figure, statisticDecimals(key));
  }
  for (const key of ROBUSTNESS_KEYS) metrics[key] = 'n/a';
  const definitions = Object.fromEntries(Object.entries(OPTIMIZER_DEFINITIONS).filter(([key]) => key in metrics));
  const content: OutputValue = {
    meta: {
      sweep_id: meta.sweepId,
      sweep_definition_hash: meta.definitionHash,
      selected_trial_index: meta.selectedTrialIndex,
      params_hash: meta.paramsHash,
      config_hash: meta.configHash,
      trial_seed: meta.trialSeed,
      run_mode: meta.runMode,
    },
    metrics,
    definitions: mapMembers(definitions, (definition) => ({ ...definition })),
  };
  return formatJson(content, OPTIMIZER_METRICS_FILE);
}

/** Decimals with which a statistic is shown and written. */
export function statisticDecimals(key: StatisticKey | WalkForwardKey): number {
  return key === 'n_trials_effective' ? EFFECTIVE_TRIALS_DECIMALS : DECIMALS_BY_UNIT[OPTIMIZER_DEFINITIONS[key].unit];
}
