import type { ChunkEnd, Executor } from './executor.ts';
import { TrialEvaluator } from './trial-evaluator.ts';
import type { SweepSetup, TrialJob, TrialOutcome } from './trial-job.ts';

/** Runs trials in the calling thread: for tests, debugging and replays of single trials. */
export class InlineExecutor implements Executor {
  readonly width = 1;
  private readonly evaluator: TrialEvaluator;
  private isStopped = false;

  constructor(setup: SweepSetup) {
    this.evaluator = new TrialEvaluator(setup, microseconds);
  }

  async execute(jobs: readonly TrialJob[]): Promise<ChunkEnd> {
    const outcomes: TrialOutcome[] = [];
    for (const job of jobs) {
      if (this.isStopped) break;
      outcomes.push(this.evaluator.evaluate(job));
    }
    return { kind: 'finished', outcomes, worker: 0 };
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
