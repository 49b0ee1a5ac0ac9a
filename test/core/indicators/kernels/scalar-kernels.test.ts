import { describe, expect, it } from 'vitest';
import {
  effectiveOmega,
  garchVariance,
  startVariance,
} from '../../../../src/core/indicators/kernels/garch-variance.ts';
import { kalmanLevel } from '../../../../src/core/indicators/kernels/kalman-level.ts';
import { pairwiseMean } from '../../../../src/core/indicators/kernels/pairwise-mean.ts';
import { quantile } from '../../../../src/core/indicators/kernels/quantile.ts';
import { fillForward, logReturns, simpleReturns } from '../../../../src/core/indicators/kernels/returns.ts';
import { trueRange } from '../../../../src/core/indicators/kernels/true-range.ts';

const NONE = Number.NaN;

describe('kalmanLevel', () => {
  it('follows the recursion from covariance R', () => {
    const [r, q] = [0.5, 0.25];
    const gain1 = (r + q) / (r + q + r);
    const level1 = 10 + gain1 * (12 - 10);
    const predicted2 = (1 - gain1) * (r + q) + q;
    const gain2 = predicted2 / (predicted2 + r);
    const levels = kalmanLevel(Float64Array.of(NONE, 10, 12, 11), { measurementNoise: r, processNoise: q });
    expect([...levels]).toEqual([NONE, 10, level1, level1 + gain2 * (11 - level1)]);
  });

  it('never recovers from a missing value', () => {
    const levels = kalmanLevel(Float64Array.of(1, NONE, 2, 3), { measurementNoise: 1, processNoise: 1 });
    expect([...levels]).toEqual([1, NONE, NONE, NONE]);
  });

  it('refuses R = Q = 0', () => {
    expect(() => kalmanLevel(Float64Array.of(1, 2), { measurementNoise: 0, processNoise: 0 })).toThrow(RangeError);
  });

  it('skips the gain once it repeats without changing a bit', () => {
    const x = Float64Array.from({ length: 500 }, (_, i) => 1 + Math.sin(i) / 100);
    const [r, q] = [0.546, 1.3];
    const levels = kalmanLevel(x, { measurementNoise: r, processNoise: q });
    let [level, covariance] = [x[0], r];
    for (let i = 1; i < x.length; i++) {
      const predicted = covariance + q;
      const gain = predicted / (predicted + r);
      level = level + gain * (x[i] - level);
      covariance = (1 - gain) * predicted;
      expect(levels[i]).toBe(level);
    }
  });
});

describe('garchVariance', () => {
  const coefficients = { alpha: 0.05, beta: 0.9, omega: null, sigmaFloor: 0 };

  it('derives omega from the start variance only where none is given', () => {
    expect(effectiveOmega(coefficients)).toBe(4.999999999999993e-8);
    expect(effectiveOmega({ ...coefficients, omega: 0 })).toBe(0);
    expect(effectiveOmega({ ...coefficients, omega: -1 })).toBe(0);
  });

  it('shows a shock one bar later and measures it from the first return', () => {
    const variances = garchVariance(Float64Array.of(NONE, 0.5, 0.75, NONE, 0.5), { ...coefficients, omega: 0.01 });
    const third = 0.01 + 0.05 * 0 + 0.9 * 1e-6;
    const fifth = 0.01 + 0.05 * 0.0625 + 0.9 * third;
    expect([...variances]).toEqual([NONE, 1e-6, third, third, fifth]);
  });

  it('never falls below the squared floor', () => {
    expect(startVariance(0.04)).toBe(0.04);
    const variances = garchVariance(Float64Array.of(0, 0, 0), { ...coefficients, sigmaFloor: 0.2 });
    expect([...variances]).toEqual([0.2 * 0.2, 0.2 * 0.2, 0.2 * 0.2]);
  });

  it('is undefined without a finite return', () => {
    expect([...garchVariance(Float64Array.of(NONE, Number.POSITIVE_INFINITY), coefficients)]).toEqual([NONE, NONE]);
  });
});

describe('trueRange', () => {
  it('skips undefined terms', () => {
    const ranges = trueRange(
      Float64Array.of(5, 9, NONE, 9),
      Float64Array.of(4, 8, NONE, 7),
      Float64Array.of(4.5, 8.5, NONE, 8),
    );
    expect([...ranges]).toEqual([1, 4.5, NONE, 2]);
  });
});

describe('returns', () => {
  it('form the quotient first and start undefined', () => {
    const closes = Float64Array.of(1.1, 1.2, NONE, 1.3);
    expect([...simpleReturns(closes, 100)]).toEqual([NONE, (1.2 / 1.1 - 1) * 100, NONE, NONE]);
    expect(logReturns(closes, 100)[1]).toBeCloseTo(Math.log(1.2 / 1.1) * 100, 13);
    expect(logReturns(closes, 100)[3]).toBeNaN();
  });

  it('fill forward leaves leading holes', () => {
    expect([...fillForward(Float64Array.of(NONE, 1, NONE, 2, NONE))]).toEqual([NONE, 1, 1, 2, 2]);
  });
});

describe('pairwiseMean', () => {
  it('equals the exact mean of whole numbers for every block size', () => {
    const x = Float64Array.from({ length: 1000 }, (_, i) => i);
    for (let to = 1; to <= 1000; to++) expect(pairwiseMean(x, 0, to)).toBe((to - 1) / 2);
    expect(pairwiseMean(x, 10, 20)).toBe(14.5);
  });

  it('adds in eight lanes', () => {
    const x = Float64Array.from({ length: 9 }, (_, i) => (i === 0 ? 1e16 : 1));
    // Lane pairs (1e16 + 1), (1 + 1), ... : the single 1 next to 1e16 is lost, the pairs are not.
    expect(pairwiseMean(x, 0, 9)).toBe((1e16 + 2 + 4 + 1) / 9);
  });

  it('splits long sums in two', () => {
    const x = Float64Array.from({ length: 256 }, (_, i) => (i === 0 ? 1e16 : 1));
    // The lane of 1e16 loses its 15 ones of the first half only; unsplit it would lose 31.
    expect(pairwiseMean(x, 0, 256)).toBe((1e16 + 7 * 16 + 128) / 256);
  });
});

describe('quantile', () => {
  it('interpolates between order statistics', () => {
    const sorted = Float64Array.of(0, 1, 3);
    expect([0, 0.25, 0.5, 0.75, 1].map((q) => quantile(sorted, q))).toEqual([0, 0.5, 1, 2, 3]);
  });

  it('interpolates from the nearer side', () => {
    expect(quantile(Float64Array.of(6.1, 7.8), 0.7)).toBe(7.8 - (7.8 - 6.1) * (1 - 0.7));
    expect(6.1 + (7.8 - 6.1) * 0.7).not.toBe(7.8 - (7.8 - 6.1) * (1 - 0.7));
  });
});
