import { describe, expect, it } from 'vitest';
import type { PboStatistic } from '../../../src/optimizer/statistics/cross-validation-splits.ts';
import { choosePboBlocks, computePbo, type PboResult } from '../../../src/optimizer/statistics/pbo.ts';
import { InlineRunner } from '../../../src/optimizer/statistics/pieces/piece-runner.ts';
import { expectFigure } from '../../core/metrics/expect-figure.ts';
import { allColumns, matrixOf, noiseMatrix, readReference } from './example-matrix.ts';

interface ExpectedPbo {
  n_splits: number;
  pbo: number;
  prob_oos_loss: number;
  degradation_slope: number;
  degradation_intercept: number;
  median_logit: number;
}

interface ExpectedSplit {
  is_blocks: number[];
  best: number;
  is_stat: number;
  oos_stat: number;
  rank: number;
  logit: number;
}

interface Case {
  inputs: { S: number; statistic: PboStatistic; matrix: number[][] };
  expected: ExpectedPbo & { splits?: ExpectedSplit[] };
}

const reference = readReference<{
  small: Case;
  large: Case & { expected_S10: ExpectedPbo; expected_statistic_mean_S8: ExpectedPbo };
  noise: Case;
}>('pbo_cscv');

const runner = new InlineRunner();

function pboOf({ inputs }: Case, blocks = inputs.S, statistic: PboStatistic = inputs.statistic): Promise<PboResult> {
  const matrix = matrixOf(inputs.matrix);
  return computePbo(matrix, allColumns(matrix), blocks, statistic, runner);
}

function expectPbo(actual: PboResult, expected: ExpectedPbo): void {
  expect(actual.logits.length).toBe(expected.n_splits);
  expectFigure(actual.pbo, expected.pbo, 'pbo');
  expectFigure(actual.probOosLoss, expected.prob_oos_loss, 'prob_oos_loss');
  expectFigure(actual.degradationSlope, expected.degradation_slope, 'slope');
  expectFigure(actual.degradationIntercept, expected.degradation_intercept, 'intercept');
  expectFigure(actual.medianLogit, expected.median_logit, 'median logit');
}

describe('probability of backtest overfitting', () => {
  it('judges every split of the small example in lexicographic order', async () => {
    const actual = await pboOf(reference.small);
    expectPbo(actual, reference.small.expected);
    const splits = reference.small.expected.splits!;
    expect([...actual.winners]).toEqual(splits.map(({ best }) => best));
    expect([...actual.ranks]).toEqual(splits.map(({ rank }) => rank));
    splits.forEach((split, i) => {
      expectFigure(actual.inSample[i]!, split.is_stat, `in-sample ${i}`);
      expectFigure(actual.outOfSample[i]!, split.oos_stat, `out-of-sample ${i}`);
      expectFigure(actual.logits[i]!, split.logit, `logit ${i}`);
    });
  });

  it('matches the larger examples', async () => {
    expectPbo(await pboOf(reference.large), reference.large.expected);
    expectPbo(await pboOf(reference.large, 10), reference.large.expected_S10);
    expectPbo(await pboOf(reference.large, 8, 'mean'), reference.large.expected_statistic_mean_S8);
    expectPbo(await pboOf(reference.noise), reference.noise.expected);
  });

  it('drops the oldest days that fill no block', async () => {
    const rows = reference.small.inputs.matrix;
    const longer = matrixOf([rows[0]!.map(() => 9), rows[1]!.map(() => -9), ...rows]);
    const actual = await computePbo(longer, allColumns(longer), 4, 'sharpe', runner);
    expectPbo(actual, reference.small.expected);
  });

  it('looks at the given columns only', async () => {
    const matrix = matrixOf(reference.large.inputs.matrix);
    const without = await computePbo(
      matrix,
      allColumns(matrix).filter((column) => column !== 7),
      8,
      'sharpe',
      runner,
    );
    expect(without.columns).toBe(11);
    expect(without.pbo).toBeGreaterThan(reference.large.expected.pbo);
  });

  it('gives a column without results a Sharpe ratio of exactly 0 and shares ranks on ties', async () => {
    const matrix = matrixOf(Array.from({ length: 8 }, (_, day) => [0, 0, day % 2 === 0 ? -1 : -2]));
    const { winners, outOfSample, ranks, logits } = await computePbo(matrix, allColumns(matrix), 4, 'sharpe', runner);
    expect(new Set(winners)).toEqual(new Set([0]));
    expect(new Set(outOfSample)).toEqual(new Set([0]));
    expect(new Set(ranks)).toEqual(new Set([2.5]));
    expectFigure(logits[0]!, Math.log(2.5 / 1.5), 'logit');
  });

  it('does not depend on the unit of the results', async () => {
    const matrix = noiseMatrix(3, 160, 7);
    const scaled = { ...matrix, values: matrix.values.map((value) => value * 1024) };
    const [a, b] = await Promise.all(
      [matrix, scaled].map((each) => computePbo(each, allColumns(each), 8, 'sharpe', runner)),
    );
    expect(a!.ranks).toEqual(b!.ranks);
  });
});

describe('number of blocks', () => {
  it('is even and leaves 20 days per block', () => {
    expect(choosePboBlocks(1500, 16)).toBe(16);
    expect(choosePboBlocks(320, 16)).toBe(16);
    expect(choosePboBlocks(319, 16)).toBe(14);
    expect(choosePboBlocks(119, 16)).toBe(4);
    expect(choosePboBlocks(80, 16)).toBe(4);
    expect(choosePboBlocks(1500, 6)).toBe(6);
  });

  it('is missing below four blocks and beyond what can be computed', () => {
    expect(choosePboBlocks(79, 16)).toEqual({ value: 'n/a', reason: '79 days, 80 are needed for 4 blocks' });
    expect(choosePboBlocks(1500, 22)).toMatchObject({ value: 'n/a', reason: expect.stringContaining('705432') });
    expect(choosePboBlocks(1500, 20)).toBe(20);
  });
});
