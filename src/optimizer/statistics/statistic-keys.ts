/** Keys of `optimizer_metrics.json` that the statistics of a sweep give (`optimizer.md` 12), ascending. */
export const STATISTIC_KEYS = [
  'dsr',
  'dsr_effective',
  'expected_max_sharpe',
  'mc_max_drawdown_abs_p50',
  'mc_max_drawdown_abs_p95',
  'mc_prob_loss',
  'mc_prob_ruin',
  'mc_profit_net_p05',
  'mc_profit_net_p50',
  'min_track_record_days',
  'n_trials_effective',
  'p_value_mean_r_gt_0',
  'p_value_net_profit_gt_0',
  'pbo',
  'pbo_degradation_slope',
  'pbo_prob_oos_loss',
  'plateau_min_score',
  'plateau_neighbours',
  'plateau_ratio',
  'plateau_std_score',
  'psr_zero',
  'reality_check_p_value',
  'sharpe_selected',
  'spa_p_value',
  'spa_p_value_lower',
  'spa_p_value_upper',
  'trials_complete',
  'trials_failed',
  'trials_pruned',
  'trials_total',
] as const;

export type StatisticKey = (typeof STATISTIC_KEYS)[number];

/** Keys that a walk-forward adds (`optimizer.md` 13.3), ascending. */
export const WALK_FORWARD_KEYS = ['oos_profit_net', 'oos_windows_profitable', 'wfe'] as const;

export type WalkForwardKey = (typeof WALK_FORWARD_KEYS)[number];

/** Stress scores of the selected trial (`metrics.md` 9 and 10), ascending; the p-values are statistics too. */
export const ROBUSTNESS_KEYS = [
  'cost_shock_score',
  'data_jitter_score',
  'p_value_mean_r_gt_0',
  'p_value_net_profit_gt_0',
  'parameter_sensitivity',
  'robustness_1_score',
  'robustness_components',
  'robustness_score',
  'stability_score',
  'timing_jitter_score',
  'tp_sl_stress_score',
  'trade_dropout_score',
  'ulcer_index',
  'ulcer_index_score',
] as const;

export type RobustnessKey = (typeof ROBUSTNESS_KEYS)[number];

/** Those that `optimizer_metrics.json` always has, "n/a" where no stress score was computed. */
export const REQUIRED_ROBUSTNESS_KEYS = ['parameter_sensitivity', 'robustness_score', 'stability_score'] as const;
