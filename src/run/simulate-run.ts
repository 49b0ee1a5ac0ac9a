import { configHash } from '../config/config-hash.ts';
import { BacktestContext } from '../core/backtest/backtest-context.ts';
import { resultHash } from '../core/backtest/result-hash.ts';
import { runBacktest } from '../core/backtest/run-backtest.ts';
import { computeMetrics } from '../core/metrics/compute-metrics.ts';
import type { StrategyDefinition } from '../core/strategy/strategy.ts';
import type { BacktestResult } from '../core/types/backtest-result.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { MarketInputs } from './market-inputs.ts';

/** A recorded backtest with its figures. */
export interface SimulatedRun {
  readonly context: BacktestContext;
  readonly result: BacktestResult;
  /** Unrounded, in the order of `METRIC_KEYS`. */
  readonly metrics: Float64Array;
  readonly configHash: string;
  readonly resultHash: string;
}

/** Runs a checked configuration on loaded data and records everything. */
export function simulateRun(
  strategy: StrategyDefinition,
  config: EffectiveConfig,
  inputs: MarketInputs,
  seed: number,
): SimulatedRun {
  const context = new BacktestContext(inputs.dataset, config.execution_variant);
  const result = runBacktest(context, strategy, config, inputs.market, { seed, record: true });
  const { openTimes } = inputs.dataset.primary;
  const metrics = computeMetrics({
    trades: result.trades,
    openTimes,
    riskPerTrade: config.account.risk_per_trade,
    initialBalance: config.account.initial_balance,
    feesTotal: result.feesTotal,
    equity: result.equitySummary,
  });
  return {
    context,
    result,
    metrics,
    configHash: configHash(config),
    resultHash: resultHash({
      metrics,
      trades: result.trades,
      firstTradingBar: inputs.dataset.firstTradingBar,
      dailyEquity: result.equitySummary.dailyEquity,
      finalBalance: result.finalBalance,
    }),
  };
}
