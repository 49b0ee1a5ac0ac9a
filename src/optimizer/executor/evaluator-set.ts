import type { ContextMemory } from '../../core/backtest/backtest-context.ts';
import type { Clock } from '../../core/math/stopwatch.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import { jitterPrices } from '../robustness/price-jitter.ts';
import { ChunkBlock } from './chunk-block.ts';
import { scopeMemory } from './sweep-memory.ts';
import { TrialEvaluator } from './trial-evaluator.ts';
import type { SweepSetup, SweepSetups, TrialJob } from './trial-job.ts';

/**
 * Evaluators of all setups of a sweep, each made when a job first asks for it. Those of one period are kept
 * at a time: a sweep goes through its periods one after the other, and what belongs to an earlier one would
 * only take up memory.
 */
export class EvaluatorSet {
  private readonly setups: SweepSetups;
  private readonly strategy: StrategyDefinition;
  private readonly clock: Clock;
  private readonly memory: ContextMemory;
  private readonly evaluators = new Map<number, TrialEvaluator>();
  private period: number | null = null;

  /** @param memory what this worker may keep, and what it shares with others */
  constructor(setups: SweepSetups, strategy: StrategyDefinition, clock: Clock, memory: ContextMemory = {}) {
    this.setups = setups;
    this.strategy = strategy;
    this.clock = clock;
    this.memory = memory;
  }

  /** An empty block for a chunk of trials. */
  createBlock(jobs: readonly TrialJob[]): ChunkBlock {
    const setups = new Set(jobs.map(({ setup }) => setup));
    return new ChunkBlock(jobs.length, Math.max(0, ...[...setups].map((setup) => this.evaluatorOf(setup).keptDays)));
  }

  /** Runs a trial and appends its outcome to the block. */
  evaluate(job: TrialJob, block: ChunkBlock): void {
    const { pricePaths } = job;
    const evaluator =
      pricePaths === undefined ? this.evaluatorOf(job.setup) : this.onMovedPrices(job.setup, pricePaths);
    evaluator.evaluate(job, block);
  }

  /** For one run: on prices of its own there is nothing to share with other trials. */
  private onMovedPrices(position: number, pricePaths: NonNullable<TrialJob['pricePaths']>): TrialEvaluator {
    const setup = this.setupAt(position);
    const dataset = jitterPrices(setup.dataset, pricePaths);
    return new TrialEvaluator({ ...setup, dataset, keepsDaily: false }, this.strategy, this.clock);
  }

  private setupAt(position: number): SweepSetup {
    const setup = this.setups[position];
    if (setup === undefined) throw new RangeError(`a job asks for setup ${position}, which does not exist`);
    return setup;
  }

  private evaluatorOf(position: number): TrialEvaluator {
    const setup = this.setupAt(position);
    if (setup.period !== this.period) {
      this.evaluators.clear();
      this.period = setup.period;
    }
    let evaluator = this.evaluators.get(position);
    if (evaluator === undefined) {
      const siblings = this.setups.filter(({ period }) => period === setup.period).length;
      const memory = scopeMemory(this.memory, position, siblings, setup.dataset.primary.openTimes.length);
      evaluator = new TrialEvaluator(setup, this.strategy, this.clock, memory);
      this.evaluators.set(position, evaluator);
    }
    return evaluator;
  }
}
