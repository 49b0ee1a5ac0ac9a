import { joinPaths } from '../core/math/json-path.ts';
import type { StrategyDefinition } from '../core/strategy/strategy.ts';
import { strategyEnvironment } from '../core/strategy/strategy-environment.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { Problem } from '../core/types/errors.ts';
import type { SymbolSpec } from '../core/types/symbol-spec.ts';
import type { ProblemList } from './problem-list.ts';

const PLACE = 'strategy_parameters';

/**
 * Lets a strategy resolve its parameters and reports what it finds.
 *
 * @param isRelevant drops findings that speak about a value which stands in for a refused one
 */
export function resolveStrategyParameters(
  strategy: StrategyDefinition,
  config: EffectiveConfig,
  spec: SymbolSpec | null,
  problems: ProblemList,
  isRelevant: (problem: Problem) => boolean = () => true,
): EffectiveConfig {
  const { parameters, issues } = strategy.resolve(config.strategy_parameters, strategyEnvironment(config, spec));
  for (const { severity, path, ...finding } of issues) {
    const problem = { ...finding, where: joinPaths(PLACE, path) };
    if (!isRelevant(problem)) continue;
    if (severity === 'error') problems.add(problem);
    else problems.warn(problem);
  }
  return { ...config, strategy_parameters: parameters };
}
