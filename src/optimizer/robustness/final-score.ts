import { METRIC_KEYS, type MetricKey } from '../../core/metrics/metric-keys.ts';
import { type Figure, isMissing, notAvailable } from '../statistics/figure.ts';

/** Scores and p-value that enter the older system's final score as they are. */
type FinalScoreFigures = Readonly<
  Record<
    | 'robustness_1_score'
    | 'data_jitter_score'
    | 'cost_shock_score'
    | 'timing_jitter_score'
    | 'trade_dropout_score'
    | 'tp_sl_stress_score'
    | 'stability_score'
    | 'p_value_mean_r_gt_0',
    Figure
  >
>;

/**
 * `v1_final_score` (`optimizer.md` 2.4): plain mean of four figures of the result, seven stress scores and the
 * p-value of the mean trade. Figures without an upper limit enter as x / (1 + x), 0 below 0. A figure that is
 * missing is left out of the mean, as it is from `robustness_score`.
 */
export function finalScore(metrics: Float64Array, figures: FinalScoreFigures): Figure {
  const of = (key: MetricKey): number => metrics[METRIC_KEYS.indexOf(key)]!;
  const pValue = figures.p_value_mean_r_gt_0;
  const components: readonly Figure[] = [
    bounded(of('profit_net') / Math.max(of('max_drawdown_abs'), 1)),
    bounded(of('avg_r_multiple')),
    of('win_rate'),
    bounded(of('sortino_trade_r')),
    figures.robustness_1_score,
    figures.data_jitter_score,
    figures.cost_shock_score,
    figures.timing_jitter_score,
    figures.trade_dropout_score,
    figures.tp_sl_stress_score,
    isMissing(pValue) ? pValue : 1 / (1 + pValue),
    figures.stability_score,
  ];
  const known = components.filter((figure): figure is number => !isMissing(figure) && !Number.isNaN(figure));
  if (known.length === 0) return notAvailable('none of its components is available');
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

function bounded(value: number): number {
  const positive = Math.max(value, 0);
  return positive / (1 + positive);
}
