import { runBacktest } from '../../../src/core/backtest/run-backtest.ts';
import type { BacktestResult } from '../../../src/core/types/backtest-result.ts';
import type { EngineCase } from './engine-case.ts';
import { simulateWithRules } from './simulate-with-rules.ts';

/** Runs the real engine on a case: through `runBacktest`, or its simulation where rules are scripted. */
export function runEngine(engineCase: EngineCase, record: boolean): BacktestResult {
  const { context, strategy, config, spec, costs, seed } = engineCase;
  if (engineCase.rules.length > 0) return simulateWithRules(engineCase, record);
  return runBacktest(context, strategy, config, { symbolSpec: spec, costSpec: costs }, { seed, record });
}
