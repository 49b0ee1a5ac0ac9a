/** The 25 contract keys of `metrics.md` 3, ascending: every successful run has all of them. */
export const CONTRACT_METRIC_KEYS = [
  'active_days',
  'avg_loss',
  'avg_r_multiple',
  'avg_trade_pnl',
  'avg_win',
  'calmar_ratio',
  'expectancy',
  'fees_total',
  'largest_loss',
  'largest_win',
  'losses',
  'max_drawdown',
  'max_drawdown_abs',
  'max_drawdown_duration_bars',
  'profit_factor',
  'profit_gross',
  'profit_net',
  'sharpe_equity_daily',
  'sharpe_trade_r',
  'sortino_equity_daily',
  'sortino_trade_r',
  'total_trades',
  'trades_per_day',
  'win_rate',
  'wins',
] as const;

/** The 16 extended keys of `metrics.md` 5, ascending: known in sweeps, never in `metrics.json`. */
export const EXTENDED_METRIC_KEYS = [
  'avg_holding_bars',
  'cagr',
  'exposure',
  'kurtosis_daily',
  'lots_total',
  'max_consecutive_losses',
  'max_drawdown_episode_bars',
  'max_drawdown_initial_abs',
  'max_drawdown_trades_abs',
  'payoff_ratio',
  'recovery_factor',
  'skewness_daily',
  'total_return',
  'ulcer_index_run',
  'win_rate_wilson_high',
  'win_rate_wilson_low',
] as const;

export type ContractMetricKey = (typeof CONTRACT_METRIC_KEYS)[number];
export type ExtendedMetricKey = (typeof EXTENDED_METRIC_KEYS)[number];
/** A figure of a single run. */
export type MetricKey = ContractMetricKey | ExtendedMetricKey;

/** Order of every metric vector: contract keys ascending, then extended keys ascending. */
export const METRIC_KEYS: readonly MetricKey[] = [...CONTRACT_METRIC_KEYS, ...EXTENDED_METRIC_KEYS];
