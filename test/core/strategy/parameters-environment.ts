import { BUILT_SCENARIOS } from '../../../src/core/strategy/mean-reversion-z-score/built-scenarios.ts';
import { resolveParameters } from '../../../src/core/strategy/mean-reversion-z-score/parameters.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import type { StrategyEnvironment } from '../../../src/core/types/strategy.ts';

export const ENVIRONMENT: StrategyEnvironment = {
  symbol: 'EURUSD',
  primary: 'M5',
  additional: [],
  variant: 'v2',
  warmupBars: 500,
  symbolSpec: {
    symbol: 'EURUSD',
    contractSize: 100000,
    tickSize: 0.00001,
    tickValue: 1,
    pipSize: 0.0001,
    volumeMin: 0.01,
    volumeStep: 0.01,
    volumeMax: 200,
    minStopDistancePips: 0.1,
    quoteCurrency: 'USD',
  },
};

export const PARITY: StrategyEnvironment = { ...ENVIRONMENT, variant: 'v1_parity' };

/** Resolves with the scenarios that can be enabled, unless others are given. */
export function resolve(raw: JsonObject, environment: StrategyEnvironment = ENVIRONMENT) {
  return resolveParameters({ enabled_scenarios: [...BUILT_SCENARIOS], ...raw }, environment);
}

/** Code and place of every finding except that a scenario cannot be enabled yet. */
export function findings(raw: JsonObject, environment: StrategyEnvironment = ENVIRONMENT): string[] {
  return resolve(raw, environment)
    .issues.filter((issue) => !(issue.code === 'CFG_UNSUPPORTED' && issue.path === 'enabled_scenarios'))
    .map((issue) => `${issue.code} ${issue.path}`);
}
