import { threadId } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import type { ContextMemory } from '../../core/backtest/backtest-context.ts';
import { batchMemory } from '../storage/trial-batch.ts';
import { type BlockColumns, blockMemory } from './chunk-block.ts';
import { type ChunkRows, ChunkRunner } from './chunk-runner.ts';
import { EvaluatorSet } from './evaluator-set.ts';
import { type JobColumns, unpackJobs } from './job-columns.ts';
import { Slice } from './slice.ts';
import { sweepStrategy } from './sweep-strategy.ts';
import type { TrialChunk } from './trial-chunk.ts';
import type { SweepSetups } from './trial-job.ts';

/** What a worker is given when it starts. */
export interface WorkerData {
  readonly setups: SweepSetups;
  readonly memory: ContextMemory;
  /** Shared memory, one element: not 0 once the sweep is to stop. */
  readonly stopFlag: Int32Array;
}

/** A chunk of work: jobs whose outcomes are wanted, or trials of a search. */
export interface ChunkTask<Work = JobColumns | TrialChunk> {
  readonly work: Work;
  /** Shared memory, one element: not 0 once the chunk has begun. */
  readonly startFlag: Int32Array;
  /** The chunk ends after the trial during which so much time has passed. */
  readonly sliceMs: number;
}

/** What comes back from a chunk: a block of outcomes, or rows. */
export interface ChunkAnswer<Results = BlockColumns | ChunkRows> {
  readonly results: Results;
  readonly worker: number;
}

const { setups, memory, stopFlag } = workerData as WorkerData;

/** Runs a chunk; the pool waits until the strategy is there. */
export default prepareRunner();

async function prepareRunner(): Promise<(task: ChunkTask) => ChunkAnswer> {
  // All setups of a sweep have the same strategy.
  const strategy = await sweepStrategy(setups[0]);
  const runner = new ChunkRunner(new EvaluatorSet(setups, strategy, () => performance.now() * 1000, memory));
  return (task) => runChunk(runner, task);
}

function runChunk(runner: ChunkRunner, { work, startFlag, sliceMs }: ChunkTask): ChunkAnswer {
  Atomics.store(startFlag, 0, 1);
  const slice = new Slice(sliceMs, () => Atomics.load(stopFlag, 0) !== 0);
  if ('rules' in work) {
    const rows = runner.runTrials(work, slice);
    return moved(rows, batchMemory(rows.batch));
  }
  const block = runner.runJobs(unpackJobs(work), slice);
  return moved(block, blockMemory(block));
}

/** The pool unwraps a movable object and hands its buffers over instead of copying them. */
function moved(results: ChunkAnswer['results'], memoryOfResults: ArrayBuffer[]): ChunkAnswer {
  const answer: ChunkAnswer = { results, worker: threadId };
  return move({ [transferableSymbol]: memoryOfResults, [valueSymbol]: answer }) as unknown as ChunkAnswer;
}
