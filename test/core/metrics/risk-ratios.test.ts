import { describe, expect, it } from 'vitest';
import { riskMultiples } from '../../../src/core/metrics/risk-multiples.ts';
import { annualiseDailyRatio, sharpeRatio, sortinoRatio } from '../../../src/core/metrics/risk-ratios.ts';
import { describeSample, measureShape } from '../../../src/core/metrics/sample-moments.ts';
import { expectFigure } from './expect-figure.ts';
import { readFixture } from './read-fixture.ts';
import { workedExample, workedExampleInput } from './worked-example.ts';

const ratiosOf = (...values: number[]): { sharpe: number; sortino: number } => {
  const sample = describeSample(Float64Array.from(values));
  return { sharpe: sharpeRatio(sample), sortino: sortinoRatio(sample) };
};

const reference = readFixture<{
  sample: number[];
  expected: { sharpe: number; skewness: number; kurtosis: number };
}>('metrics/sample_moments.json');

describe('Sharpe and Sortino ratio', () => {
  it('are "n/a" below two values', () => {
    expect(ratiosOf()).toEqual({ sharpe: Number.NaN, sortino: Number.NaN });
    expect(ratiosOf(1)).toEqual({ sharpe: Number.NaN, sortino: Number.NaN });
  });

  it('are 0, not "n/a", without dispersion', () => {
    expect(ratiosOf(2, 2)).toEqual({ sharpe: 0, sortino: 0 });
    expect(ratiosOf(0, 0)).toEqual({ sharpe: 0, sortino: 0 });
  });

  it('take rounding noise of equal values as no dispersion', () => {
    const values = Array.from({ length: 7 }, () => 0.1);
    expect(describeSample(Float64Array.from(values)).deviation).not.toBe(0);
    expect(ratiosOf(...values).sharpe).toBe(0);
    expect(ratiosOf(1, 1, 1, -1e-13).sortino).toBe(0);
  });

  it('keep a small but real dispersion', () => {
    expect(ratiosOf(1, 1 + 1e-11).sharpe).toBeGreaterThan(1e10);
  });

  it('have a Sortino ratio of 0 without a negative value', () => {
    expect(ratiosOf(1, 2, 3)).toEqual({ sharpe: 2, sortino: 0 });
  });

  it('divide the downside by the sample size, not by the number of negatives', () => {
    expectFigure(ratiosOf(3, -1, 0, 0).sortino, 0.5 / Math.sqrt(1 / 4), 'sortino');
  });

  it('use divisor m - 1 for the standard deviation', () => {
    expectFigure(ratiosOf(...reference.sample).sharpe, reference.expected.sharpe, 'sharpe');
  });

  it('are annualised with the root of 252', () => {
    expect(annualiseDailyRatio(2)).toBe(2 * Math.sqrt(252));
  });
});

describe('risk multiples', () => {
  it('are result over risk', () => {
    const { trades, riskPerTrade } = workedExampleInput();
    expect([...riskMultiples(trades, riskPerTrade)]).toEqual(workedExample.intermediate.r_multiples);
  });
});

describe('skewness and kurtosis', () => {
  it('are population moments', () => {
    const shape = measureShape(Float64Array.from(reference.sample));
    expectFigure(shape.skewness, reference.expected.skewness, 'skewness');
    expectFigure(shape.kurtosis, reference.expected.kurtosis, 'kurtosis');
  });

  it.each([[[]], [[1, 2, 4]], [[3, 3, 3, 3]], [[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]]])('are "n/a" for %j', (values) => {
    expect(measureShape(Float64Array.from(values))).toMatchObject({ skewness: Number.NaN, kurtosis: Number.NaN });
  });

  it('exist from four values on', () => {
    expect(measureShape(Float64Array.of(1, 2, 1, 2))).toMatchObject({ skewness: 0, kurtosis: 1, mean: 1.5 });
  });
});
