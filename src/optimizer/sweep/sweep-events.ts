import type { ComparatorKey } from '../ranking/comparator.ts';
import type { TrialStatus } from '../storage/trial-record.ts';

/** Best trial so far, by the comparator. */
export interface Incumbent {
  readonly trialIndex: number;
  readonly score: number;
  readonly key: ComparatorKey;
}

/** State of a running sweep, for whoever shows it. */
export interface SweepProgress {
  /** Trials in the store, those of an earlier execution included. */
  readonly finished: number;
  /** Upper limit of trials; fewer if constraints remove points. */
  readonly planned: number;
  /** Finished in this execution. */
  readonly finishedNow: number;
  readonly byStatus: Readonly<Record<TrialStatus, number>>;
  readonly best: Incumbent | null;
  /** Time since this execution began, milliseconds. */
  readonly elapsedMs: number;
}

export type ProgressListener = (progress: SweepProgress) => void;
