import { resolveParameters } from '../../../../src/core/strategy/mean-reversion-z-score/parameters.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import type { StrategyEnvironment } from '../../../../src/core/types/strategy.ts';
import { ENVIRONMENT } from '../environment.ts';

/** Resolves with scenarios 1 and 2 unless others are given, so that the rules of the others are silent. */
export function resolve(raw: JsonObject, environment: StrategyEnvironment = ENVIRONMENT) {
  return resolveParameters({ enabled_scenarios: [1, 2], ...raw }, environment);
}

/** Code and place of every finding. */
export function findings(raw: JsonObject, environment: StrategyEnvironment = ENVIRONMENT): string[] {
  return resolve(raw, environment).issues.map((issue) => `${issue.code} ${issue.path}`);
}
