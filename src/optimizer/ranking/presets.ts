import { FINAL_SCORE_EXPRESSION } from './final-score-expression.ts';
import type { ParetoObjective } from './objective.ts';

/** The objective that stress tests complete; also the rule that selects by it. */
export const FINAL_SCORE_PRESET = 'v1_final_score';

/** Objectives that have a name (`optimizer.md` 9.2). `recovery_factor` is a metric key of its own. */
export const OBJECTIVE_PRESETS: ReadonlyMap<string, string> = new Map([
  ['profit_over_drawdown', 'profit_net / max(max_drawdown_abs, 1)'],
  ['sqn', 'sharpe_trade_r * sqrt(total_trades)'],
  [FINAL_SCORE_PRESET, FINAL_SCORE_EXPRESSION],
]);

/** Lists of objectives that have a name (`optimizer.md` 9.3). */
export const PARETO_PRESETS: ReadonlyMap<string, readonly [ParetoObjective, ...ParetoObjective[]]> = new Map([
  [
    'v1_pareto',
    [
      { expression: 'profit_net', direction: 'maximize', reference: null },
      { expression: 'avg_r_multiple', direction: 'maximize', reference: null },
      { expression: 'win_rate', direction: 'maximize', reference: null },
      { expression: 'max_drawdown_abs', direction: 'minimize', reference: null },
    ],
  ],
]);

/** Lists of gates that have a name (`optimizer.md` 9.4). */
export const GATE_PRESETS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'v1_final',
    ['profit_net > 0', 'profit_net >= 3 * max_drawdown_abs', 'fees_total < 0.5 * profit_net', 'total_trades >= 10'],
  ],
]);
