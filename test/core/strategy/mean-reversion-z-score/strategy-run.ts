import { SeriesProvider } from '../../../../src/core/indicators/series-provider.ts';
import { meanReversionZScore } from '../../../../src/core/strategy/mean-reversion-z-score/definition.ts';
import type { StrategyInstance } from '../../../../src/core/strategy/strategy.ts';
import { StrategyInputs } from '../../../../src/core/strategy/strategy-inputs.ts';
import type { Dataset } from '../../../../src/core/types/dataset.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import type { StrategyEnvironment } from '../../../../src/core/types/strategy.ts';
import { localColumns } from '../../../support/local-columns.ts';

/** Thresholds at which every scenario finds something in restless prices. */
const EAGER: JsonObject = {
  z_score_long: -1,
  z_score_short: 1,
  window_length: 50,
  b_b_length: 20,
  std_factor: 1.2,
  kalman_r: 1,
  kalman_q: 0.05,
  tp_min_distance: 0.0001,
  htf_tf: 'H1',
  htf_ema: 5,
  extra_htf_tf: 'M15',
  extra_htf_ema: 5,
  garch_min_periods: 20,
  intraday_vol_garch_lookback: 120,
  intraday_vol_cluster_window: 80,
  intraday_vol_min_points: 30,
  scenario6_timeframes: ['PRIMARY', 'M15'],
  scenario6_params: { '*': { window_length: 12, b_b_length: 8, std_factor: 0.8 } },
};

export interface StrategyRun {
  readonly instance: StrategyInstance;
  /** Series that were handed over, by id. */
  readonly columns: ReadonlyMap<string, Float64Array>;
}

/** An instance on a dataset; `change` replaces the columns it gets. */
export function startRun(
  dataset: Dataset,
  raw: JsonObject,
  environment: StrategyEnvironment,
  change: (id: string, column: Float64Array) => Float64Array = (_, column) => column,
): StrategyRun {
  const { parameters, issues } = meanReversionZScore.resolve({ ...EAGER, ...raw }, environment);
  const errors = issues.filter((issue) => issue.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((issue) => `${issue.path}: ${issue.message}`).join('; '));
  const { indicators, alignedCloses } = meanReversionZScore.requirements(parameters, environment);
  const provider = new SeriesProvider(dataset, environment.variant);
  const columns = new Map([
    ...indicators.map((request) => [request.id, change(request.id, provider.series(request).values)] as const),
    ...alignedCloses.map((request) => [request.id, change(request.id, provider.alignedClose(request).values)] as const),
  ]);
  const inputs = new StrategyInputs(dataset.primary, localColumns(columns));
  return { instance: meanReversionZScore.create(parameters, environment, inputs), columns };
}

/** What the strategy says on every bar from `first` on, asked bar by bar. */
export function everySignal({ instance }: StrategyRun, first: number, end: number): readonly JsonObject[] {
  const said: JsonObject[] = [];
  for (let bar = first; bar < end; bar++) {
    const signal = instance.onBar(bar);
    if (signal === null) continue;
    const { direction, entryPrice, stopLoss, takeProfit, scenarioId } = signal;
    const { label, reason, tags, meta } = instance.describe!(bar);
    said.push({ bar, direction, entryPrice, stopLoss, takeProfit, scenarioId, label, reason, tags, meta });
  }
  return said;
}
