import { normaliseConfig } from '../../../src/config/normalise-config.ts';
import { getStrategy } from '../../../src/core/strategy/registry.ts';
import { ConfigError, type Problem } from '../../../src/core/types/errors.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import type { BaseDocument } from '../../../src/optimizer/definition/base-config.ts';
import {
  type DefinedSweep,
  defineSweep,
  type SweepOptions,
  type SweepSurroundings,
} from '../../../src/optimizer/definition/define-sweep.ts';
import { readSweepSource } from '../../../src/optimizer/definition/sweep-source.ts';

/** Base configuration of the examples. */
export const BASE: JsonObject = {
  schema_version: '2',
  strategy_name: 'mean_reversion_z_score',
  symbol: 'EURUSD',
  start_date: '2022-03-01',
  end_date: '2022-05-31',
  run_mode: 'dev',
  data_mode: 'candle',
  timeframes: { primary: 'M15' },
  strategy_parameters: { enabled_scenarios: [1] },
};

export const SURROUNDINGS: SweepSurroundings = {
  normalise: (document) => normaliseConfig(document, { strict: false, symbolSpecs: null }),
  parameterDescriptors: (name) => getStrategy(name)?.parameterDescriptors ?? [],
};

/** First four lines of most examples. */
export const HEAD = `sweep_version: 1
base: single.json
space:
  strategy_parameters.std_factor: [1.4, 1.6]
`;

/** Every block that works today, spelt out. */
export const COMPLETE = `sweep_version: 1
name: mrz-eurusd-m15
base: single.json
overrides:
  start_date: "2022-03-07"
  account: { initial_balance: 5000 }
  costs.fee_multiplier: 1.5
run_mode: dev
seed: 7
seed_policy: common
space:
  strategy_parameters.htf_filter:   { type: categorical, choices: [both, above] }
  strategy_parameters.htf_ema:      { type: int, low: 70, high: 90, step: 10, when: "htf_filter == 'above'" }
  strategy_parameters.std_factor:   { type: float, low: 1.4, high: 1.8, step: 0.1 }
  strategy_parameters.z_score_long: { type: float, low: -0.85, high: -0.75, step: 0.05, as: z }
  strategy_parameters.garch_use_log_returns: { type: bool }
  strategy_parameters.b_b_length:   [10, 20]
  strategy_parameters.window_length: { expr: "b_b_length * 3" }
  costs.slippage_multiplier:        { value: 2 }
constraints:
  - "std_factor + z < 1"
sampler: { name: grid, order: shuffled }
budget: { trials: 400, trial_timeout_seconds: 600, max_failed_share: 0.5, stall_batches: null }
objective:
  score: profit_over_drawdown
  direction: maximize
  decimals: 4
gates: v1_final
pruner: { name: none }
validation: { holdout: null, walk_forward: null, cpcv: null }
robustness: { enabled: false, top_k: 5, jitter_include: [z] }
statistics: off
workers: 3
store: { daily: none, trades: none }
`;

export function define(text: string, base: JsonObject = BASE, options: SweepOptions = {}): DefinedSweep {
  const source = readSweepSource(text, 'sweeps/example.yaml');
  const document: BaseDocument = { value: base, locate: (path) => `single.json:9:9 of ${path}` };
  return defineSweep(source, source.basePath === null ? null : document, SURROUNDINGS, options);
}

/** Problems of a file that must not be accepted. */
export function problemsOf(text: string, base?: JsonObject, options?: SweepOptions): readonly Problem[] {
  try {
    define(text, base, options);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('the sweep file was accepted');
}
