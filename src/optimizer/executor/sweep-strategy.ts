import { getStrategy } from '../../core/strategy/registry.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import { ConfigError } from '../../core/types/errors.ts';
import { evaluateModule } from '../../run/strategy-module/evaluate-module.ts';
import type { SweepSetup } from './trial-job.ts';

/** The strategy of all trials, made in the thread that runs them: functions do not cross the border. */
export async function sweepStrategy({ baseConfig, strategyModule }: SweepSetup): Promise<StrategyDefinition> {
  if (strategyModule !== null) {
    const evaluated = await evaluateModule(strategyModule);
    if ('problems' in evaluated) throw new ConfigError(evaluated.problems);
    return evaluated.strategy;
  }
  const strategy = getStrategy(baseConfig.strategy_name);
  if (strategy === undefined) throw new Error(`unknown strategy ${baseConfig.strategy_name}`);
  return strategy;
}
