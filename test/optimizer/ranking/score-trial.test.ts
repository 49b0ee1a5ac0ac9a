import { describe, expect, it } from 'vitest';
import { METRIC_KEYS, type MetricKey } from '../../../src/core/metrics/metric-keys.ts';
import { parseMetricExpression } from '../../../src/optimizer/ranking/metric-expression.ts';
import type { Objective } from '../../../src/optimizer/ranking/objective.ts';
import { GATE_PRESETS, OBJECTIVE_PRESETS } from '../../../src/optimizer/ranking/presets.ts';
import { createTrialScorer } from '../../../src/optimizer/ranking/score-trial.ts';

function metrics(values: Partial<Record<MetricKey, number>>): Float64Array {
  return Float64Array.from(METRIC_KEYS, (key) => values[key] ?? Number.NaN);
}

const PROFIT: Objective = {
  expression: 'profit_net',
  direction: 'maximize',
  decimals: 6,
  objectives: [],
};
const PASSED = { status: 'complete', objectives: [], violation: 0, failedGates: [] };

describe('createTrialScorer', () => {
  it('turns a minimised objective round', () => {
    const score = createTrialScorer({ ...PROFIT, expression: 'max_drawdown', direction: 'minimize' }, []);
    expect(score(metrics({ max_drawdown: 0.25 }))).toEqual({ ...PASSED, score: -0.25 });
    expect(Object.is(score(metrics({ max_drawdown: 0 })).score, 0)).toBe(true);
  });

  it('has no score where the objective is missing', () => {
    const score = createTrialScorer({ ...PROFIT, expression: 'profit_net / total_trades' }, []);
    expect(score(metrics({ profit_net: 5, total_trades: 0 }))).toEqual({ ...PASSED, score: Number.NaN });
    expect(score(metrics({ total_trades: 2 })).score).toBeNaN();
    expect(score(metrics({ profit_net: 5, total_trades: 2 })).score).toBe(2.5);
  });

  it('adds 1 per failed gate and the amount of a failed comparison', () => {
    const gates = ['total_trades >= 30', 'profit_net > 0', 'max_drawdown < 0.5 && win_rate > 0.4', 'calmar_ratio <= 2'];
    const score = createTrialScorer(PROFIT, gates);
    const good = { total_trades: 30, profit_net: 1, max_drawdown: 0.1, win_rate: 0.5, calmar_ratio: 2 };
    expect(score(metrics(good))).toEqual({ ...PASSED, score: 1 });
    expect(score(metrics({ ...good, total_trades: 18 })).violation).toBe(13);
    expect(score(metrics({ ...good, profit_net: 0 }))).toEqual({
      status: 'infeasible',
      score: 0,
      objectives: [],
      violation: 1,
      failedGates: ['profit_net > 0'],
    });
    expect(score(metrics({ ...good, max_drawdown: 0.6 })).violation).toBe(1);
    expect(score(metrics({ ...good, calmar_ratio: 5, total_trades: 29 })).violation).toBe(6);
    expect(score(metrics({ ...good, calmar_ratio: Number.NaN })).violation).toBe(1);
    expect(score(metrics({ ...good, calmar_ratio: Number.NaN, total_trades: 3 })).failedGates).toEqual([
      'total_trades >= 30',
      'calmar_ratio <= 2',
    ]);
  });

  it('turns several objectives round and rounds them; one that is missing leaves no score', () => {
    const score = createTrialScorer(
      {
        ...PROFIT,
        decimals: 2,
        objectives: [
          { expression: 'profit_net', direction: 'maximize', reference: null },
          { expression: 'max_drawdown', direction: 'minimize', reference: null },
        ],
      },
      [],
    );
    expect(score(metrics({ profit_net: 1.005, max_drawdown: 0.126 }))).toEqual({
      ...PASSED,
      score: 1.005,
      objectives: [1, -0.13],
    });
    expect(score(metrics({ profit_net: 2 }))).toEqual({ ...PASSED, score: Number.NaN, objectives: [2, Number.NaN] });
  });
});

describe('presets', () => {
  it('are valid expressions over the metric keys', () => {
    for (const text of OBJECTIVE_PRESETS.values()) expect(parseMetricExpression(text, 'number').ok).toBe(true);
    for (const gates of GATE_PRESETS.values()) {
      for (const text of gates) expect(parseMetricExpression(text, 'boolean').ok).toBe(true);
    }
  });

  it('pass and fail as written', () => {
    const score = createTrialScorer(PROFIT, GATE_PRESETS.get('v1_final') ?? []);
    const good = { profit_net: 300, max_drawdown_abs: 100, fees_total: 149, total_trades: 10 };
    expect(score(metrics(good)).status).toBe('complete');
    for (const bad of [{ profit_net: 299 }, { fees_total: 150 }, { total_trades: 9 }, { max_drawdown_abs: 101 }]) {
      expect(score(metrics({ ...good, ...bad })).status).toBe('infeasible');
    }
    const sqn = createTrialScorer({ ...PROFIT, expression: OBJECTIVE_PRESETS.get('sqn') ?? '' }, []);
    expect(sqn(metrics({ sharpe_trade_r: 0.5, total_trades: 16 })).score).toBe(2);
  });

  it('know every metric key and nothing else', () => {
    for (const key of METRIC_KEYS) expect(parseMetricExpression(key, 'number').ok).toBe(true);
    expect(parseMetricExpression('fast', 'number').ok).toBe(false);
  });
});
