/**
 * What a trial came to on its first segments (`optimizer.md` 11): figures of the joined segments, or of the last
 * one alone where the pruner looks at them one by one. A missing number is NaN.
 */
export interface SegmentValue {
  readonly trialIndex: number;
  /** Number of segments it had been run on. */
  readonly segments: number;
  /** Objective value, larger is better; NaN: none. */
  readonly score: number;
  readonly profitNet: number;
  readonly maxDrawdown: number;
  readonly maxDrawdownAbs: number;
  readonly totalTrades: number;
  readonly feesTotal: number;
}
