import { DEFAULT_LOCK_TIMEOUT_MS } from './open-store.ts';
import { ThreadedTrialWriter } from './threaded-trial-writer.ts';
import type { TrialStore } from './trial-store.ts';
import { DirectTrialWriter, type TrialWriter } from './trial-writer.ts';

/** A thread takes longer to start than it takes to write so many trials. */
const MIN_TRIALS_FOR_THREAD = 3000;

/** Where and how much a sweep is going to write. */
export interface WriterPlan {
  /** Of the store. */
  readonly file: string;
  readonly programVersion: string;
  /** Trials at most. */
  readonly trials: number;
}

/** Writer for the trials of a sweep in a store that is open for writing; in a thread of its own where that pays. */
export function openTrialWriter(store: TrialStore, { file, programVersion, trials }: WriterPlan): TrialWriter {
  if (trials < MIN_TRIALS_FOR_THREAD) return new DirectTrialWriter(store);
  return new ThreadedTrialWriter({ file, programVersion, lockTimeoutMs: DEFAULT_LOCK_TIMEOUT_MS });
}
