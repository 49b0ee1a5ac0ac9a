import { resolveParameters } from '../../../../src/core/strategy/mean-reversion-z-score/parameters.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import type { StrategyEnvironment } from '../../../../src/core/types/strategy.ts';

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

/** Resolves with scenarios 1 and 2 unless others are given, so that the rules of the others are silent. */
export function resolve(raw: JsonObject, environment: StrategyEnvironment = ENVIRONMENT) {
  return resolveParameters({ enabled_scenarios: [1, 2], ...raw }, environment);
}

/** Code and place of every finding. */
export function findings(raw: JsonObject, environment: StrategyEnvironment = ENVIRONMENT): string[] {
  return resolve(raw, environment).issues.map((issue) => `${issue.code} ${issue.path}`);
}
