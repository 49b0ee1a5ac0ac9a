import type { StatisticFigures } from '../../optimizer/sweep/statistics-file.ts';
import { renderFacts } from './render-facts.ts';

/** Figures that a reader needs first, with what they say; all of them are in `optimizer_metrics.json`. */
const SHOWN_FIGURES: readonly (readonly [key: string, label: string])[] = [
  ['pbo', 'probability of backtest overfitting'],
  ['pbo_prob_oos_loss', 'share of splits whose winner loses out of sample'],
  ['dsr', 'deflated Sharpe ratio: probability that it is no luck'],
  ['spa_p_value', 'p-value of superior predictive ability'],
  ['p_value_net_profit_gt_0', 'p-value of the trial making money'],
  ['plateau_ratio', 'score of the neighbours relative to the trial'],
  ['mc_prob_loss', 'share of resampled trade sequences that lose'],
];

/**
 * How likely the chosen trial is luck, a line each.
 * @param selected the trial that a rule other than the score has chosen; null where the best is meant
 */
export function renderStatistics(figures: StatisticFigures | null, selected: number | null, width: number): string {
  if (figures === null) return 'overfitting statistics: n/a\n';
  const facts = SHOWN_FIGURES.map(([key, label]) => [String(figures[key]), label] as const);
  const trial = selected === null ? 'the best trial' : `the selected trial ${selected}`;
  return `\noverfitting statistics of ${trial}\n${renderFacts(facts, width)}`;
}
