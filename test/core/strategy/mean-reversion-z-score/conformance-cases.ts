import { meanReversionZScore } from '../../../../src/core/strategy/mean-reversion-z-score/definition.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import type { StrategyEnvironment } from '../../../../src/core/types/strategy.ts';
import { type ConformanceCase, V1, V2 } from '../conformance-case.ts';

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

const CASES: readonly (readonly [string, JsonObject, StrategyEnvironment])[] = [
  ['all scenarios', {}, V2],
  ['all scenarios in parity', {}, V1],
  ['scenario 1', { enabled_scenarios: [1] }, V2],
  ['scenario 2', { enabled_scenarios: [2] }, V2],
  ['scenario 2 with biases', { enabled_scenarios: [2], htf_filter: 'above', extra_htf_filter: 'below' }, V2],
  ['scenario 3', { enabled_scenarios: [3] }, V2],
  ['scenario 4', { enabled_scenarios: [4] }, V2],
  ['scenario 4 on local scores', { enabled_scenarios: [4], local_z_lookback: 60 }, V2],
  ['scenario 4 with a local score for shorts', { enabled_scenarios: [1, 2, 4], short: { local_z_lookback: 60 } }, V2],
  ['scenario 5', { enabled_scenarios: [5], cluster_hysteresis_bars: 2 }, V2],
  ['scenario 5 on the true range', { enabled_scenarios: [5], intraday_vol_feature: 'atr_points' }, V1],
  ['scenario 6', { enabled_scenarios: [6] }, V2],
  ['scenario 6 in parity', { enabled_scenarios: [6], scenario6_mode: 'any' }, V1],
  ['scenarios 3 to 6', { enabled_scenarios: [3, 4, 5, 6], local_z_lookback: 60, tp_min_distance: 0.0008 }, V2],
  ['longs only', { direction_filter: 'long', local_z_lookback: 60 }, V2],
  [
    'different lengths per direction',
    { long: { window_length: 60 }, short: { b_b_length: 25, garch_alpha: 0.08 } },
    V2,
  ],
];

export const meanReversionCases: readonly ConformanceCase[] = CASES.map(([name, changes, environment]) => ({
  strategy: meanReversionZScore,
  name,
  parameters: { ...EAGER, ...changes },
  environment,
}));
