import type { TrialBatch } from '../storage/trial-batch.ts';
import type { TrialChunk } from './trial-chunk.ts';
import type { TrialJob, TrialOutcome } from './trial-job.ts';
import type { WorkTimes } from './work-times.ts';

/** What happened to a chunk of jobs, or of trials of a search. */
export type ChunkEnd<Results = JobResults> =
  /** Results of those that ran, in their order; fewer than asked for after a stop or at the end of a slice. */
  | ({
      readonly kind: 'finished';
      readonly worker: number;
      /** Of all of them. */
      readonly times: WorkTimes;
    } & Results)
  /** The worker died and nothing of the chunk came back. */
  | { readonly kind: 'crashed'; readonly message: string }
  /** The time limit passed and the worker was ended. */
  | { readonly kind: 'timeout' };

export interface JobResults {
  readonly outcomes: readonly TrialOutcome[];
}

export interface TrialResults {
  /** Their rows as they are stored, without the facts of their completion. */
  readonly batch: TrialBatch;
}

/**
 * Runs chunks somewhere. A chunk is idempotent and deterministic: running it again, here or elsewhere, gives the
 * same results. Implementations never write to the store.
 */
export interface Executor {
  /** Chunks that can run at the same time. */
  readonly width: number;
  /**
   * Runs jobs whose outcomes are wanted. Resolves when the chunk has ended, however it ended; never rejects.
   * @param timeLimitMs from the start of the chunk, not from this call
   * @param sliceMs a chunk that has run so long ends after the trial at hand; default: it runs to its end
   */
  execute(jobs: readonly TrialJob[], timeLimitMs: number, sliceMs?: number): Promise<ChunkEnd>;
  /** The same for trials of a search, judged by its rules. */
  runTrials(chunk: TrialChunk, timeLimitMs: number, sliceMs?: number): Promise<ChunkEnd<TrialResults>>;
  /** Asks running chunks to return after the trial at hand; those already finished are kept. */
  stop(): void;
  /** Ends all workers; call once nothing is running. */
  close(): Promise<void>;
}
