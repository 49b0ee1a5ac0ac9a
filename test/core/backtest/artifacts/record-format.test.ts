import { describe, expect, it } from 'vitest';
import { recordFormat } from '../../../../src/core/backtest/artifacts/record-format.ts';
import type { Bars } from '../../../../src/core/types/bars.ts';
import type { SymbolSpec } from '../../../../src/core/types/symbol-spec.ts';

describe('recordFormat', () => {
  it.each([
    [0.00001, 0.01, 5, 2],
    [0.001, 0.1, 3, 1],
    [0.01, 1, 2, 0],
  ])('takes decimals from tick size %d and volume step %d', (tickSize, volumeStep, priceDecimals, sizeDecimals) => {
    const spec = { symbol: 'XAUUSD', tickSize, volumeStep } as SymbolSpec;
    const primary = { timeframe: 'H1', openTimes: new Float64Array(0) } as Bars;
    expect(recordFormat(primary, spec)).toMatchObject({
      symbol: 'XAUUSD',
      timeframe: 'H1',
      priceDecimals,
      sizeDecimals,
    });
  });
});
