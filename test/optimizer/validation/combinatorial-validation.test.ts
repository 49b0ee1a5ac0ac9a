import { describe, expect, it } from 'vitest';
import { validateCombinations } from '../../../src/optimizer/validation/combinatorial-validation.ts';

const SETTINGS = { groups: 3, testGroups: 1, purgeDays: 0, embargoDays: 0 };
const DAYS = Int32Array.from({ length: 6 }, (_, day) => day);

/** Column 0 wins in groups 0 and 1 and loses in group 2; column 1 the other way round. */
const COLUMNS = [
  [0.02, 0.03, 0.02, 0.03, -0.05, -0.04],
  [-0.01, -0.02, -0.01, -0.02, 0.06, 0.05],
];
const MATRIX = { days: 6, columns: 2, values: Float64Array.from(COLUMNS.flat()) };
const ALL = Int32Array.of(0, 1);

describe('combinatorial validation', () => {
  it('chooses on the training days and judges on the test days', () => {
    const { splits } = validateCombinations(MATRIX, DAYS, ALL, SETTINGS);
    // Trained on groups 1 and 2 column 1 is ahead, on groups 0 and 1 column 0.
    expect(splits.map(({ testGroups, chosen }) => [testGroups, chosen])).toEqual([
      [[0], 1],
      [[1], 1],
      [[2], 0],
    ]);
    expect(splits.map(({ testReturn }) => testReturn)).toEqual([-0.03, -0.03, -0.09]);
    expect(splits.map(({ testRank }) => testRank)).toEqual([0, 0, 0]);
    expect(splits.map(({ trainDays, testDays }) => [trainDays, testDays])).toEqual([
      [4, 2],
      [4, 2],
      [4, 2],
    ]);
  });

  it('gives annualised Sharpe ratios', () => {
    const [, , last] = validateCombinations(MATRIX, DAYS, ALL, SETTINGS).splits;
    // Mean 0.025, sample deviation 0.01 / sqrt(3) of the training days; 252 trading days a year.
    expect(last!.trainSharpe).toBeCloseTo((0.025 / (0.01 / Math.sqrt(3))) * Math.sqrt(252), 9);
    // Mean -0.045, sample deviation 0.01 / sqrt(2) of the test days.
    expect(last!.testSharpe).toBeCloseTo((-0.045 / (0.01 / Math.sqrt(2))) * Math.sqrt(252), 9);
  });

  it('joins the test days of the splits to paths over all days', () => {
    const { paths } = validateCombinations(MATRIX, DAYS, ALL, SETTINGS);
    expect(paths).toHaveLength(1);
    const [path] = paths;
    expect(path!.splits).toEqual([0, 1, 2]);
    expect(path!.totalReturn).toBeCloseTo(-0.01 - 0.02 - 0.01 - 0.02 - 0.05 - 0.04, 12);
    expect(path!.maxDrawdown).toBeCloseTo(0.15, 12);
    expect(path!.sharpe).toBeLessThan(0);
  });

  it('leaves out columns that do not take part', () => {
    const { splits } = validateCombinations(MATRIX, DAYS, Int32Array.of(1), SETTINGS);
    expect(splits.every(({ chosen }) => chosen === 1)).toBe(true);
    expect(splits.every(({ testRank }) => Number.isNaN(testRank))).toBe(true);
  });

  it('takes the first of equal columns and gives flat ones a ratio of 0', () => {
    const flat = { days: 6, columns: 2, values: new Float64Array(12) };
    const { splits, paths } = validateCombinations(flat, DAYS, ALL, SETTINGS);
    expect(splits.map(({ chosen, testSharpe, testRank }) => [chosen, testSharpe, testRank])).toEqual([
      [0, 0, 0.5],
      [0, 0, 0.5],
      [0, 0, 0.5],
    ]);
    expect(paths[0]).toMatchObject({ totalReturn: 0, sharpe: 0, maxDrawdown: 0 });
  });

  it('does not let a purged day decide', () => {
    // Group 0 is tested first; on day 4, right behind it, column 0 loses and column 1 gains.
    const columns = [
      [0, 0.01, 0, 0.01, -0.02, 0.01, 0.012, 0.011],
      [0, 0.01, 0, 0.01, 0.01, 0.001, 0.0012, -0.001],
    ];
    const matrix = { days: 8, columns: 2, values: Float64Array.from(columns.flat()) };
    const days = Int32Array.from({ length: 8 }, (_, day) => day);
    const chosen = (purgeDays: number) =>
      validateCombinations(matrix, days, ALL, { ...SETTINGS, groups: 2, purgeDays }).splits[0]!.chosen;
    expect(chosen(0)).toBe(1);
    expect(chosen(1)).toBe(0);
  });
});
