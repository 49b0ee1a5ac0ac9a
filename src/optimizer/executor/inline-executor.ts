import { BacktestContext } from '../../core/backtest/backtest-context.ts';
import { evaluateTrial } from './evaluate-trial.ts';
import type { ChunkEnd, Executor } from './executor.ts';
import type { SweepSetup, TrialJob, TrialOutcome } from './trial-job.ts';

/** Runs trials in the calling thread: for tests, debugging and replays of single trials. */
export class InlineExecutor implements Executor {
  readonly width = 1;
  private readonly setup: SweepSetup;
  private readonly context: BacktestContext;
  private isStopped = false;

  constructor(setup: SweepSetup) {
    this.setup = setup;
    this.context = new BacktestContext(setup.dataset, setup.baseConfig.execution_variant);
  }

  async execute(jobs: readonly TrialJob[]): Promise<ChunkEnd> {
    const outcomes: TrialOutcome[] = [];
    for (const job of jobs) {
      if (this.isStopped) break;
      outcomes.push(evaluateTrial(this.context, this.setup, job, microseconds));
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
