/** Figures of a candidate (`metrics.md` 8 to 10, `optimizer.md` 12.7), in the order of the table's columns. */
export const CANDIDATE_KEYS = [
  'robustness_score',
  'robustness_1_score',
  'data_jitter_score',
  'cost_shock_score',
  'timing_jitter_score',
  'trade_dropout_score',
  'tp_sl_stress_score',
  'ulcer_index_score',
  'stability_score',
  'ulcer_index',
  'p_value_mean_r_gt_0',
  'p_value_net_profit_gt_0',
  'plateau_score',
  'plateau_ratio',
  'v1_final_score',
] as const;

/** Those of them that need no stress test. */
export const PLATEAU_KEYS = ['plateau_score', 'plateau_ratio'] as const satisfies readonly CandidateKey[];

export type CandidateKey = (typeof CANDIDATE_KEYS)[number];

/** One of the best trials of a search, looked at again. */
export interface CandidateRecord {
  /** From 1, by the comparator. */
  readonly rank: number;
  readonly trialIndex: number;
  /** Made a profit, with enough trades for its stress scores to mean something (`metrics.md` 8.4). */
  readonly isEligible: boolean;
  /** Scores that entered `robustness_score`. */
  readonly components: number;
  readonly failedRuns: number;
  readonly skippedRuns: number;
  /** Trades that the test of the exit levels could look at. */
  readonly examinedTargets: number;
  readonly plateauNeighbours: number;
  /** Unrounded; NaN stands for `"n/a"`. */
  readonly figures: Readonly<Record<CandidateKey, number>>;
}
