import type { ChunkEnd, Executor, TrialResults } from './executor.ts';
import type { TrialChunk } from './trial-chunk.ts';
import type { TrialJob } from './trial-job.ts';
import { addTimes, NO_WORK, type WorkTimes } from './work-times.ts';

/** Adds up what the workers of another executor spend their time on. */
export class TimedExecutor implements Executor {
  times: WorkTimes = NO_WORK;
  private readonly inner: Executor;

  constructor(inner: Executor) {
    this.inner = inner;
  }

  get width(): number {
    return this.inner.width;
  }

  async execute(jobs: readonly TrialJob[], timeLimitMs: number, sliceMs?: number): Promise<ChunkEnd> {
    return this.note(await this.inner.execute(jobs, timeLimitMs, sliceMs));
  }

  async runTrials(chunk: TrialChunk, timeLimitMs: number, sliceMs?: number): Promise<ChunkEnd<TrialResults>> {
    return this.note(await this.inner.runTrials(chunk, timeLimitMs, sliceMs));
  }

  stop(): void {
    this.inner.stop();
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  private note<Results>(end: ChunkEnd<Results>): ChunkEnd<Results> {
    if (end.kind === 'finished') this.times = addTimes(this.times, end.times);
    return end;
  }
}
