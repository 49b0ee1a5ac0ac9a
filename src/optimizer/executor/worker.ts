import { threadId } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import type { ContextMemory } from '../../core/backtest/backtest-context.ts';
import { type BlockColumns, transferables } from './chunk-block.ts';
import { EvaluatorSet } from './evaluator-set.ts';
import { type JobColumns, unpackJobs } from './job-columns.ts';
import { sweepStrategy } from './sweep-strategy.ts';
import type { SweepSetups } from './trial-job.ts';

/** What a worker is given when it starts. */
export interface WorkerData {
  readonly setups: SweepSetups;
  readonly memory: ContextMemory;
  /** Shared memory, one element: not 0 once the sweep is to stop. */
  readonly stopFlag: Int32Array;
}

/** A chunk of trials. */
export interface ChunkTask {
  readonly jobs: JobColumns;
  /** Shared memory, one element: not 0 once the chunk has begun. */
  readonly startFlag: Int32Array;
  /** The chunk ends after the trial during which so much time has passed. */
  readonly sliceMs: number;
}

/** What comes back from a chunk. */
export interface ChunkAnswer {
  readonly block: BlockColumns;
  readonly worker: number;
}

const { setups, memory, stopFlag } = workerData as WorkerData;

/** Runs a chunk of trials; the pool waits until the strategy is there. */
export default prepareRunner();

async function prepareRunner(): Promise<(task: ChunkTask) => ChunkAnswer> {
  // All setups of a sweep have the same strategy.
  const evaluators = new EvaluatorSet(setups, await sweepStrategy(setups[0]), microseconds, memory);
  return (task) => runChunk(evaluators, task);
}

/** After a stop and at the end of the slice it returns what is finished. */
function runChunk(evaluators: EvaluatorSet, task: ChunkTask): ChunkAnswer {
  Atomics.store(task.startFlag, 0, 1);
  const sliceEndUs = microseconds() + task.sliceMs * 1000;
  const jobs = unpackJobs(task.jobs);
  const block = evaluators.createBlock(jobs);
  for (const job of jobs) {
    if (Atomics.load(stopFlag, 0) !== 0) break;
    evaluators.evaluate(job, block);
    if (microseconds() >= sliceEndUs) break;
  }
  const answer: ChunkAnswer = { block, worker: threadId };
  // The pool unwraps a movable object and hands its buffers over instead of copying them.
  return move({ [transferableSymbol]: transferables(block), [valueSymbol]: answer }) as unknown as ChunkAnswer;
}

function microseconds(): number {
  return performance.now() * 1000;
}
