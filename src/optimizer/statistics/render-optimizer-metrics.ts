import { formatJson, mapMembers, type OutputValue } from '../../core/backtest/artifacts/format-json.ts';
import { roundHalfAway } from '../../core/math/rounding.ts';
import { DECIMALS_BY_UNIT } from '../../core/metrics/metric-rounding.ts';
import type { RunMode } from '../../core/types/config.ts';
import { isMissing } from './figure.ts';
import { OPTIMIZER_DEFINITIONS } from './optimizer-definitions.ts';
import { ROBUSTNESS_KEYS, STATISTIC_KEYS, type StatisticKey } from './statistic-keys.ts';
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

/** Text of `optimizer_metrics.json`; stress scores are "n/a", because none are computed. */
export function renderOptimizerMetrics({ figures }: SweepStatistics, meta: OptimizerMetricsMeta): string {
  const metrics: Record<string, OutputValue> = {};
  for (const key of STATISTIC_KEYS) {
    const figure = figures[key];
    metrics[key] = isMissing(figure) ? figure.value : roundHalfAway(figure, statisticDecimals(key));
  }
  for (const key of ROBUSTNESS_KEYS) metrics[key] = 'n/a';
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
    definitions: mapMembers(OPTIMIZER_DEFINITIONS, (definition) => ({ ...definition })),
  };
  return formatJson(content, OPTIMIZER_METRICS_FILE);
}

/** Decimals with which a statistic is shown and written. */
export function statisticDecimals(key: StatisticKey): number {
  return key === 'n_trials_effective' ? EFFECTIVE_TRIALS_DECIMALS : DECIMALS_BY_UNIT[OPTIMIZER_DEFINITIONS[key].unit];
}
