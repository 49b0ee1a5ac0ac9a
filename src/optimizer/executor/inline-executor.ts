import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import { readOutcomes } from './chunk-block.ts';
import type { ChunkEnd, Executor } from './executor.ts';
import { TrialEvaluator } from './trial-evaluator.ts';
import type { SweepSetup, TrialJob } from './trial-job.ts';

/** Runs trials in the calling thread: for tests, debugging and replays of single trials. */
export class InlineExecutor implements Executor {
  readonly width = 1;
  private readonly evaluator: TrialEvaluator;
  private isStopped = false;

  constructor(setup: SweepSetup, strategy: StrategyDefinition) {
    this.evaluator = new TrialEvaluator(setup, strategy, microseconds);
  }

  async execute(jobs: readonly TrialJob[]): Promise<ChunkEnd> {
    const block = this.evaluator.createBlock(jobs.length);
    for (const job of jobs) {
      if (this.isStopped) break;
      this.evaluator.evaluate(job, block);
    }
    return { kind: 'finished', outcomes: readOutcomes(block), worker: 0 };
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
