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
