/** One line per sweep, the last started first. */
const SWEEP_OVERVIEW = `
CREATE VIEW sweep_overview AS
SELECT
  sweep_id, name, strategy, symbol, timeframe, start_date, end_date, run_mode, root_seed, state, exit_code,
  planned_trials,
  (SELECT count(*) FROM trial WHERE trial.sweep_id = sweep.sweep_id) AS trials,
  (SELECT max(score) FROM trial WHERE trial.sweep_id = sweep.sweep_id AND status = 'complete') AS best_score,
  datetime(started_at / 1000, 'unixepoch') AS started_utc,
  datetime(finished_at / 1000, 'unixepoch') AS finished_utc
FROM sweep
WHERE part = 'search'
ORDER BY start_seq DESC;`;

/**
 * Eligible trials in the order of the comparator (`optimizer.md` 6.2). SQLite's round() works on a
 * decimal approximation, so a value within an ulp of a tie may round differently here.
 */
const BEST_TRIALS = `
CREATE VIEW best_trials AS
SELECT
  row_number() OVER (
    PARTITION BY trial.sweep_id
    ORDER BY round(score, decimals) DESC, round(profit_net, 2) DESC, round(max_drawdown, 6), config_hash, trial_index
  ) AS rank,
  trial.sweep_id AS sweep_id, trial_index, score, profit_net, max_drawdown, total_trades, win_rate, profit_factor,
  avg_r_multiple, sharpe_equity_daily, parameters, seed, config_hash
FROM trial JOIN sweep ON sweep.sweep_id = trial.sweep_id
WHERE status = 'complete' AND score IS NOT NULL;`;

/** One line per trial and active search parameter. */
const TRIAL_PARAMETERS = `
CREATE VIEW trial_parameters AS
SELECT sweep_id, trial_index, member.key AS parameter, member.value AS value
FROM trial, json_each(trial.parameters) AS member;`;

/** One line per walk-forward window: what was chosen in training, and what it did in the test. */
const WALK_FORWARD_WINDOWS = `
CREATE VIEW walk_forward_windows AS
SELECT
  shown.sweep_id AS sweep_id, window_index, train_start, train_end, test_start, test_end, chosen_trial,
  trained.score AS train_score, tested.score AS test_score,
  trained.profit_net AS train_profit_net, tested.profit_net AS test_profit_net,
  trained.max_drawdown AS train_max_drawdown, tested.max_drawdown AS test_max_drawdown,
  trained.total_trades AS train_trades, tested.total_trades AS test_trades,
  rank_correlation, p_value_mean_r, p_value_net_profit, trained.parameters AS parameters
FROM walk_forward_window AS shown
LEFT JOIN trial AS trained ON trained.sweep_id = train_id AND trained.trial_index = chosen_trial
LEFT JOIN trial AS tested ON tested.sweep_id = test_id AND tested.trial_index = chosen_trial;`;

/** Views for queries by hand; the program itself does not read them. */
export const VIEWS: readonly string[] = [SWEEP_OVERVIEW, BEST_TRIALS, TRIAL_PARAMETERS, WALK_FORWARD_WINDOWS];
