/** Figures of the older system's final score that a run itself gives, each within 0 and 1. */
const BOUNDED_BY_RUN = [
  'x_over_1_plus_x(profit_net / max(max_drawdown_abs, 1))',
  'x_over_1_plus_x(avg_r_multiple)',
  'win_rate',
] as const;
/** `n/a` without a loss; a missing figure is left out of the mean. */
const SORTINO = 'x_over_1_plus_x(sortino_trade_r)';

/**
 * The part of `v1_final_score` (`optimizer.md` 2.4) that is known before any stress test: the mean of its figures
 * of the run, as `finalScore` computes it where all others are missing.
 */
export const FINAL_SCORE_EXPRESSION = `coalesce((${[...BOUNDED_BY_RUN, SORTINO].join(' + ')}) / 4, (${BOUNDED_BY_RUN.join(' + ')}) / 3)`;
