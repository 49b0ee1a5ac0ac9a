import { maskAbove } from '../../../src/core/math/bit-mask.ts';
import type { StrategyDefinition, StrategyInstance } from '../../../src/core/strategy/strategy.ts';
import type { StrategyInputs } from '../../../src/core/strategy/strategy-inputs.ts';
import type { Signal } from '../../../src/core/types/signal.ts';

const STOP_DISTANCE = 0.002;

/** A strategy without parameters and series, for tests only. */
export function testStrategy(create: (inputs: StrategyInputs) => StrategyInstance): StrategyDefinition {
  return {
    name: 'test_only',
    version: '0.0.0',
    parameterDescriptors: [],
    resolve: (raw) => ({ parameters: raw, issues: [] }),
    requirements: () => ({ indicators: [], alignedCloses: [], requiredTimeframes: [] }),
    create: (_parameters, _environment, inputs) => create(inputs),
  };
}

export function buySignal(close: number, changes: Partial<Signal> = {}): Signal {
  return {
    direction: 1,
    orderType: 'market',
    entryPrice: Number.NaN,
    stopLoss: close - STOP_DISTANCE,
    takeProfit: close + STOP_DISTANCE,
    scenarioId: 1,
    goodTillMs: Number.POSITIVE_INFINITY,
    ...changes,
  };
}

/** Buys after a falling bar: looks at nothing but the past. */
export const honest = testStrategy(({ primary: { bid, ask } }) => ({
  onBar: (bar) => (bid.close[bar] < bid.open[bar] ? buySignal(ask.close[bar]) : null),
}));

/** Strategies that look ahead, and the field in which it shows first. */
export const PEEKING: readonly (readonly [how: string, strategy: StrategyDefinition, field: RegExp])[] = [
  [
    'buys when the next bar rises',
    testStrategy(({ primary: { bid, ask } }) => ({
      onBar: (bar) => (bid.close[bar + 1] > bid.close[bar] ? buySignal(ask.close[bar]) : null),
    })),
    /^signal$/,
  ],
  [
    'puts the target at the high of the next bar',
    testStrategy(({ primary: { bid, ask } }) => ({
      onBar(bar) {
        const close = ask.close[bar];
        const target = bid.high[bar + 1] ?? Number.NaN;
        return buySignal(close, { takeProfit: target > close ? target : close + STOP_DISTANCE });
      },
    })),
    /^signal\.takeProfit$/,
  ],
  [
    'compares with the mean of the whole series',
    testStrategy(({ primary: { bid, ask } }) => {
      const mean = bid.close.reduce((sum, close) => sum + close, 0) / bid.close.length;
      return { onBar: (bar) => (bid.close[bar] < mean ? buySignal(ask.close[bar]) : null) };
    }),
    /^signal$/,
  ],
  [
    'skips bars by what comes after them',
    testStrategy(({ primary: { bid, ask } }) => ({
      onBar: (bar) => buySignal(ask.close[bar]),
      candidates: { key: 'next close is higher', mask: maskAbove(bid.close.subarray(1), bid.close) },
    })),
    /^signal$/,
  ],
  [
    'fails without the next bar',
    testStrategy(({ primary: { bid, ask } }) => ({
      onBar: (bar) => buySignal(ask.close[bar], { takeProfit: bid.high[bar + 1] * 2 }),
    })),
    /^outcome$/,
  ],
];
