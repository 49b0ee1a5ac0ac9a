import { describe, expect, it } from 'vitest';
import type { StrategyInstance } from '../../../src/core/strategy/strategy.ts';
import type { EffectiveConfig } from '../../../src/core/types/config.ts';
import { StrategyError } from '../../../src/core/types/errors.ts';
import type { Signal } from '../../../src/core/types/signal.ts';
import type { IndicatorRequest } from '../../../src/core/types/strategy.ts';
import { calmSignal } from '../../support/engine-cases/calm-case.ts';
import {
  FAILING_BAR,
  FAILING_PLACE,
  FAILING_TIME,
  failureOf,
  runCalm,
  signalOnce,
} from '../../support/engine-cases/run-failure.ts';

const PARITY: Partial<EffectiveConfig> = { execution_variant: 'v1_parity' };

describe('STRAT_INDICATOR_WARMUP', () => {
  const indicators: IndicatorRequest[] = [
    { id: 'slow', indicator: 'sma', output: 'value', timeframe: 'M5', side: 'bid', params: { period: 5 } },
  ];
  const requirements = { indicators, alignedCloses: [], requiredTimeframes: [] };
  const instance: StrategyInstance = { onBar: () => null };

  it('names the indicator and its first available bar', () => {
    expect(failureOf({ instance, requirements, dataset: { firstTradingBar: 3 } })).toMatchObject({
      category: 'strategy',
      code: 'STRAT_INDICATOR_WARMUP',
      where: 'slow',
      details: { indicator: 'sma', timeframe: 'M5', first_available_bar: 4, first_trading_bar: 3 },
    });
  });

  it('is not raised when the first value is that of the first trading bar', () => {
    expect(failureOf({ instance, requirements, dataset: { firstTradingBar: 4 } })).toBeNull();
  });

  it('says so when there never is a value', () => {
    const never = { ...requirements, indicators: [{ ...indicators[0], params: { period: 50 } }] };
    expect(failureOf({ instance, requirements: never })).toMatchObject({
      code: 'STRAT_INDICATOR_WARMUP',
      details: { first_available_bar: null },
    });
  });

  it('is not raised in v1_parity, nor for a timeframe that is not loaded', () => {
    expect(failureOf({ instance, requirements, config: PARITY })).toBeNull();
    const absent = { ...requirements, indicators: [{ ...indicators[0], timeframe: 'D1' as const }] };
    expect(failureOf({ instance, requirements: absent })).toBeNull();
  });
});

describe('STRAT_EXCEPTION', () => {
  const fail = (bar: number): boolean => {
    if (bar === FAILING_BAR) throw new TypeError('no such thing');
    return false;
  };
  const failing: Readonly<Record<string, StrategyInstance>> = {
    onBar: { onBar: (bar) => (fail(bar) ? calmSignal() : null) },
    isUndefinedAt: { onBar: () => null, isUndefinedAt: fail },
    describe: {
      onBar: (bar) => (bar === FAILING_BAR ? calmSignal() : null),
      describe: (bar) => ({ label: String(fail(bar)), reason: '', tags: [], meta: {} }),
    },
  };
  const expected = {
    category: 'strategy',
    code: 'STRAT_EXCEPTION',
    message: 'the strategy threw: no such thing',
    where: FAILING_PLACE,
    details: { bar: FAILING_BAR, time_ms: FAILING_TIME },
  };

  it.each(Object.keys(failing))('has bar index and time when %s throws', (method) => {
    expect(failureOf({ instance: failing[method] }, true)).toMatchObject(expected);
    expect(failureOf({ instance: failing[method], config: PARITY }, true)).toMatchObject(expected);
  });

  it('leaves a failure alone that already has a code', () => {
    const instance: StrategyInstance = {
      onBar: () => {
        throw new StrategyError('STRAT_UNDECLARED_ACCESS', 'not declared');
      },
    };
    expect(failureOf({ instance })).toMatchObject({ code: 'STRAT_UNDECLARED_ACCESS', message: 'not declared' });
  });
});

describe('STRAT_INVALID_SIGNAL', () => {
  const broken: readonly (readonly [string, string, Partial<Signal>])[] = [
    ['stop_loss', 'NaN', { stopLoss: Number.NaN }],
    ['stop_loss', '0', { stopLoss: 0 }],
    ['take_profit', 'Infinity', { takeProfit: Number.POSITIVE_INFINITY }],
    ['take_profit', '-1.1', { takeProfit: -1.1 }],
    ['entry_price', 'NaN', { orderType: 'limit', entryPrice: Number.NaN }],
    ['entry_price', '-Infinity', { entryPrice: Number.NEGATIVE_INFINITY }],
    ['stop_loss', '1.099', { stopLoss: '1.099' as unknown as number }],
    ['direction', 'long', { direction: 'long' as unknown as 1 }],
    ['order_type', 'stop_limit', { orderType: 'stop_limit' as unknown as 'stop' }],
    ['scenario_id', '1.5', { scenarioId: 1.5 }],
    ['good_till', 'NaN', { orderType: 'limit', entryPrice: 1.1, goodTillMs: Number.NaN }],
  ];

  it.each(broken)('names the field %s with the value %s', (field, value, changes) => {
    const expected = {
      category: 'strategy',
      code: 'STRAT_INVALID_SIGNAL',
      where: FAILING_PLACE,
      details: { field, value, bar: FAILING_BAR, time_ms: FAILING_TIME },
    };
    expect(failureOf({ instance: signalOnce(changes) })).toMatchObject(expected);
    expect(failureOf({ instance: signalOnce(changes), config: PARITY })).toMatchObject(expected);
  });
});

describe('refusals that are counted', () => {
  it('counts a stop or target on the wrong side; v1_parity accepts it', () => {
    for (const changes of [{ stopLoss: 1.101 }, { takeProfit: 1.1002 }, { direction: -1 as const }]) {
      const { diagnostics, openPositions } = runCalm({ instance: signalOnce(changes) });
      expect(diagnostics.signalsRejected.invalid_levels).toBe(1);
      expect(openPositions).toEqual([]);
    }
    const parity = runCalm({ instance: signalOnce({ takeProfit: 1.1002 }), config: PARITY });
    expect(parity.diagnostics.signalsRejected.invalid_levels).toBe(0);
    expect(parity.trades.count + parity.openPositions.length).toBe(1);
  });

  it('counts a stop closer than the minimum distance', () => {
    const changes = { stopLoss: 1.100195 };
    const { diagnostics, openPositions, trades } = runCalm({ instance: signalOnce(changes) });
    expect(diagnostics.signalsRejected.sl_too_close).toBe(1);
    expect([openPositions.length, trades.count, diagnostics.fills]).toEqual([0, 0, 0]);
    const parity = runCalm({ instance: signalOnce({ stopLoss: 1.100195 }), config: PARITY });
    expect(parity.diagnostics.signalsRejected.sl_too_close).toBe(1);
  });
});
