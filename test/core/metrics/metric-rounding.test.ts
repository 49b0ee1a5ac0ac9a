import { describe, expect, it } from 'vitest';
import { METRIC_KEYS, type MetricKey } from '../../../src/core/metrics/metric-keys.ts';
import { metricDecimals, roundMetric } from '../../../src/core/metrics/metric-rounding.ts';

const DECIMALS: Readonly<Record<number, readonly MetricKey[]>> = {
  0: [
    'active_days',
    'losses',
    'max_drawdown_duration_bars',
    'total_trades',
    'wins',
    'max_consecutive_losses',
    'max_drawdown_episode_bars',
  ],
  2: [
    'avg_loss',
    'avg_trade_pnl',
    'avg_win',
    'fees_total',
    'largest_loss',
    'largest_win',
    'max_drawdown_abs',
    'profit_gross',
    'profit_net',
    'lots_total',
    'max_drawdown_initial_abs',
    'max_drawdown_trades_abs',
  ],
};

describe('decimals of the tables in metrics.md 3 and 5', () => {
  it.each(METRIC_KEYS)('%s', (key) => {
    const expected = DECIMALS[0]?.includes(key) ? 0 : DECIMALS[2]?.includes(key) ? 2 : 6;
    expect(metricDecimals(key)).toBe(expected);
  });
});

describe('roundMetric', () => {
  it('rounds with the decimals of the key', () => {
    expect(roundMetric('profit_net', 123.456)).toBe(123.46);
    expect(roundMetric('win_rate', 2 / 3)).toBe(0.666667);
  });

  it('lets "n/a" through', () => {
    expect(roundMetric('sharpe_trade_r', Number.NaN)).toBeNaN();
  });
});
