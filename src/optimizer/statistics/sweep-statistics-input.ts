import type { SweepBody } from '../definition/sweep-schema.ts';
import type { DailyMatrix } from './daily-matrix.ts';
import type { NotAvailable } from './figure.ts';
import type { ParameterPoints } from './parameter-points.ts';

/** `statistics` of a sweep file. */
export type StatisticsSettings = Exclude<SweepBody['statistics'], 'off'>;

/** Daily returns of the trials that finished their run, one column each. */
export interface TrialColumns {
  /** Columns in the order of the trial indices; a parameter set occurs once. */
  readonly matrix: DailyMatrix;
  readonly trialIndices: Int32Array;
}

/** Closed trades of one trial, in the order of `trades.json`. */
export interface TradeSample {
  /** Result minus fees, account currency. */
  readonly net: Float64Array;
  /** Result over the risk per trade. */
  readonly r: Float64Array;
}

/** How many trials there were. */
export interface TrialCounts {
  /** Proposed. */
  readonly total: number;
  /** With a usable score. */
  readonly complete: number;
  /** Ended in an error or a timeout. */
  readonly failed: number;
  readonly pruned: number;
  /** Different parameter sets that were tried, failed and gated ones included. */
  readonly distinct: number;
}

/** Sweeps that count as one search (`optimizer.md` 12.3). */
export interface ResearchFamily {
  /** Different parameter sets in all of them, those of this sweep included. */
  readonly trials: number;
  /** This sweep included. */
  readonly sweeps: number;
  /** Sharpe ratios per day of the other sweeps' parameter sets on the same calendar. */
  readonly sharpes: Float64Array;
}

/** Parameters and scores of the evaluated trials; pruned and cancelled ones are not among them. */
export interface SearchResults {
  /** A parameter set occurs once. */
  readonly points: ParameterPoints;
  /** NaN where a trial failed, was gated out, or has no score. */
  readonly scores: Float64Array;
  /** Scores as they are, also of gated trials; NaN where there is none. */
  readonly rawScores: Float64Array;
  /** Position of the selected trial. */
  readonly selected: number;
  /** Neighbours on the value lists (`grid`) or the nearest ones (`scattered`). */
  readonly layout: 'grid' | 'scattered';
  /** Every raw combination has been tried. */
  readonly isComplete: boolean;
}

/** Everything the statistics of a sweep are computed from. */
export interface SweepStatisticsInput {
  readonly settings: StatisticsSettings;
  readonly rootSeed: number;
  /** Account currency. */
  readonly initialBalance: number;
  /** Years of data behind every trial. */
  readonly years: number;
  readonly daily: TrialColumns | NotAvailable;
  readonly counts: TrialCounts;
  readonly family: ResearchFamily;
  readonly selected: {
    readonly trialIndex: number;
    readonly trialSeed: number;
    readonly trades: TradeSample | NotAvailable;
  };
  readonly search: SearchResults;
  /** Daily returns that the trials are compared with; null: 0 on every day. */
  readonly benchmark: Float64Array | null | NotAvailable;
  /** `metrics.p_values.n_boot`. */
  readonly pValueResamples: number;
  /** The sampler crowds the good region, so that ranks say less (`optimizer.md` 12.1). */
  readonly isAdaptive: boolean;
}
