import { joinPaths } from '../core/math/json-path.ts';
import { getStrategy, strategyNames } from '../core/strategy/registry.ts';
import { strategyEnvironment } from '../core/strategy/strategy-environment.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { Problem } from '../core/types/errors.ts';
import type { SymbolSpec } from '../core/types/symbol-spec.ts';
import type { ProblemList } from './problem-list.ts';

const PLACE = 'strategy_parameters';

/**
 * Lets the configured strategy resolve its parameters and reports what it finds. An unknown strategy
 * is a problem; the parameters then stay as they are.
 *
 * @param isRelevant drops findings that speak about a value which stands in for a refused one
 */
export function resolveStrategyParameters(
  config: EffectiveConfig,
  spec: SymbolSpec | null,
  problems: ProblemList,
  isRelevant: (problem: Problem) => boolean = () => true,
): EffectiveConfig {
  const strategy = getStrategy(config.strategy_name);
  if (strategy === undefined) {
    const names = strategyNames();
    problems.add({
      code: 'CFG_UNKNOWN_STRATEGY',
      where: 'strategy_name',
      message: `there is no strategy ${JSON.stringify(config.strategy_name)}`,
      hint: `known strategies: ${names.join(', ')}`,
      details: { known: names },
    });
    return config;
  }
  const { parameters, issues } = strategy.resolve(config.strategy_parameters, strategyEnvironment(config, spec));
  for (const { severity, path, ...finding } of issues) {
    const problem = { ...finding, where: joinPaths(PLACE, path) };
    if (!isRelevant(problem)) continue;
    if (severity === 'error') problems.add(problem);
    else problems.warn(problem);
  }
  return { ...config, strategy_parameters: parameters };
}
