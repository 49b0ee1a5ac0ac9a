import { materialiseTrial } from '../../src/config/materialise.ts';
import { BacktestContext, type ContextMemory } from '../../src/core/backtest/backtest-context.ts';
import { runBacktest } from '../../src/core/backtest/run-backtest.ts';
import { RunMemory } from '../../src/core/backtest/run-memory.ts';
import { computeMetrics } from '../../src/core/metrics/compute-metrics.ts';
import { METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import { getStrategy } from '../../src/core/strategy/registry.ts';
import type { StrategyDefinition } from '../../src/core/strategy/strategy.ts';
import type { BacktestResult } from '../../src/core/types/backtest-result.ts';
import type { EffectiveConfig } from '../../src/core/types/config.ts';
import { InlineExecutor } from '../../src/optimizer/executor/inline-executor.ts';
import { defaultSweepMemory, divideMemory, scopeMemory } from '../../src/optimizer/executor/sweep-memory.ts';
import type { TrialChunk } from '../../src/optimizer/executor/trial-chunk.ts';
import type { SweepSetup, TrialJob } from '../../src/optimizer/executor/trial-job.ts';

const TRADE_COUNT = METRIC_KEYS.indexOf('total_trades');

/** A trial whose configuration is already there, so that only its simulation remains to be timed. */
export interface PreparedTrial {
  readonly config: EffectiveConfig;
  readonly seed: number;
}

/** What a simulation costs and did. */
export interface SimulationFigures {
  readonly us: number;
  readonly trades: number;
  readonly exposedBars: number;
}

/** Runs trials of one sweep in this thread, on one core, with everything shareable shared. */
export class TrialRunner {
  readonly context: BacktestContext;
  readonly setup: SweepSetup;
  readonly strategy: StrategyDefinition;
  private readonly memory: RunMemory;
  private executor: InlineExecutor | null = null;

  constructor(setup: SweepSetup) {
    this.setup = setup;
    this.context = new BacktestContext(
      setup.dataset,
      setup.baseConfig.execution_variant,
      scopeMemory(workerMemory(setup), 0, 1, setup.dataset.primary.openTimes.length),
    );
    this.memory = new RunMemory(this.context, false);
    const strategy = getStrategy(setup.baseConfig.strategy_name);
    if (strategy === undefined) throw new Error(`no bundled strategy ${setup.baseConfig.strategy_name}`);
    this.strategy = strategy;
  }

  /** Trading bars of a trial. */
  get bars(): number {
    const { primary, firstTradingBar } = this.setup.dataset;
    return primary.openTimes.length - firstTradingBar;
  }

  prepare(jobs: readonly TrialJob[]): readonly PreparedTrial[] {
    const surroundings = { strategy: this.strategy, symbolSpecs: this.setup.symbolSpecs };
    return jobs.map(({ changes, seed }) => {
      const materialised = materialiseTrial(this.setup.baseConfig, changes, seed, surroundings);
      if ('problem' in materialised) throw new Error(materialised.problem.message);
      return { config: materialised.effective, seed };
    });
  }

  /** One backtest as a trial runs it; its columns are overwritten by the next. */
  simulate({ config, seed }: PreparedTrial): BacktestResult {
    const options = { seed, record: false, memory: this.memory };
    const result = runBacktest(this.context, this.strategy, config, this.setup, options);
    this.context.release();
    return result;
  }

  metricsOf({ trades, feesTotal, equitySummary }: BacktestResult, { account }: EffectiveConfig): Float64Array {
    return computeMetrics({
      trades,
      openTimes: this.context.dataset.primary.openTimes,
      riskPerTrade: account.risk_per_trade,
      initialBalance: account.initial_balance,
      feesTotal,
      equity: equitySummary,
    });
  }

  /** Simulates the trials with their metrics. */
  simulateAll(trials: readonly PreparedTrial[]): readonly SimulationFigures[] {
    let endedMs = performance.now();
    return trials.map((trial) => {
      const startedMs = endedMs;
      const result = this.simulate(trial);
      const metrics = this.metricsOf(result, trial.config);
      endedMs = performance.now();
      const { exposedBars } = result.equitySummary;
      return { us: (endedMs - startedMs) * 1000, trades: metrics[TRADE_COUNT], exposedBars };
    });
  }

  /** Everything a worker does for trials: from coordinates over configuration, simulation and hashes to packed rows. */
  async evaluateAll(chunks: readonly TrialChunk[]): Promise<void> {
    this.executor ??= new InlineExecutor([this.setup], this.strategy, workerMemory(this.setup));
    for (const chunk of chunks) {
      const end = await this.executor.runTrials(chunk);
      if (end.kind !== 'finished') throw new Error(`a chunk has ${end.kind}`);
    }
  }
}

/** What the only worker of a sweep has. */
function workerMemory({ dataset }: SweepSetup): ContextMemory {
  return divideMemory(defaultSweepMemory(), 1, dataset.primary.openTimes.length);
}
