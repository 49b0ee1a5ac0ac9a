import { TrialConfigs } from '../../config/trial-configs.ts';
import { BacktestContext, type ContextMemory } from '../../core/backtest/backtest-context.ts';
import { resultHash } from '../../core/backtest/result-hash.ts';
import { runBacktest } from '../../core/backtest/run-backtest.ts';
import { RunMemory } from '../../core/backtest/run-memory.ts';
import { type Clock, Stopwatch } from '../../core/math/stopwatch.ts';
import { computeMetrics } from '../../core/metrics/compute-metrics.ts';
import { measureDays } from '../../core/metrics/daily-moments.ts';
import { dailyResults } from '../../core/metrics/daily-series.ts';
import { copyResults } from '../../core/portfolio/trade-results.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { describeError, type ErrorDescription } from '../../core/types/errors.ts';
import { packTrades } from '../storage/packed-trades.ts';
import type { ChunkBlock } from './chunk-block.ts';
import { spreadDays } from './day-placement.ts';
import type { SweepSetup, TrialJob } from './trial-job.ts';

/**
 * Runs trials from their jobs: the only place where a sweep computes anything, whoever calls it (a
 * worker, the inline executor, a replay). What the trials share is prepared once; errors become values.
 */
export class TrialEvaluator {
  private readonly setup: SweepSetup;
  private readonly strategy: StrategyDefinition;
  private readonly context: BacktestContext;
  private readonly memory: RunMemory;
  private readonly configs: TrialConfigs;
  private readonly clock: Clock;
  /** Time for series and conditions. */
  private readonly stopwatch: Stopwatch;

  /** @param memory what this worker may keep, and what it shares with others */
  constructor(setup: SweepSetup, strategy: StrategyDefinition, clock: Clock, memory: ContextMemory = {}) {
    this.setup = setup;
    this.strategy = strategy;
    this.clock = clock;
    this.stopwatch = new Stopwatch(clock);
    const timedMemory = { ...memory, stopwatch: this.stopwatch };
    this.context = new BacktestContext(setup.dataset, setup.baseConfig.execution_variant, timedMemory);
    this.memory = new RunMemory(this.context, false);
    this.configs = new TrialConfigs(setup.baseConfig, { strategy, symbolSpecs: setup.symbolSpecs });
  }

  /** Days of a daily series; 0 where they are not kept. */
  get keptDays(): number {
    const { keepsDaily, placement } = this.setup;
    return keepsDaily ? (placement?.length ?? this.context.calendar.days.length) : 0;
  }

  /** Runs a trial and appends its outcome to the block. */
  evaluate(job: TrialJob, block: ChunkBlock): void {
    const startedUs = this.clock();
    const row = block.count++;
    block.indices[row] = job.index;
    const made = this.configs.make(job.changes, job.seed);
    if ('problem' in made) {
      const { code, message, where, hint } = made.problem;
      fail(block, row, null, { category: 'config', code, message, where, hint: hint ?? null, details: {} });
    } else {
      const { effective, configHash } = made;
      try {
        this.simulateTimed(job, effective, block, row);
        block.configHashes.push(configHash);
        block.errors.push(null);
      } catch (error) {
        fail(block, row, configHash, describeError(error));
      }
    }
    this.context.release();
    block.durations[row] = this.clock() - startedUs;
  }

  private simulateTimed(job: TrialJob, config: EffectiveConfig, block: ChunkBlock, row: number): void {
    const seriesUs = this.stopwatch.totalUs;
    const startedUs = this.clock();
    try {
      this.simulate(job, config, block, row);
    } finally {
      const newSeriesUs = this.stopwatch.totalUs - seriesUs;
      block.seriesUs += newSeriesUs;
      block.simulationUs += this.clock() - startedUs - newSeriesUs;
    }
  }

  private simulate(job: TrialJob, config: EffectiveConfig, block: ChunkBlock, row: number): void {
    const { context, setup, memory, strategy } = this;
    const { initial_balance: initialBalance, risk_per_trade: riskPerTrade } = config.account;
    const result = runBacktest(context, strategy, config, setup, { seed: job.seed, record: false, memory });
    const { trades, equitySummary: equity, feesTotal, finalBalance } = result;
    const { openTimes } = context.dataset.primary;
    const days = measureDays(equity);
    const metrics = computeMetrics({ trades, openTimes, riskPerTrade, initialBalance, feesTotal, equity }, days);
    const { firstTradingBar } = context.dataset;
    const { dailyEquity } = equity;
    block.resultHashes.push(resultHash({ metrics, trades, firstTradingBar, dailyEquity, finalBalance }));
    block.metricsOf(row).set(metrics);
    block.dailyMeans[row] = days.results.mean;
    block.dailySds[row] = days.results.deviation;
    block.trades.push(setup.keepsTrades ? copyResults(trades) : null);
    block.packedTrades.push(setup.packsTrades ? packTrades(trades, openTimes, riskPerTrade) : null);
    if (!setup.keepsDaily) return;
    const daily = dailyResults(equity, block.dailyOf(row, this.keptDays));
    if (setup.placement !== null) spreadDays(daily, setup.placement);
  }
}

function fail(block: ChunkBlock, row: number, configHash: string | null, error: ErrorDescription): void {
  block.configHashes.push(configHash);
  block.resultHashes.push(null);
  block.errors.push(error);
  block.trades.push(null);
  block.packedTrades.push(null);
  block.metricsOf(row).fill(Number.NaN);
  block.dailyMeans[row] = Number.NaN;
  block.dailySds[row] = Number.NaN;
}
