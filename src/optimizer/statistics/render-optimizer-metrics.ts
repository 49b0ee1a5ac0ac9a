import { formatJson, mapMembers, type OutputValue } from '../../core/backtest/artifacts/format-json.ts';
import { roundHalfAway } from '../../core/math/rounding.ts';
import { DECIMALS_BY_UNIT } from '../../core/metrics/metric-rounding.ts';
import type { RunMode } from '../../core/types/config.ts';
import { type Figure, isMissing } from './figure.ts';
import { OPTIMIZER_DEFINITIONS } from './optimizer-definitions.ts';
import {
  REQUIRED_ROBUSTNESS_KEYS,
  ROBUSTNESS_KEYS,
  type RobustnessKey,
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
 * Text of `optimizer_metrics.json`.
 *
 * @param statistics null where there are none, for example after `statistics: off`; their keys are then left out
 * @param walkForward null without a walk-forward, whose keys are then left out
 * @param robustness null without stress tests; the keys that the file always has are then "n/a"
 */
export function renderOptimizerMetrics(
  statistics: Pick<SweepStatistics, 'figures'> | null,
  meta: OptimizerMetricsMeta,
  walkForward: WalkForwardFigures | null,
  robustness: Readonly<Record<RobustnessKey, Figure>> | null,
): string {
  const metrics: Record<string, OutputValue> = {};
  const write = (key: StatisticKey | RobustnessKey, figure: Figure): void => {
    metrics[key] = isMissing(figure) ? figure.value : roundHalfAway(figure, statisticDecimals(key));
  };
  if (statistics !== null) for (const key of STATISTIC_KEYS) write(key, statistics.figures[key]);
  for (const key of walkForward === null ? [] : WALK_FORWARD_KEYS) {
    const figure = walkForward?.[key] ?? Number.NaN;
    metrics[key] = Number.isNaN(figure) ? 'n/a' : roundHalfAway(figure, statisticDecimals(key));
  }
  for (const key of REQUIRED_ROBUSTNESS_KEYS) metrics[key] = 'n/a';
  if (robustness !== null) for (const key of ROBUSTNESS_KEYS) write(key, robustness[key]);
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
export function statisticDecimals(key: StatisticKey | WalkForwardKey | RobustnessKey): number {
  return key === 'n_trials_effective' ? EFFECTIVE_TRIALS_DECIMALS : DECIMALS_BY_UNIT[OPTIMIZER_DEFINITIONS[key].unit];
}
