import type { SegmentValue } from '../storage/segment-value.ts';

/** A value of a trial that is to be compared with those of others. */
export interface Intermediate extends SegmentValue {
  /** Hash of the trial's configuration, for ties. */
  readonly configHash: string | null;
}

/** What is to happen with a trial. */
export type PrunerStep =
  /** Its value after so many segments is wanted. */
  | { readonly kind: 'run'; readonly trialIndex: number; readonly segments: number }
  | { readonly kind: 'prune'; readonly trialIndex: number }
  /** It has survived: it is run over the whole range. */
  | { readonly kind: 'keep'; readonly trialIndex: number };

/**
 * Decides which trials are worth a run over the whole range, from their values on segments of it
 * (`optimizer.md` 11). It knows nothing of how and where trials run. Every trial that has begun ends with
 * `prune` or `keep`, or is dropped. A pruner whose cohorts are synchronous is a pure function of the values: it
 * decides only when all trials of a cohort have theirs, so that the order in which they come does not matter.
 */
export interface Pruner {
  /** Trials that begin together; infinite: all of a search. */
  readonly cohortSize: number;
  /** A cohort begins when the one before is decided. */
  readonly isSynchronous: boolean;
  /** The same values give the same decisions, in whatever order they come. */
  readonly isRepeatable: boolean;
  /** A value is of all segments so far, joined; else of the last one alone. */
  readonly joinsSegments: boolean;
  begin(cohort: readonly number[]): readonly PrunerStep[];
  /** Takes a value that a step has asked for. */
  note(value: Intermediate): readonly PrunerStep[];
  /** A trial leaves, because it has no value where one was wanted. */
  drop(trialIndex: number): readonly PrunerStep[];
  /** Nothing follows for now, and all values that were asked for are there: decides about every trial that waits. */
  end(): readonly PrunerStep[];
}
