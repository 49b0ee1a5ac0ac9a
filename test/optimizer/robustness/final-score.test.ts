import { describe, expect, it } from 'vitest';
import { METRIC_KEYS, type MetricKey } from '../../../src/core/metrics/metric-keys.ts';
import { compileMetricExpression } from '../../../src/optimizer/ranking/metric-expression.ts';
import { OBJECTIVE_PRESETS } from '../../../src/optimizer/ranking/presets.ts';
import { finalScore } from '../../../src/optimizer/robustness/final-score.ts';
import { notAvailable } from '../../../src/optimizer/statistics/figure.ts';
import { expectClose } from './expect-close.ts';

function metricsOf(values: Partial<Record<MetricKey, number>>): Float64Array {
  return Float64Array.from(METRIC_KEYS, (key) => values[key] ?? Number.NaN);
}

const METRICS = { profit_net: 3000, max_drawdown_abs: 1000, avg_r_multiple: 0.25, win_rate: 0.4, sortino_trade_r: 1 };
const SCORES = {
  robustness_1_score: 0.9,
  data_jitter_score: 0.8,
  cost_shock_score: 0.7,
  timing_jitter_score: 0.6,
  trade_dropout_score: 0.5,
  tp_sl_stress_score: 1,
  stability_score: 0.55,
  p_value_mean_r_gt_0: 0.25,
};

describe('the final score of the older system', () => {
  it('is the mean of twelve components', () => {
    const sum = 3 / 4 + 0.25 / 1.25 + 0.4 + 1 / 2 + 0.9 + 0.8 + 0.7 + 0.6 + 0.5 + 1 + 1 / 1.25 + 0.55;
    expectClose(finalScore(metricsOf(METRICS), SCORES) as number, sum / 12);
  });

  it('counts losses as 0', () => {
    const loss = finalScore(metricsOf({ ...METRICS, profit_net: -50, avg_r_multiple: -0.1 }), SCORES) as number;
    expectClose(loss, (0.4 + 1 / 2 + 0.9 + 0.8 + 0.7 + 0.6 + 0.5 + 1 + 1 / 1.25 + 0.55) / 12);
  });

  it.each<Partial<Record<MetricKey, number>>>([
    METRICS,
    { ...METRICS, profit_net: -50, avg_r_multiple: -0.1 },
    { ...METRICS, max_drawdown_abs: 0.5, sortino_trade_r: -2 },
    { ...METRICS, sortino_trade_r: Number.NaN },
  ])('is without stress tests what the objective of its name scores: %o', (values) => {
    const missing = notAvailable('not run');
    const none = Object.fromEntries(Object.keys(SCORES).map((key) => [key, missing])) as unknown as typeof SCORES;
    const expression = compileMetricExpression(OBJECTIVE_PRESETS.get('v1_final_score')!, 'number');
    expectClose(expression.evaluate(metricsOf(values)) as number, finalScore(metricsOf(values), none) as number);
  });

  it('leaves missing components out', () => {
    const missing = notAvailable('no data');
    const none = Object.fromEntries(Object.keys(SCORES).map((key) => [key, missing])) as unknown as typeof SCORES;
    expectClose(finalScore(metricsOf({ win_rate: 0.4, avg_r_multiple: 0.25 }), none) as number, (0.4 + 0.2) / 2);
    expect(finalScore(metricsOf({}), none)).toMatchObject({ value: 'n/a' });
  });
});
