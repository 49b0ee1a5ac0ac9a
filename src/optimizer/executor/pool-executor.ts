import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { PACKAGE_ROOT, RUNS_FROM_SOURCE } from '../../run/program.ts';
import { type BlockColumns, readOutcomes, workTimesOf } from './chunk-block.ts';
import type { ChunkRows } from './chunk-runner.ts';
import type { ChunkEnd, Executor, TrialResults } from './executor.ts';
import { packJobs } from './job-columns.ts';
import { StartedTimeLimit } from './started-time-limit.ts';
import { defaultSweepMemory, divideMemory } from './sweep-memory.ts';
import type { TrialChunk } from './trial-chunk.ts';
import type { SweepSetups, TrialJob } from './trial-job.ts';
import type { ChunkAnswer, ChunkTask, WorkerData } from './worker.ts';

const WORKER_FILE = RUNS_FROM_SOURCE ? 'src/optimizer/executor/worker.ts' : 'dist/optimizer/executor/worker.js';

/** Trials leave little behind, so that a small nursery costs nothing and saves 30 MB a worker. */
const YOUNG_GENERATION_MB = 6;

/**
 * Runs chunks in worker threads. A worker receives market data once, as shared memory, and hands over the memory
 * in which the results of a chunk are; a worker that dies is replaced by the pool.
 */
export class PoolExecutor implements Executor {
  readonly width: number;
  private readonly pool: Piscina;
  private readonly stopFlag = new Int32Array(new SharedArrayBuffer(4));

  /** @param memoryBytes what the workers may keep together; default: a share of the machine's memory */
  constructor(setups: SweepSetups, workers: number, memoryBytes: number = defaultSweepMemory()) {
    const longest = Math.max(...setups.map(({ dataset }) => dataset.primary.openTimes.length));
    const data: WorkerData = { setups, memory: divideMemory(memoryBytes, workers, longest), stopFlag: this.stopFlag };
    this.width = workers;
    this.pool = new Piscina({
      filename: pathToFileURL(path.join(PACKAGE_ROOT, WORKER_FILE)).href,
      // Sources need a loader of TypeScript, the built worker is plain JavaScript.
      ...(RUNS_FROM_SOURCE ? { execArgv: ['--import', 'tsx'] } : {}),
      minThreads: workers,
      maxThreads: workers,
      // Nobody asks the pool how long its tasks take.
      recordTiming: false,
      workerData: data,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    // A worker that dies between two tasks is replaced too; its death is no reason to end the sweep.
    this.pool.on('error', () => undefined);
  }

  async execute(jobs: readonly TrialJob[], timeLimitMs: number, sliceMs?: number): Promise<ChunkEnd> {
    const end = await this.run<BlockColumns>(packJobs(jobs), timeLimitMs, sliceMs);
    if (end.kind !== 'finished') return end;
    const { results, worker } = end;
    return { kind: 'finished', outcomes: readOutcomes(results), worker, times: workTimesOf(results) };
  }

  async runTrials(chunk: TrialChunk, timeLimitMs: number, sliceMs?: number): Promise<ChunkEnd<TrialResults>> {
    const end = await this.run<ChunkRows>(chunk, timeLimitMs, sliceMs);
    return end.kind === 'finished' ? { kind: 'finished', worker: end.worker, ...end.results } : end;
  }

  stop(): void {
    Atomics.store(this.stopFlag, 0, 1);
  }

  async close(): Promise<void> {
    this.stop();
    await this.pool.destroy();
  }

  private async run<Results>(
    work: ChunkTask['work'],
    timeLimitMs: number,
    sliceMs = Number.POSITIVE_INFINITY,
  ): Promise<({ readonly kind: 'finished' } & ChunkAnswer<Results>) | Exclude<ChunkEnd, { kind: 'finished' }>> {
    const startFlag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const task: ChunkTask = { work, startFlag, sliceMs };
    const limit = new StartedTimeLimit(timeLimitMs, startFlag);
    try {
      const answer: ChunkAnswer<Results> = await this.pool.run(task, { signal: limit.signal });
      return { kind: 'finished', ...answer };
    } catch (error) {
      if (limit.signal.aborted) return { kind: 'timeout' };
      return { kind: 'crashed', message: error instanceof Error ? error.message : String(error) };
    } finally {
      limit.cancel();
    }
  }
}
