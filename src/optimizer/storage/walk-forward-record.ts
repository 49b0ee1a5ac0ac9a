/** Rules by which a training window can choose; the others need stress tests. */
export type WindowRule = 'best_score' | 'plateau';

/** Result of a walk-forward as it is kept (`optimizer.md` 13.3); a missing number is NaN. */
export interface WalkForwardRecord {
  readonly mode: 'rolling' | 'anchored';
  readonly purgeDays: number;
  /** False where days between the test windows are left out. */
  readonly isContiguous: boolean;
  /** Training results were cut out of full runs. */
  readonly isSliced: boolean;
  readonly selectionRule: WindowRule;
  /** NaN where training made no profit. */
  readonly wfe: number;
  readonly oosProfitNet: number;
  readonly oosWindowsProfitable: number;
  /** Metrics of the joined out-of-sample curve, unrounded, in the order of `METRIC_KEYS`. */
  readonly metrics: Float64Array;
  /** In time order. */
  readonly windows: readonly WalkForwardWindowRecord[];
}

/** One window; its trials are in the parts that it names. */
export interface WalkForwardWindowRecord {
  readonly windowIndex: number;
  /** Ids of its parts. */
  readonly trainId: string;
  readonly testId: string;
  readonly trainStart: string;
  readonly trainEnd: string;
  readonly testStart: string;
  readonly testEnd: string;
  /** Index of the chosen trial, in both parts; null where none may be best. */
  readonly chosenTrial: number | null;
  /** Its rank by score in training, from 1; null without a choice. */
  readonly chosenRank: number | null;
  /** False where no trial of the window fulfils the rule, so that the best score decided. */
  readonly isByRule: boolean;
  /** Trials with a score in training and in the test, and the rank correlation of both. */
  readonly retested: number;
  readonly rankCorrelation: number;
  /** Of the chosen trial's trades on the test window (`metrics.md` 9.9). */
  readonly pValueMeanR: number;
  readonly pValueNetProfit: number;
}
