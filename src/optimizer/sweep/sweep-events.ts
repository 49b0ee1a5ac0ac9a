import type { ComparatorKey } from '../ranking/comparator.ts';
import type { TrialStatus } from '../storage/trial-record.ts';

/** Best trial so far, by the comparator. */
export interface Incumbent {
  readonly trialIndex: number;
  readonly score: number;
  readonly key: ComparatorKey;
}

/** State of a running search. */
export interface SearchProgress {
  /** Trials in the store, those of an earlier execution included. */
  readonly finished: number;
  /** Upper limit of trials; fewer if constraints remove points. */
  readonly planned: number;
  /** Finished in this execution. */
  readonly finishedNow: number;
  /** Runs on segments in this execution (`optimizer.md` 11); 0 without a pruner. */
  readonly segmentRuns: number;
  readonly byStatus: Readonly<Record<TrialStatus, number>>;
  readonly best: Incumbent | null;
  /** Time since this execution began, milliseconds. */
  readonly elapsedMs: number;
}

export type ProgressListener = (progress: SearchProgress) => void;

/** State of a running sweep with all its searches, for whoever shows it. */
export interface SweepProgress extends SearchProgress {
  /** The search that runs now, such as `window 3/12 training`; empty for that over the whole range. */
  readonly stage: string;
}

export type SweepProgressListener = (progress: SweepProgress) => void;
