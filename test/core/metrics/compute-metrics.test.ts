import { describe, expect, it } from 'vitest';
import { computeMetrics } from '../../../src/core/metrics/compute-metrics.ts';
import { METRIC_KEYS, type MetricKey } from '../../../src/core/metrics/metric-keys.ts';
import { roundMetric } from '../../../src/core/metrics/metric-rounding.ts';
import type { MetricsInput } from '../../../src/core/metrics/metrics-input.ts';
import { metricsObject } from '../../../src/core/metrics/metrics-object.ts';
import type { EquitySummary } from '../../../src/core/types/backtest-result.ts';
import { MS_PER_DAY } from '../../../src/core/types/timeframe.ts';
import { expectFigure } from './expect-figure.ts';
import { summariseEquity } from './summarise-equity.ts';
import { tradeColumns, tradesWithResults } from './trade-columns.ts';
import { workedExample, workedExampleInput } from './worked-example.ts';

const NO_BARS = summariseEquity(new Float64Array(0), new Float64Array(0), 10_000);

function inputWith(changes: Partial<MetricsInput>): MetricsInput {
  return {
    trades: tradeColumns([]),
    openTimes: Float64Array.of(0),
    riskPerTrade: 100,
    initialBalance: 10_000,
    feesTotal: 0,
    equity: NO_BARS,
    ...changes,
  };
}

function figuresOf(changes: Partial<MetricsInput>): Record<MetricKey, number | 'n/a'> {
  return metricsObject(computeMetrics(inputWith(changes)));
}

describe('worked example', () => {
  const exampleFigures = () => metricsObject(computeMetrics(workedExampleInput()));

  it.each(Object.entries(workedExample.expected_unrounded))('%s is %d unrounded', (key, expected) => {
    expectFigure(exampleFigures()[key as MetricKey] as number, expected, key);
  });

  it.each(Object.entries(workedExample.expected_extended_unrounded))('extended %s is %d', (key, expected) => {
    expectFigure(exampleFigures()[key as MetricKey] as number, expected, key);
  });

  it.each(Object.entries(workedExample.expected_metrics_json))('%s is %d in the file', (key, expected) => {
    const values = computeMetrics(workedExampleInput());
    expect(roundMetric(key as MetricKey, values[METRIC_KEYS.indexOf(key as MetricKey)] as number)).toBe(expected);
  });

  it('covers every contract key with an expectation', () => {
    expect(Object.keys(workedExample.expected_unrounded).sort()).toEqual(METRIC_KEYS.slice(0, 25));
  });

  it('takes one ulcer index from the two weeks of the example', () => {
    // Weekly closes 10230.4 and 10184.
    expect(exampleFigures().ulcer_index_run).toBeCloseTo(Math.sqrt(((100 * -46.4) / 10230.4) ** 2 / 2), 12);
  });
});

describe('run without trades and without bars', () => {
  it('has "n/a" for keys that lack their basis', () => {
    const figures = figuresOf({});
    const missing = METRIC_KEYS.filter((key) => figures[key] === 'n/a');
    expect(missing).toEqual([
      'sharpe_equity_daily',
      'sharpe_trade_r',
      'sortino_equity_daily',
      'sortino_trade_r',
      'kurtosis_daily',
      'skewness_daily',
      'ulcer_index_run',
      'win_rate_wilson_high',
      'win_rate_wilson_low',
    ]);
  });

  it('is 0 everywhere else', () => {
    const figures = figuresOf({});
    const others = METRIC_KEYS.filter((key) => figures[key] !== 'n/a').map((key) => figures[key]);
    expect(new Set(others)).toEqual(new Set([0]));
    expect(others).toHaveLength(32);
  });
});

describe('money', () => {
  it('includes fees of open positions in fees_total and profit_net, not in the trade series', () => {
    const trades = tradeColumns([{ result: 50, entryFee: 1, exitFee: 2 }]);
    const figures = figuresOf({ trades, feesTotal: 4.5 });
    expect(figures).toMatchObject({ profit_gross: 50, fees_total: 4.5, profit_net: 45.5, avg_trade_pnl: 45.5 });
    expect(figures.max_drawdown_trades_abs).toBe(0);
  });

  it('sums strictly from left to right', () => {
    const figures = figuresOf({ trades: tradesWithResults(1e16, 1, 1, -1e16) });
    expect(figures.profit_gross).toBe(0);
  });

  it('uses result over risk for R, not the r_multiple of the record', () => {
    const figures = figuresOf({ trades: tradeColumns([{ result: 150, rMultiple: -7 }]) });
    expect(figures).toMatchObject({ avg_r_multiple: 1.5, expectancy: 1.5 });
  });
});

describe('many trades', () => {
  it.each([4095, 4096, 4097, 10_000])('of %i count, all of them', (count) => {
    const trades = tradesWithResults(...Array.from({ length: count }, (_, row) => (row % 2 === 0 ? 100 : -300)));
    const pairs = Math.floor(count / 2);
    expect(figuresOf({ trades })).toMatchObject({
      total_trades: count,
      avg_r_multiple: (count - pairs - 3 * pairs) / count,
      max_drawdown_trades_abs: 200 * (pairs - 1) + 300,
    });
  });
});

describe('exposure, holding time, lots', () => {
  it('divides exposed bars by all bars', () => {
    const equity = summariseEquity(Float64Array.of(0, 1, 2, 3), Float64Array.of(1, 1, 1, 1), 1, 3);
    expect(figuresOf({ equity, initialBalance: 1 }).exposure).toBe(0.75);
  });

  it('averages the bars between entry and exit and adds up sizes', () => {
    const trades = tradeColumns([
      { entryBar: 0, exitBar: 0, size: 0.5 },
      { entryBar: 2, exitBar: 7, size: 0.25 },
    ]);
    const openTimes = Float64Array.from({ length: 8 }, (_, i) => i * 60_000);
    expect(figuresOf({ trades, openTimes })).toMatchObject({ avg_holding_bars: 2.5, lots_total: 0.75 });
  });
});

describe('equity figures beyond the example', () => {
  const openTimes = Float64Array.from({ length: 4 }, (_, i) => i * MS_PER_DAY);

  it('compares the lowest equity with the initial balance', () => {
    const equity = summariseEquity(openTimes, Float64Array.of(120, 90, 95, 130), 100);
    expect(figuresOf({ equity, initialBalance: 100 }).max_drawdown_initial_abs).toBe(10);
  });

  it('has no drawdown from the initial balance while equity stays above it', () => {
    const equity = summariseEquity(openTimes, Float64Array.of(120, 110, 105, 130), 100);
    expect(figuresOf({ equity, initialBalance: 100 }).max_drawdown_initial_abs).toBe(0);
  });

  it('measures total_return from the initial balance', () => {
    const equity = summariseEquity(openTimes, Float64Array.of(120, 110, 105, 150), 100);
    expect(figuresOf({ equity, initialBalance: 100 }).total_return).toBe(0.5);
  });

  it('has no recovery_factor without a drawdown', () => {
    const equity = summariseEquity(openTimes, Float64Array.of(100, 110, 110, 150), 100);
    const figures = figuresOf({ equity, initialBalance: 100, trades: tradesWithResults(50) });
    expect(figures).toMatchObject({ recovery_factor: 0, calmar_ratio: 0 });
    expect(figures.cagr).not.toBe(0);
  });
});

describe('contract violations', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY])('fails the run and names the key when a result is %d', (result) => {
    expect(() => computeMetrics(inputWith({ trades: tradesWithResults(result, 1) }))).toThrowError(
      expect.objectContaining({ code: 'RUNTIME_NON_FINITE_OUTPUT', where: expect.stringMatching(/^[a-z_]+$/) }),
    );
  });

  it('refuses an infinity in a key that may be "n/a"', () => {
    const weeks = { dailyEquity: Float64Array.of(1e-300, -1e300), days: Int32Array.of(0, 7) };
    const equity: EquitySummary = { ...NO_BARS, ...weeks };
    expect(() => computeMetrics(inputWith({ equity }))).toThrowError(
      expect.objectContaining({
        code: 'RUNTIME_NON_FINITE_OUTPUT',
        message: 'metric ulcer_index_run is Infinity, expected a finite number',
        where: 'ulcer_index_run',
      }),
    );
  });

  it('never returns a negative zero', () => {
    const values = computeMetrics(inputWith({ trades: tradesWithResults(-0, 0), feesTotal: -0 }));
    expect([...values].some((value) => Object.is(value, -0))).toBe(false);
  });
});
