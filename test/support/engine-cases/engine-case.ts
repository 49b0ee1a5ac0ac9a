import { BacktestContext } from '../../../src/core/backtest/backtest-context.ts';
import { runBacktest } from '../../../src/core/backtest/run-backtest.ts';
import type { StrategyDefinition, StrategyInstance } from '../../../src/core/strategy/strategy.ts';
import { strategyEnvironment } from '../../../src/core/strategy/strategy-environment.ts';
import { StrategyInputs } from '../../../src/core/strategy/strategy-inputs.ts';
import type { BacktestResult } from '../../../src/core/types/backtest-result.ts';
import type { ScriptedRule } from '../plain-engine/plain-inputs.ts';
import type { CaseSettings } from './case-settings.ts';
import { simulateWithRules } from './simulate-with-rules.ts';

/** A generated run: settings, data (in the context), strategy and scripted rules. */
export interface EngineCase extends CaseSettings {
  readonly name: string;
  readonly context: BacktestContext;
  readonly strategy: StrategyDefinition;
  /** Rules beyond those that the configuration can switch on. */
  readonly rules: readonly ScriptedRule[];
  /** Whether the scripted rules say when they may act next, so that the engine may skip bars. */
  readonly rulesAnnounceThemselves: boolean;
}

/** Runs the real engine on a case: through `runBacktest`, or its simulation where rules are scripted. */
export function runEngine(engineCase: EngineCase, record: boolean): BacktestResult {
  const { context, strategy, config, spec, costs, seed } = engineCase;
  if (engineCase.rules.length > 0) return simulateWithRules(engineCase, record);
  return runBacktest(context, strategy, config, { symbolSpec: spec, costSpec: costs }, { seed, record });
}

/** A fresh instance of the case's strategy with the series it declares. */
export function createInstance({ context, strategy, config, spec }: EngineCase): StrategyInstance {
  const environment = strategyEnvironment(config, spec);
  const requirements = strategy.requirements(config.strategy_parameters, environment);
  const series = new Map<string, Float64Array>();
  for (const request of requirements.indicators) series.set(request.id, context.series.series(request));
  for (const request of requirements.alignedCloses) series.set(request.id, context.series.alignedClose(request));
  return strategy.create(config.strategy_parameters, environment, new StrategyInputs(context.dataset.primary, series));
}
