import { describe, expect, it } from 'vitest';
import type { Bars } from '../../../src/core/types/bars.ts';
import type { Dataset } from '../../../src/core/types/dataset.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { chooseCuts } from '../../../src/run/lookahead/choose-cuts.ts';
import { cutDataset } from '../../../src/run/lookahead/cut-dataset.ts';
import { baseConfig } from '../../support/base-config.ts';

const HOUR = 3_600_000;

function barsOf(timeframe: Timeframe, stepMs: number, count: number): Bars {
  const column = () => new Float64Array(count);
  const side = () => ({ open: column(), high: column(), low: column(), close: column(), volume: column() });
  return {
    timeframe,
    openTimes: Float64Array.from({ length: count }, (_, bar) => bar * stepMs),
    bid: side(),
    ask: side(),
  };
}

const dataset: Dataset = {
  symbol: 'EURUSD',
  primary: barsOf('H1', HOUR, 50),
  firstTradingBar: 10,
  additional: [barsOf('H4', 4 * HOUR, 12), barsOf('D1', 24 * HOUR, 2)],
  additionalOrigin: {},
  rates: [
    { pair: 'EURUSD', timeframe: 'H4', openTimes: barsOf('H4', 4 * HOUR, 12).openTimes, rates: new Float64Array(12) },
  ],
  news: null,
  inputs: [],
  governance: {},
  warnings: [],
};

function lengths(bar: number, usePrice: 'close' | 'open'): readonly number[] {
  const config = baseConfig();
  const conversion = {
    mode: 'timeseries',
    static: {},
    pairs: ['EURUSD'],
    timeframe: 'H4',
    stale_limit_bars: null,
    strict: true,
  } as const;
  const account = { ...config.account, conversion: { ...conversion, use_price: usePrice } };
  const { primary, additional, rates } = cutDataset(dataset, bar, { ...config, account });
  return [primary, ...additional, ...rates].map(({ openTimes }) => openTimes.length);
}

describe('data cut after a bar', () => {
  it.each<[bar: number, usePrice: 'close' | 'open', expected: readonly number[]]>([
    // The bar of 22:00 is decided on at 23:00: five bars of four hours are complete, the day is not.
    [22, 'close', [23, 5, 0, 5]],
    // At 24:00 the sixth one and the day are complete.
    [23, 'close', [24, 6, 1, 6]],
    // The open of the bar that begins at 24:00 is known at 24:00.
    [23, 'open', [24, 6, 1, 7]],
    [22, 'open', [23, 5, 0, 6]],
  ])('%d (rates by %s) hold what is known when it closes', (bar, usePrice, expected) => {
    expect(lengths(bar, usePrice)).toEqual(expected);
  });
});

describe('cuts', () => {
  it('are half at signals, half spread evenly, and never at the last bar', () => {
    expect(chooseCuts(10, 111, [11, 12, 13, 14, 110], 8)).toEqual([11, 12, 13, 14, 34, 59, 84, 109]);
  });

  it('are all bars where there are not more', () => {
    expect(chooseCuts(2, 6, [3], 100)).toEqual([2, 3, 4]);
    expect(chooseCuts(5, 6, [], 10)).toEqual([]);
  });

  it.each([1, 2, 5, 20, 97])('are as many as asked for: %d', (count) => {
    const cuts = chooseCuts(0, 200, [1, 50, 198, 199], count);
    expect(cuts).toHaveLength(count);
    expect(new Set(cuts).size).toBe(count);
    expect(Math.max(...cuts)).toBeLessThan(199);
  });
});
