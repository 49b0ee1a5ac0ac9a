import { describe, expect, it } from 'vitest';
import { columnOf, type DailyMatrix } from '../../../src/optimizer/statistics/daily-matrix.ts';
import { bootstrapVariance } from '../../../src/optimizer/statistics/long-run-variance.ts';
import { realityCheckPValue } from '../../../src/optimizer/statistics/reality-check.ts';
import {
  joinMaxima,
  type ResampledMaxima,
  resampleMaxima,
  resampleRange,
} from '../../../src/optimizer/statistics/resampled-maxima.ts';
import { countRows } from '../../../src/optimizer/statistics/row-counts.ts';
import { spaPValues } from '../../../src/optimizer/statistics/spa.ts';
import { describeSuperiority, type SuperiorityBasis } from '../../../src/optimizer/statistics/superiority-basis.ts';
import { countReached } from '../../../src/optimizer/statistics/tail-share.ts';
import { expectFigure } from '../../core/metrics/expect-figure.ts';
import { matrixOf, noiseMatrix, readReference } from './example-matrix.ts';

interface Expected {
  means: number[];
  omega2: number[];
  threshold: number[];
  relevant: boolean[];
  rc_statistic: number;
  rc_count: number;
  reality_check_p_value: number;
  spa_statistic: number;
  spa_p_value_lower: number;
  spa_p_value: number;
  spa_p_value_upper: number;
}

interface SmallExpected extends Expected {
  rc_bootstrap: number[];
  spa_bootstrap_lower: number[];
  spa_bootstrap_consistent: number[];
  spa_bootstrap_upper: number[];
}

type Drawn = { inputs: { restart_probability: number; resamples: number }; expected: Expected };

const reference = readReference<{
  small: {
    inputs: { restart_probability: number; differences: number[][]; index_rows: number[][] };
    expected: SmallExpected;
  };
  large: Drawn;
  noise: Drawn;
}>('reality_check_spa');
const matrices = readReference<Record<'large' | 'noise', { inputs: { matrix: number[][] } }>>('pbo_cscv');

function expectList(actual: Float64Array, expected: readonly number[], name: string): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expectFigure(actual[i]!, value, `${name} ${i}`);
  });
}

function expectTests(basis: SuperiorityBasis, maxima: ResampledMaxima, expected: Expected): void {
  expectList(basis.means, expected.means, 'mean');
  expectList(basis.variances, expected.omega2, 'omega^2');
  expectList(basis.thresholds, expected.threshold, 'threshold');
  expect(Array.from(basis.means, (mean, k) => mean >= basis.thresholds[k]!)).toEqual(expected.relevant);
  expectFigure(basis.realityCheckStatistic, expected.rc_statistic, 'V');
  expect(countReached(maxima.realityCheck, basis.realityCheckStatistic)).toBe(expected.rc_count);
  expectFigure(realityCheckPValue(basis, maxima), expected.reality_check_p_value, 'reality check');
  expectFigure(basis.spaStatistic, expected.spa_statistic, 'T');
  const spa = spaPValues(basis, maxima);
  expectFigure(spa.lower, expected.spa_p_value_lower, 'lower');
  expectFigure(spa.consistent, expected.spa_p_value, 'consistent');
  expectFigure(spa.upper, expected.spa_p_value_upper, 'upper');
}

describe('reality check and SPA', () => {
  it('match the small example, resample by resample', () => {
    const { inputs, expected } = reference.small;
    const matrix = matrixOf(inputs.differences);
    const basis = describeSuperiority(matrix, null, inputs.restart_probability);
    const counts = countRows(inputs.index_rows.length, matrix.days, (b) => inputs.index_rows[b]!);
    const maxima = resampleMaxima(matrix, null, basis, counts);
    expectTests(basis, maxima, expected);
    expectList(maxima.realityCheck, expected.rc_bootstrap, 'V_b');
    expectList(maxima.lower, expected.spa_bootstrap_lower, 'T_b lower');
    expectList(maxima.consistent, expected.spa_bootstrap_consistent, 'T_b consistent');
    expectList(maxima.upper, expected.spa_bootstrap_upper, 'T_b upper');
  });

  it.each(['large', 'noise'] as const)('match the %s example with all its draws', (name) => {
    const { inputs, expected } = reference[name];
    const matrix = matrixOf(matrices[name].inputs.matrix);
    const basis = describeSuperiority(matrix, null, inputs.restart_probability);
    const plan = { rootSeed: 42, restart: inputs.restart_probability };
    expectTests(basis, resampleRange(matrix, null, basis, plan, 0, inputs.resamples), expected);
  });

  it('give the same maxima in parts, with odd numbers of series and resamples', () => {
    const matrix = noiseMatrix(5, 60, 67);
    const basis = describeSuperiority(matrix, null, 0.3);
    const plan = { rootSeed: 9, restart: 0.3 };
    const whole = resampleRange(matrix, null, basis, plan, 0, 23);
    const cuts = [0, 1, 6, 17, 23];
    const parts = cuts.slice(1).map((to, i) => resampleRange(matrix, null, basis, plan, cuts[i]!, to));
    expect(joinMaxima(parts)).toEqual(whole);
    expect(whole.upper.length).toBe(23);
  });

  it('measure trials against a benchmark as if it were subtracted from them', () => {
    const matrix = noiseMatrix(6, 50, 4, { 2: 0.4 });
    const benchmark = noiseMatrix(7, 50, 1).values;
    const differences: DailyMatrix = {
      ...matrix,
      values: matrix.values.map((value, at) => value - benchmark[at % 50]!),
    };
    const plan = { rootSeed: 1, restart: 0.5 };
    const basis = describeSuperiority(matrix, benchmark, 0.5);
    const expected = describeSuperiority(differences, null, 0.5);
    expect(basis).toEqual(expected);
    const actual = resampleRange(matrix, benchmark, basis, plan, 0, 10);
    expectList(actual.consistent, [...resampleRange(differences, null, expected, plan, 0, 10).consistent], 'T_b');
  });

  it('leaves series that do not vary out of the SPA test', () => {
    const matrix = matrixOf(Array.from({ length: 30 }, (_, day) => [0, day % 2 === 0 ? -1 : -2]));
    const basis = describeSuperiority(matrix, null, 0.5);
    const maxima = resampleRange(matrix, null, basis, { rootSeed: 1, restart: 0.5 }, 0, 20);
    expect(basis.scales[0]).toBe(0);
    expect(basis.spaStatistic).toBe(0);
    expect(spaPValues(basis, maxima)).toEqual({ lower: 1, consistent: 1, upper: 1 });
  });
});

describe('bootstrap variance', () => {
  it.each([0.01, 0.05, 0.3, 0.9, 1])('is the sum over all autocovariances for q = %d', (restart) => {
    const series = columnOf(noiseMatrix(8, 80, 1), 0);
    const center = series.reduce((sum, value) => sum + value, 0) / 80;
    const covariance = (lag: number): number => {
      let sum = 0;
      for (let t = lag; t < 80; t++) sum += (series[t]! - center) * (series[t - lag]! - center);
      return sum / 80;
    };
    let expected = covariance(0);
    for (let i = 1; i < 80; i++) {
      const kernel = ((80 - i) / 80) * (1 - restart) ** i + (i / 80) * (1 - restart) ** (80 - i);
      expected += 2 * kernel * covariance(i);
    }
    expectFigure(bootstrapVariance(series, restart) * 1e4, expected * 1e4, 'variance');
  });
});
