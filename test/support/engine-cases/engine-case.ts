import type { BacktestContext } from '../../../src/core/backtest/backtest-context.ts';
import type { SeriesColumn } from '../../../src/core/indicators/series-provider.ts';
import type { StrategyDefinition, StrategyInstance } from '../../../src/core/strategy/strategy.ts';
import { strategyEnvironment } from '../../../src/core/strategy/strategy-environment.ts';
import { StrategyInputs } from '../../../src/core/strategy/strategy-inputs.ts';
import type { ScriptedRule } from '../plain-engine/plain-inputs.ts';
import type { CaseSettings } from './case-settings.ts';

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

export function isParity({ config }: EngineCase): boolean {
  return config.execution_variant === 'v1_parity';
}

/** A fresh instance of the case's strategy with the series it declares. */
export function createInstance({ context, strategy, config, spec }: EngineCase): StrategyInstance {
  const environment = strategyEnvironment(config, spec);
  const requirements = strategy.requirements(config.strategy_parameters, environment);
  const series = new Map<string, SeriesColumn>();
  for (const request of requirements.indicators) series.set(request.id, context.series.series(request));
  for (const request of requirements.alignedCloses) series.set(request.id, context.series.alignedClose(request));
  return strategy.create(config.strategy_parameters, environment, new StrategyInputs(context.dataset.primary, series));
}
