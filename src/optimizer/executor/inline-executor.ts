import type { ContextMemory } from '../../core/backtest/backtest-context.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import { readOutcomes, workTimesOf } from './chunk-block.ts';
import { EvaluatorSet } from './evaluator-set.ts';
import type { ChunkEnd, Executor } from './executor.ts';
import type { SweepSetups, TrialJob } from './trial-job.ts';

/** Runs trials in the calling thread: for tests, debugging and replays of single trials. */
export class InlineExecutor implements Executor {
  readonly width = 1;
  private readonly evaluators: EvaluatorSet;
  private isStopped = false;

  /** @param memory what the trials may share; without it, as much as one backtest needs */
  constructor(setups: SweepSetups, strategy: StrategyDefinition, memory: ContextMemory = {}) {
    this.evaluators = new EvaluatorSet(setups, strategy, microseconds, memory);
  }

  async execute(
    jobs: readonly TrialJob[],
    _timeLimitMs?: number,
    sliceMs = Number.POSITIVE_INFINITY,
  ): Promise<ChunkEnd> {
    const sliceEndUs = microseconds() + sliceMs * 1000;
    const block = this.evaluators.createBlock(jobs);
    for (const job of jobs) {
      if (this.isStopped) break;
      this.evaluators.evaluate(job, block);
      if (microseconds() >= sliceEndUs) break;
    }
    return { kind: 'finished', outcomes: readOutcomes(block), worker: 0, times: workTimesOf(block) };
  }

  stop(): void {
    this.isStopped = true;
  }

  async close(): Promise<void> {
    this.isStopped = true;
  }
}

function microseconds(): number {
  return performance.now() * 1000;
}
