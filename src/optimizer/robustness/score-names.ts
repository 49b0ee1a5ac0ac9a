import type { ComponentKey } from './robustness-score.ts';

/** What each stress score changes, in a word or two. */
export const SCORE_NAMES: Readonly<Record<ComponentKey, string>> = {
  robustness_1_score: 'parameters',
  data_jitter_score: 'prices',
  cost_shock_score: 'costs',
  timing_jitter_score: 'timing',
  trade_dropout_score: 'dropout',
  tp_sl_stress_score: 'exit levels',
  ulcer_index_score: 'ulcer',
  stability_score: 'years',
};
