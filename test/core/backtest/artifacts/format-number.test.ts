import { describe, expect, it } from 'vitest';
import { formatFixed, roundMoney, roundRatio } from '../../../../src/core/backtest/artifacts/format-number.ts';
import { roundHalfAway } from '../../../../src/core/math/rounding.ts';
import { readFixture } from '../../metrics/read-fixture.ts';

const statistics = readFixture<{ cases: { x: number; decimals: number; expected: number }[] }>('metrics/rounding.json');
const execution = readFixture<{ rows: { value: number; decimals: number; v2_artifact: { value: number } }[] }>(
  'artifacts/table_rounding.json',
);

const CASES = [
  ...statistics.cases.map(({ x, decimals, expected }) => [x, decimals, expected] as const),
  ...execution.rows.map(({ value, decimals, v2_artifact }) => [value, decimals, v2_artifact.value] as const),
];

describe('output rounding', () => {
  it.each(CASES)('%d with %d decimals is %d in JSON', (value, decimals, expected) => {
    expect(roundHalfAway(value, decimals)).toBe(expected);
  });

  it.each(CASES)('%d with %d decimals is %d in CSV, with fixed decimals', (value, decimals, expected) => {
    const text = formatFixed(value, decimals);
    expect(Number(text)).toBe(expected);
    expect(text).toMatch(decimals === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${decimals}}$`));
  });

  it('never prints a negative zero', () => {
    expect(formatFixed(-0, 2)).toBe('0.00');
    expect(formatFixed(-0.0049, 2)).toBe('0.00');
    expect(formatFixed(-0.0051, 2)).toBe('-0.01');
  });

  it('lets values that are not finite through to the writer', () => {
    expect(roundMoney(Number.NaN)).toBeNaN();
    expect(roundRatio(Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
  });
});
