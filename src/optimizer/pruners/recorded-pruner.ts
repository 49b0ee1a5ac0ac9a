import type { Intermediate, Pruner, PrunerStep } from './pruner.ts';

/** Trials that begin at once; they do not wait for each other. */
const COHORT_SIZE = 64;

/** What a store says about a trial of a search with a pruner. */
export interface RecordedDecision {
  /** Numbers of segments after which it was valued, ascending. */
  readonly segments: readonly number[];
  readonly isPruned: boolean;
}

/**
 * Repeats recorded decisions, so that the values they were made by can be computed again: decisions of a pruner
 * that depend on the order of completion cannot.
 */
export class RecordedPruner implements Pruner {
  readonly cohortSize = COHORT_SIZE;
  readonly isSynchronous = false;
  readonly isRepeatable = true;
  readonly joinsSegments: boolean;
  private readonly decisionOf: (trialIndex: number) => RecordedDecision;

  constructor({ joinsSegments }: Pruner, decisionOf: (trialIndex: number) => RecordedDecision) {
    this.joinsSegments = joinsSegments;
    this.decisionOf = decisionOf;
  }

  begin(cohort: readonly number[]): readonly PrunerStep[] {
    return cohort.map((trialIndex) => this.after(0, trialIndex));
  }

  note({ trialIndex, segments }: Intermediate): readonly PrunerStep[] {
    return [this.after(segments, trialIndex)];
  }

  drop(_trialIndex: number): readonly PrunerStep[] {
    return [];
  }

  end(): readonly PrunerStep[] {
    return [];
  }

  private after(done: number, trialIndex: number): PrunerStep {
    const decision = this.decisionOf(trialIndex);
    const segments = decision.segments.find((count) => count > done);
    if (segments !== undefined) return { kind: 'run', trialIndex, segments };
    return { kind: decision.isPruned ? 'prune' : 'keep', trialIndex };
  }
}
