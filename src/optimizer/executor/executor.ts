import type { TrialJob, TrialOutcome } from './trial-job.ts';
import type { WorkTimes } from './work-times.ts';

/** What happened to a chunk of trials. */
export type ChunkEnd =
  /** Outcomes of the trials that ran, in job order; fewer than asked for after a stop or at the end of a slice. */
  | {
      readonly kind: 'finished';
      readonly outcomes: readonly TrialOutcome[];
      readonly worker: number;
      /** Of all its trials, where that is measured. */
      readonly times?: WorkTimes;
    }
  /** The worker died and nothing of the chunk came back. */
  | { readonly kind: 'crashed'; readonly message: string }
  /** The time limit passed and the worker was ended. */
  | { readonly kind: 'timeout' };

/**
 * Runs chunks of trials somewhere. A chunk is idempotent and deterministic: running it again, here or
 * elsewhere, gives the same outcomes. Implementations never touch the store.
 */
export interface Executor {
  /** Chunks that can run at the same time. */
  readonly width: number;
  /**
   * Resolves when the chunk has ended, however it ended; never rejects.
   * @param timeLimitMs from the start of the chunk, not from this call
   * @param sliceMs a chunk that has run so long ends after the trial at hand; default: it runs to its end
   */
  execute(jobs: readonly TrialJob[], timeLimitMs: number, sliceMs?: number): Promise<ChunkEnd>;
  /** Asks running chunks to return after the trial at hand; those already finished are kept. */
  stop(): void;
  /** Ends all workers; call once nothing is running. */
  close(): Promise<void>;
}
