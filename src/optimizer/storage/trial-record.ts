import type { ErrorCategory } from '../../core/types/errors.ts';
import type { PackedTrades } from './packed-trades.ts';

/** How a trial ended (`optimizer.md` 5.1). */
export const TRIAL_STATUSES = ['complete', 'infeasible', 'pruned', 'failed', 'timeout', 'cancelled'] as const;

export type TrialStatus = (typeof TRIAL_STATUSES)[number];

/** Number of trials with a final result; `cancelled` ones did not run. */
export function countFinished(byStatus: Readonly<Record<TrialStatus, number>>): number {
  return TRIAL_STATUSES.reduce((sum, status) => sum + (status === 'cancelled' ? 0 : byStatus[status]), 0);
}

/**
 * A trial as it is kept: plain data, final, never changed after it was written. (A trial that is
 * being run is another type and lives in the coordinator.) A missing number of kind REAL is NaN,
 * every other missing value is null. The store keeps no negative zero.
 */
export interface TrialRecord {
  readonly sweepId: string;
  readonly trialIndex: number;
  readonly status: TrialStatus;
  /** Objective value, larger is better; NaN: none. */
  readonly score: number;
  /** Null only where no valid configuration exists (`failed` before the run). */
  readonly configHash: string | null;
  readonly paramsHash: string;
  /** Null without a finished base run. */
  readonly resultHash: string | null;
  /** Trial seed, below 2^53. */
  readonly seed: number;
  /** Index of the earlier trial with the same parameters (`optimizer.md` 8.4). */
  readonly repeatOf: number | null;
  readonly errorCategory: ErrorCategory | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  /** Primary bar at which the trial failed. */
  readonly errorBar: number | null;
  /** JSON text: the gates that do not hold, as written; null unless the trial is infeasible. */
  readonly failedGatesJson: string | null;
  /** JSON text: active search parameters, full dotted path to value. Enters the digest as written. */
  readonly parametersJson: string;
  /** JSON text: configuration paths that differ from the sweep's base configuration, with their values. */
  readonly changedPathsJson: string;
  /** Mean and sample standard deviation of the daily returns (`metrics.md` 6); NaN: none. */
  readonly dailyMean: number;
  readonly dailySd: number;
  /** Unrounded, in the order of `METRIC_KEYS`; NaN stands for `"n/a"`. */
  readonly metrics: Float64Array;

  /** Everything below is informational: it is not part of the digest. */
  readonly durationUs: number | null;
  /** Milliseconds since the epoch. */
  readonly finishedAt: number | null;
  readonly worker: number | null;
  /** Order of completion within the sweep. */
  readonly completionSeq: number | null;
  /** Highest `completionSeq` that the proposal could see (`prod`, adaptive samplers). */
  readonly basisSeq: number | null;
}

/** One trial on its way into the store. */
export interface TrialEntry {
  readonly trial: TrialRecord;
  /** `pnl` per day of the sweep's calendar in account currency (`metrics.md` 6); null: not kept. */
  readonly daily: Float64Array | null;
  /** Closed trades; null or absent: not kept, or no finished run. */
  readonly trades?: PackedTrades | null;
}

/** What the comparator needs of a trial that may be best (`optimizer.md` 6.1, 6.2). */
export interface EligibleTrial {
  readonly trialIndex: number;
  readonly score: number;
  readonly profitNet: number;
  readonly maxDrawdown: number;
  readonly configHash: string;
}
