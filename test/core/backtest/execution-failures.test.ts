import { describe, expect, it, vi } from 'vitest';
import { computeMetrics } from '../../../src/core/metrics/compute-metrics.ts';
import { Account } from '../../../src/core/portfolio/account.ts';
import type { ConversionConfig, EffectiveConfig } from '../../../src/core/types/config.ts';
import type { RateSeries } from '../../../src/core/types/dataset.ts';
import { TIMEFRAME_MS } from '../../../src/core/types/timeframe.ts';
import { baseConfig } from '../../support/base-config.ts';
import { CALM_BARS, CALM_START, calmBars, calmCase } from '../../support/engine-cases/calm-case.ts';
import { runEngine } from '../../support/engine-cases/run-engine.ts';
import {
  errorOf,
  FAILING_BAR,
  FAILING_PLACE,
  FAILING_TIME,
  failureOf,
  signalOnce,
} from '../../support/engine-cases/run-failure.ts';

const M5_MS = TIMEFRAME_MS.M5;
const PARITY: Partial<EffectiveConfig> = { execution_variant: 'v1_parity' };

/** A rate series in step with the bars; `rates` overrides single bars. */
function rateSeries(rates: Readonly<Record<number, number>> = {}, bars = CALM_BARS): RateSeries {
  const openTimes = Float64Array.from({ length: bars }, (_, bar) => CALM_START + bar * M5_MS);
  return { pair: 'USDEUR', timeframe: 'M5', openTimes, rates: openTimes.map((_, bar) => rates[bar] ?? 0.9) };
}

function euroAccount(conversion: Partial<ConversionConfig> | null, changes: Partial<EffectiveConfig> = {}) {
  const { account } = baseConfig();
  const full: ConversionConfig = {
    mode: 'timeseries',
    static: {},
    pairs: ['USDEUR'],
    timeframe: 'AUTO',
    use_price: 'close',
    stale_limit_bars: 2,
    strict: true,
    ...conversion,
  };
  return {
    account: { ...account, account_currency: 'EUR', conversion: conversion === null ? null : full },
    ...changes,
  };
}

describe('EXEC_INVARIANT', () => {
  const HUGE = Number.MAX_VALUE;
  const holding = {
    trade_management: {
      ...baseConfig().trade_management,
      enabled: true,
      rules: { max_holding_time: { enabled: true, max_holding_minutes: 15, only_scenarios: [] } },
    },
  };

  it('reports balance, open profit and equity when the books do not add up', () => {
    const exitBar = FAILING_BAR + 3;
    const error = failureOf({
      instance: signalOnce(),
      config: euroAccount({}, holding),
      dataset: { rates: [rateSeries({ [exitBar]: HUGE })] },
    });
    expect(error).toMatchObject({
      category: 'execution',
      code: 'EXEC_INVARIANT',
      details: { balance: Number.NEGATIVE_INFINITY, open_profit: 0, equity: Number.NEGATIVE_INFINITY, trades: 1 },
    });
  });

  it('does so when a booking is lost', () => {
    const lost = vi.spyOn(Account.prototype, 'bookResult').mockImplementation(() => undefined);
    const error = failureOf({ instance: signalOnce(), config: holding });
    lost.mockRestore();
    expect(error).toMatchObject({
      code: 'EXEC_INVARIANT',
      details: { balance: 10_000, open_profit: 0, equity: 10_000, fees_total: 0, trades: 1 },
    });
    expect(error?.details.expected).toBeLessThan(10_000);
  });

  it('does so too when the open profit overflows', () => {
    const error = failureOf({
      instance: signalOnce(),
      config: euroAccount({}),
      dataset: { rates: [rateSeries({ [CALM_BARS - 1]: HUGE })] },
    });
    expect(error).toMatchObject({
      code: 'EXEC_INVARIANT',
      details: { balance: 10_000, open_profit: Number.NEGATIVE_INFINITY, equity: Number.NEGATIVE_INFINITY, trades: 0 },
    });
  });

  it.each(['bid', 'ask'] as const)('is raised for a bar without %s prices', (side) => {
    const primary = calmBars();
    primary[side].close[FAILING_BAR] = Number.NaN;
    expect(failureOf({ instance: signalOnce(), dataset: { primary } })).toMatchObject({
      category: 'execution',
      code: 'EXEC_INVARIANT',
      where: FAILING_PLACE,
      details: { side, column: 'close', value: 'NaN', bar: FAILING_BAR, time_ms: FAILING_TIME },
    });
  });

  it('is raised for a side that has fewer bars', () => {
    const primary = calmBars();
    const short = { ...primary, ask: { ...primary.ask, low: primary.ask.low.subarray(1) } };
    expect(failureOf({ instance: signalOnce(), dataset: { primary: short } })).toMatchObject({
      code: 'EXEC_INVARIANT',
      details: { side: 'ask', column: 'low', value: 'undefined', bar: CALM_BARS - 1 },
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 0, -1])('is raised for the rate %s', (rate) => {
    const rates = [rateSeries({ [FAILING_BAR]: rate })];
    expect(failureOf({ instance: signalOnce(), config: euroAccount({}), dataset: { rates } })).toMatchObject({
      category: 'execution',
      code: 'EXEC_INVARIANT',
      where: 'USDEUR M5',
      details: { pair: 'USDEUR', row: FAILING_BAR, time_ms: FAILING_TIME, value: String(rate) },
    });
  });
});

describe('RUNTIME_NON_FINITE_OUTPUT', () => {
  it('names the metric that an equity beyond all numbers makes infinite', () => {
    const changes = {
      instance: signalOnce(),
      config: euroAccount({}),
      dataset: { rates: [rateSeries({ [FAILING_BAR + 2]: Number.MAX_VALUE })] },
    };
    const engineCase = calmCase(changes);
    const { trades, equitySummary: equity, feesTotal } = runEngine(engineCase, false);
    const { openTimes } = engineCase.context.dataset.primary;
    const input = { trades, openTimes, riskPerTrade: 100, initialBalance: 10_000, feesTotal, equity };
    expect(errorOf(() => computeMetrics(input))).toMatchObject({
      category: 'runtime',
      code: 'RUNTIME_NON_FINITE_OUTPUT',
      where: 'max_drawdown_abs',
      details: { key: 'max_drawdown_abs', value: 'Infinity' },
    });
  });
});

describe('EXEC_NO_FX_PATH', () => {
  it('names both currencies, the bar and what was tried', () => {
    const config = euroAccount({ mode: 'static', static: { USDJPY: 150 } });
    expect(failureOf({ instance: signalOnce(), config })).toMatchObject({
      category: 'execution',
      code: 'EXEC_NO_FX_PATH',
      where: `bar ${FAILING_BAR}`,
      details: { from: 'USD', to: 'EUR', bar: FAILING_BAR, tried: 'USDEUR, EURUSD' },
    });
  });

  it('tries two legs through USD last', () => {
    const { account } = euroAccount({ mode: 'static', static: { USDJPY: 150 } });
    const config = { account: { ...account, account_currency: 'CHF' } };
    const engineCase = calmCase({ instance: signalOnce(), config });
    const inEuros = { ...engineCase, spec: { ...engineCase.spec, quoteCurrency: 'EUR' } };
    expect(errorOf(() => runEngine(inEuros, false))).toMatchObject({
      code: 'EXEC_NO_FX_PATH',
      details: { from: 'EUR', to: 'CHF', bar: FAILING_BAR, tried: 'EURCHF, CHFEUR, two legs through USD' },
    });
  });

  it('is not raised while no conversion is needed', () => {
    const config = euroAccount({ mode: 'static', static: { USDJPY: 150 } });
    expect(failureOf({ instance: { onBar: () => null }, config })).toBeNull();
  });

  it('is raised in v1_parity without account.conversion, where v2 uses the own pair', () => {
    expect(failureOf({ instance: signalOnce(), config: euroAccount(null) })).toBeNull();
    expect(failureOf({ instance: signalOnce(), config: euroAccount(null, PARITY) })).toMatchObject({
      code: 'EXEC_NO_FX_PATH',
      details: { bar: FAILING_BAR },
    });
  });
});

describe('EXEC_FX_RATE_STALE', () => {
  /** The last rate bar is that of bar 1; its rate is two bars old at the close of bar 3. */
  const dataset = { rates: [rateSeries({}, 2)] };

  it('names pair, bar, age and limit', () => {
    const config = euroAccount({ stale_limit_bars: 1 });
    expect(failureOf({ instance: signalOnce(), config, dataset })).toMatchObject({
      category: 'execution',
      code: 'EXEC_FX_RATE_STALE',
      message: 'rate USDEUR is 10 minutes old, limit 5',
      where: FAILING_PLACE,
      details: {
        pair: 'USDEUR',
        bar: FAILING_BAR,
        time_ms: FAILING_TIME,
        reason: 'stale',
        age_ms: 600_000,
        limit_ms: M5_MS,
      },
    });
  });

  it('comes one bar after the limit is reached while a position is open', () => {
    const config = euroAccount({ stale_limit_bars: 2 });
    expect(failureOf({ instance: signalOnce(), config, dataset })).toMatchObject({
      code: 'EXEC_FX_RATE_STALE',
      details: { bar: FAILING_BAR + 1, age_ms: 3 * M5_MS, limit_ms: 2 * M5_MS },
    });
  });

  it('says when no rate bar is complete yet', () => {
    const later = { ...rateSeries(), openTimes: rateSeries().openTimes.map((time) => time + M5_MS * CALM_BARS) };
    expect(failureOf({ instance: signalOnce(), config: euroAccount({}), dataset: { rates: [later] } })).toMatchObject({
      code: 'EXEC_FX_RATE_STALE',
      details: { pair: 'USDEUR', bar: FAILING_BAR, reason: 'no_completed_bar', age_ms: null },
    });
  });

  it.each([
    ['without strict', { strict: false }],
    ['in mode composite', { mode: 'composite' as const, static: { USDJPY: 150 } }],
  ])('becomes EXEC_NO_FX_PATH %s', (_, conversion) => {
    const config = euroAccount({ stale_limit_bars: 1, ...conversion });
    expect(failureOf({ instance: signalOnce(), config, dataset })).toMatchObject({ code: 'EXEC_NO_FX_PATH' });
  });

  it('never comes without a limit', () => {
    expect(failureOf({ instance: signalOnce(), config: euroAccount({ stale_limit_bars: null }), dataset })).toBeNull();
  });
});
