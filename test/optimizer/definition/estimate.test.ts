import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countTrials, estimateSweep, minBacktestYears } from '../../../src/optimizer/definition/estimate.ts';
import type { SamplerDefinition } from '../../../src/optimizer/definition/sweep-definition.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { float, int } from '../space/example-parameters.ts';
import { define, HEAD } from './sweep-example.ts';

const reference = JSON.parse(readFileSync('test/fixtures/optimizer/min_backtest_length.json', 'utf8')) as {
  n_trials: number;
  expected_max_sharpe_annual: number;
  years: number;
}[];

const sampler = (name: SamplerDefinition['name']): SamplerDefinition => ({
  name,
  order: 'file',
  batchSize: 16,
  startupTrials: 10,
  candidates: 24,
  sigma: 0.25,
});
const budget = (trials: number | null, stallBatches: number | null = null) => ({
  trials,
  stallBatches,
  maxFailedShare: 0.25,
  trialTimeoutSeconds: 1,
  wallSeconds: null,
});

describe('minimum backtest length', () => {
  it.each(reference)('of $n_trials trials is $years years', ({ n_trials, expected_max_sharpe_annual, years }) => {
    expect(Math.abs(minBacktestYears(n_trials, expected_max_sharpe_annual) / years - 1)).toBeLessThanOrEqual(1e-9);
  });

  it('falls with the square of the attainable ratio and is 0 for one trial', () => {
    expect(minBacktestYears(100, 2)).toBeCloseTo(minBacktestYears(100, 1) / 4, 12);
    expect(minBacktestYears(1, 1)).toBe(0);
  });
});

describe('countTrials', () => {
  const square = [int('a', { low: 1, high: 1000 }), int('b', { low: 1, high: 1000 })];

  it('multiplies a plain grid and caps it by the budget', () => {
    const space = createSearchSpace([...square, int('c', { low: 1, high: 50 })], []);
    expect(countTrials(sampler('grid'), budget(null), space)).toEqual({ trials: 5e7, isExact: true });
    expect(countTrials(sampler('grid'), budget(10), space)).toEqual({ trials: 10, isExact: true });
  });

  it('counts a grid with constraints', () => {
    const space = createSearchSpace(square, ['a < b']);
    expect(countTrials(sampler('grid'), budget(null), space)).toEqual({ trials: 499_500, isExact: true });
    expect(countTrials(sampler('grid'), budget(7), space)).toEqual({ trials: 7, isExact: true });
  });

  it('gives an upper limit where counting takes too long', () => {
    const space = createSearchSpace([...square, int('c', { low: 1, high: 90 })], ['a + b + c > 0']);
    expect(countTrials(sampler('grid'), budget(null), space)).toEqual({ trials: 9e7, isExact: false });
  });

  it('takes the budget of other samplers as the upper limit', () => {
    expect(countTrials(sampler('random'), budget(30), createSearchSpace(square, []))).toEqual({
      trials: 30,
      isExact: false,
    });
    expect(countTrials(sampler('lhs'), budget(30), createSearchSpace([float('x')], []))).toEqual({
      trials: 30,
      isExact: true,
    });
    expect(
      countTrials(sampler('random'), budget(30), createSearchSpace([int('a', { low: 1, high: 5 })], [])).trials,
    ).toBe(5);
  });

  it('takes the whole budget of samplers that adapt, which repeat points', () => {
    const small = createSearchSpace([int('a', { low: 1, high: 5 })], []);
    expect(countTrials(sampler('tpe'), budget(30), small)).toEqual({ trials: 30, isExact: true });
    expect(countTrials(sampler('tpe'), budget(30, 2), small)).toEqual({ trials: 30, isExact: false });
    expect(countTrials(sampler('nsga2'), budget(30), createSearchSpace([int('a')], ['a > 3'])).isExact).toBe(false);
  });
});

describe('estimateSweep', () => {
  it('summarises a definition', () => {
    const { definition, space } = define(
      `${HEAD}  strategy_parameters.atr_mult: { type: float, low: 1, high: 5.4, step: 0.2 }\n`,
    );
    const estimate = estimateSweep(definition, space);
    expect(estimate).toMatchObject({ rawPoints: 46, trials: 46, isExact: true });
    expect(estimate.minBacktestYears).toBe(minBacktestYears(46, 1));
    const strict = define(`${HEAD}statistics: { min_btl_sharpe: 0.5 }\n`);
    expect(estimateSweep(strict.definition, strict.space).minBacktestYears).toBe(minBacktestYears(2, 0.5));
  });
});
