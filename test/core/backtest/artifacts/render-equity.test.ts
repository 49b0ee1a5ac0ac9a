import { describe, expect, it } from 'vitest';
import { renderEquity } from '../../../../src/core/backtest/artifacts/render-equity.ts';
import type { EquityColumns } from '../../../../src/core/types/backtest-result.ts';
import { FIRST_TRADING_BAR, openTimes, result } from './tiny-run.ts';

function columnsOf(equity: Float64Array): EquityColumns {
  return { equity, balance: equity, drawdown: equity, highWater: equity };
}

describe('equity.csv', () => {
  it('looks like this', () => {
    expect(renderEquity(openTimes, FIRST_TRADING_BAR, result.equity as EquityColumns)).toMatchInlineSnapshot(`
      "timestamp,timestamp_ns,equity,balance,drawdown,high_water
      2024-05-06T22:00:00Z,1715032800000000000,10000.00,10000.00,0.000000,10000.00
      2024-05-06T23:00:00Z,1715036400000000000,10000.00,10000.00,0.000000,10000.00
      2024-05-07T00:00:00Z,1715040000000000000,10061.00,10061.00,0.000000,10061.00
      2024-05-07T01:00:00Z,1715043600000000000,10061.00,10061.00,0.000000,10061.00
      2024-05-07T02:00:00Z,1715047200000000000,9950.13,9950.13,0.011021,10061.00
      2024-05-07T03:00:00Z,1715050800000000000,9962.50,9948.13,0.009791,10061.00
      "
    `);
  });

  it('has the header alone without trading bars', () => {
    const text = renderEquity(openTimes, 8, columnsOf(new Float64Array(0)));
    expect(text).toBe('timestamp,timestamp_ns,equity,balance,drawdown,high_water\n');
  });

  it('has every row once, in order, across chunks', () => {
    const rowCount = 10_000;
    const times = Float64Array.from({ length: rowCount + 1 }, (_, bar) => bar * 60_000);
    const text = renderEquity(times, 1, columnsOf(Float64Array.from({ length: rowCount }, (_, row) => row)));
    const rows = text.split('\n');
    expect(rows).toHaveLength(rowCount + 2);
    expect(rows.at(-1)).toBe('');
    rows.slice(1, -1).forEach((row, index) => {
      expect(row.split(',')[2]).toBe(`${index}.00`);
      expect(row.split(',')[1]).toBe(`${(index + 1) * 60_000}000000`);
    });
  });

  it('prints fixed decimals, no exponent, no negative zero', () => {
    const text = renderEquity(Float64Array.of(0), 0, {
      equity: Float64Array.of(-0.001),
      balance: Float64Array.of(1234567.125),
      drawdown: Float64Array.of(5e-7),
      highWater: Float64Array.of(-2.5),
    });
    // 5e-7 lies just below the tie.
    expect(text.split('\n')[1]).toBe('1970-01-01T00:00:00Z,0,0.00,1234567.13,0.000000,-2.50');
  });

  it('refuses a value that is not finite and names row and column', () => {
    const columns = { ...columnsOf(Float64Array.of(1, 2)), highWater: Float64Array.of(1, Number.NaN) };
    expect(() => renderEquity(openTimes, 0, columns)).toThrowError(
      expect.objectContaining({ code: 'RUNTIME_NON_FINITE_OUTPUT', where: 'equity.csv[1].high_water' }),
    );
  });
});
