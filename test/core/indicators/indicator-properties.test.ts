import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getIndicator, listIndicators } from '../../../src/core/indicators/registry.ts';
import type { SideBars } from '../../../src/core/types/bars.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { prefixOf, scaled } from './sample-dataset.ts';
import { flatBars, VectorFolder } from './vector-folder.ts';

const bars = new VectorFolder(path.join(import.meta.dirname, '../../fixtures/indicators')).bars('m5.csv', 'M5').bid;

/** Settings with short windows, so that values exist early. */
const SETTINGS: Readonly<Record<string, JsonObject>> = {
  ema: { period: 9 },
  ema_stepwise: { period: 9 },
  sma: { period: 9 },
  bollinger: { period: 9 },
  zscore: { window: 15, mean_source: 'ema', ema_period: 6 },
  kalman_zscore: { window: 15 },
  kalman_garch_zscore_local: { lookback: 40, min_periods: 10 },
  garch_volatility: { min_periods: 5 },
};

function compute(name: string, input: SideBars): readonly Float64Array[] {
  const definition = getIndicator(name);
  return definition.compute(input, definition.normalise(SETTINGS[name] ?? {}));
}

describe('every indicator', () => {
  it.each(listIndicators())('%s does not look ahead', (name) => {
    const columns = compute(name, bars);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bars.close.length }), (length) => {
        const cut = compute(name, prefixOf(bars, length));
        for (const [i, column] of cut.entries()) expect(column).toEqual(columns[i].slice(0, length));
      }),
      { numRuns: 20 },
    );
  });

  it.each(listIndicators())('%s leaves its input alone and repeats itself', (name) => {
    const copy = prefixOf(bars, bars.close.length);
    const first = compute(name, copy);
    expect(copy).toEqual(bars);
    expect(compute(name, copy)).toEqual(first);
  });
});

describe('a constant price', () => {
  it.each([1.10003, 0.1, 151.234])('%d stays exactly itself in means and bands and has no z-score', (price) => {
    const constant = flatBars(new Array<number>(60).fill(price));
    const same = (column: Float64Array) => column.every((value) => Number.isNaN(value) || value === price);
    for (const name of ['ema', 'sma', 'bollinger', 'donchian', 'kalman_mean']) {
      for (const column of compute(name, constant)) {
        expect(same(column), name).toBe(true);
        expect(column[59], name).toBe(price);
      }
    }
    for (const name of ['zscore', 'kalman_zscore', 'rsi']) {
      expect(compute(name, constant)[0].every(Number.isNaN), name).toBe(true);
    }
    expect(compute('atr', constant)[0][59]).toBe(0);
  });
});

describe('undefined quotients', () => {
  it('leave choppiness undefined for a window without a range', () => {
    const definition = getIndicator('choppiness');
    const [values] = definition.compute(flatBars([1, 1, 2, 2, 2]), { period: 2 });
    // The jump counts for the path of bars 2 and 3, whose own range is 0.
    expect([...values].map(Number.isFinite)).toEqual([false, false, true, false, false]);
    expect(values[3]).toBeNaN();
  });

  it('leave the Kalman-GARCH z-score undefined without volatility', () => {
    const definition = getIndicator('kalman_garch_zscore');
    const params = { alpha: 0, beta: 0, omega: 0, min_periods: 0, sigma_floor: 0 };
    const [values] = definition.compute(flatBars([1, 1.1, 1.2, 1.4]), definition.normalise(params));
    expect([...values.subarray(2)]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('a price twice as high', () => {
  const doubled = scaled(bars, 2);

  it.each(['ema', 'sma', 'atr', 'bollinger', 'donchian', 'kalman_mean', 'macd'])('doubles %s to the bit', (name) => {
    const expected = compute(name, bars).map((column) => column.map((value) => 2 * value));
    expect(compute(name, doubled)).toEqual(expected);
  });

  it.each(['zscore', 'kalman_zscore', 'garch_volatility', 'kalman_garch_zscore', 'rsi', 'dmi', 'choppiness', 'roc'])(
    'leaves %s alone to the bit',
    (name) => {
      expect(compute(name, doubled)).toEqual(compute(name, bars));
    },
  );
});
