import { describe, expect, it } from 'vitest';
import { type AdjustedPValues, adjustPValues } from '../../../src/optimizer/statistics/adjusted-p-values.ts';
import { haircutSharpe } from '../../../src/optimizer/statistics/haircut-sharpe.ts';
import { expectFigure } from '../../core/metrics/expect-figure.ts';
import { readReference } from './example-matrix.ts';

const reference = readReference<{ inputs: number[]; expected: Record<string, number[]> }>('multiple_testing');
const METHODS = [
  ['bonferroni', 'bonferroni'],
  ['holm', 'holm'],
  ['benjaminiHochberg', 'benjamini_hochberg'],
  ['benjaminiYekutieli', 'benjamini_yekutieli'],
] as const satisfies readonly (readonly [keyof AdjustedPValues, string])[];

describe('adjusted p-values', () => {
  it.each(METHODS)('%s match the reference in any order of the input', (method, key) => {
    const order = [3, 0, 5, 2, 1, 4];
    const sorted = adjustPValues(Float64Array.from(reference.inputs))[method];
    const mixed = adjustPValues(Float64Array.from(order, (i) => reference.inputs[i]!))[method];
    reference.expected[key]!.forEach((value, i) => {
      expectFigure(sorted[i]!, value, `${key} ${i}`);
      expectFigure(mixed[order.indexOf(i)]!, value, `${key} mixed ${i}`);
    });
  });

  it('do not count missing p-values', () => {
    const actual = adjustPValues(Float64Array.of(Number.NaN, 0.02, Number.NaN, 0.5));
    expect([...actual.holm]).toEqual([Number.NaN, 0.04, Number.NaN, 0.5]);
    expect([...actual.bonferroni]).toEqual([Number.NaN, 0.04, Number.NaN, 1]);
  });

  it('treat equal p-values alike', () => {
    const actual = adjustPValues(Float64Array.of(0.02, 0.02, 0.02));
    expect(new Set(actual.holm)).toEqual(new Set([0.06]));
    expect(new Set(actual.benjaminiHochberg).size).toBe(1);
  });
});

describe('Sharpe haircut', () => {
  it('leaves a single test alone and takes everything at an adjusted p-value of one half', () => {
    expectFigure(haircutSharpe(0.1, 0.01, 0.01), 0.1, 'single');
    expect(haircutSharpe(0.1, 0.01, 0.5)).toBe(0);
    expect(haircutSharpe(0.1, 0.01, 1)).toBe(0);
    // Z(0.99) = 2.326347874, Z(0.9) = 1.281551566.
    expectFigure(haircutSharpe(0.1, 0.01, 0.1), 0.055088560908930606, 'ten tests');
  });

  it('has nothing to take from a ratio of 0 or below, nor where both tails are empty', () => {
    expect(haircutSharpe(-0.1, 0.9, 1)).toBe(-0.1);
    expect(haircutSharpe(3, 0, 0)).toBe(3);
    expect(haircutSharpe(Number.NaN, Number.NaN, Number.NaN)).toBeNaN();
  });
});
