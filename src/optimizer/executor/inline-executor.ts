import type { ContextMemory } from '../../core/backtest/backtest-context.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import { readOutcomes, workTimesOf } from './chunk-block.ts';
import { ChunkRunner } from './chunk-runner.ts';
import { EvaluatorSet } from './evaluator-set.ts';
import type { ChunkEnd, Executor, TrialResults } from './executor.ts';
import { Slice } from './slice.ts';
import type { TrialChunk } from './trial-chunk.ts';
import type { SweepSetups, TrialJob } from './trial-job.ts';

/** Runs trials in the calling thread: for tests, debugging and replays of single trials. */
export class InlineExecutor implements Executor {
  readonly width = 1;
  private readonly runner: ChunkRunner;
  private isStopped = false;

  /** @param memory what the trials may share; without it, as much as one backtest needs */
  constructor(setups: SweepSetups, strategy: StrategyDefinition, memory: ContextMemory = {}) {
    this.runner = new ChunkRunner(new EvaluatorSet(setups, strategy, () => performance.now() * 1000, memory));
  }

  async execute(
    jobs: readonly TrialJob[],
    _timeLimitMs?: number,
    sliceMs = Number.POSITIVE_INFINITY,
  ): Promise<ChunkEnd> {
    const block = this.runner.runJobs(jobs, this.slice(sliceMs));
    return { kind: 'finished', outcomes: readOutcomes(block), worker: 0, times: workTimesOf(block) };
  }

  async runTrials(
    chunk: TrialChunk,
    _timeLimitMs?: number,
    sliceMs = Number.POSITIVE_INFINITY,
  ): Promise<ChunkEnd<TrialResults>> {
    return { kind: 'finished', worker: 0, ...this.runner.runTrials(chunk, this.slice(sliceMs)) };
  }

  stop(): void {
    this.isStopped = true;
  }

  async close(): Promise<void> {
    this.isStopped = true;
  }

  private slice(sliceMs: number): Slice {
    return new Slice(sliceMs, () => this.isStopped);
  }
}
