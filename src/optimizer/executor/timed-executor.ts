import type { ChunkEnd, Executor } from './executor.ts';
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
    const end = await this.inner.execute(jobs, timeLimitMs, sliceMs);
    if (end.kind === 'finished' && end.times !== undefined) this.times = addTimes(this.times, end.times);
    return end;
  }

  stop(): void {
    this.inner.stop();
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
