import { describe, expect, it } from 'vitest';
import { normal } from '../../../src/optimizer/random/draws.ts';
import { stream } from '../../../src/optimizer/random/seeds.ts';
import { cmaConstants, defaultLambda } from '../../../src/optimizer/samplers/cma/constants.ts';
import { CmaDistribution } from '../../../src/optimizer/samplers/cma/distribution.ts';
import { eigensystemOf } from '../../../src/optimizer/samplers/cma/eigen.ts';
import { reflect } from '../../../src/optimizer/samplers/reflect.ts';
import { expectFigures, REFERENCE } from './sampler-reference.ts';

const { constants, one_generation: generation } = REFERENCE.cma_es;

describe('CMA-ES constants', () => {
  it.each(constants)('of $n dimensions', (reference) => {
    const lambda = defaultLambda(reference.n);
    expect(lambda).toBe(reference.lambda_);
    const found = cmaConstants(reference.n, lambda);
    expect(found.weights).toHaveLength(reference.mu);
    expectFigures(found.weights, reference.weights);
    expectFigures(
      [found.muEff, found.cSigma, found.dSigma, found.cC, found.c1, found.cMu, found.chi],
      [
        reference.mu_eff,
        reference.c_sigma,
        reference.d_sigma,
        reference.c_c,
        reference.c_1,
        reference.c_mu,
        reference.chi_n,
      ],
    );
  });
});

describe('one generation of CMA-ES', () => {
  it('has the reference figures', () => {
    const { inputs, expected } = generation;
    const distribution = new CmaDistribution(Float64Array.from(inputs.mean), inputs.sigma, inputs.z.length);
    const points = inputs.z.map((z) => {
      const x = new Float64Array(2);
      distribution.place(z, x);
      return x;
    });
    const order = [...points.keys()].sort((a, b) => inputs.scores[b] - inputs.scores[a]).slice(0, distribution.mu);
    expect(order).toEqual(expected.selected);
    distribution.update(order.map((i) => points[i]));
    expectFigures(distribution.mean, expected.mean);
    expectFigures(distribution.pathSigma, expected.p_sigma);
    expectFigures(distribution.pathC, expected.p_c);
    expectFigures(distribution.covariance, expected.covariance.flat());
    expectFigures([distribution.sigma], [expected.sigma]);
  });

  it('stays usable over many generations on a narrow valley', () => {
    const distribution = new CmaDistribution(Float64Array.of(0.9, 0.1, 0.5), 0.25, 8);
    const random = stream(1, 'sampler', 'cma', 0);
    const cost = (x: Float64Array): number => (x[0] - 0.3) ** 2 + 1e4 * (x[1] - x[0]) ** 2 + 1e2 * (x[2] - 0.2) ** 2;
    for (let g = 0; g < 300; g++) {
      const points = Array.from({ length: 8 }, () => {
        const x = new Float64Array(3);
        distribution.place(
          [0, 1, 2].map(() => normal(random)),
          x,
        );
        return x;
      });
      distribution.update(points.sort((a, b) => cost(a) - cost(b)).slice(0, distribution.mu));
    }
    expect(cost(distribution.mean)).toBeLessThan(1e-12);
    expect(distribution.sigma).toBeGreaterThan(0);
  });
});

describe('eigensystem', () => {
  it('puts a symmetric matrix together again', () => {
    const random = stream(3, 'sampler', 'cma', 1);
    for (const n of [1, 2, 5, 12]) {
      const matrix = new Float64Array(n * n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j <= i; j++) {
          matrix[i * n + j] = normal(random);
          matrix[j * n + i] = matrix[i * n + j];
        }
      }
      const { values, vectors } = eigensystemOf(matrix, n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          let element = 0;
          let product = 0;
          for (let k = 0; k < n; k++) {
            element += vectors[i * n + k] * values[k] * vectors[j * n + k];
            product += vectors[i * n + k] * vectors[j * n + k];
          }
          expect(Math.abs(element - matrix[i * n + j])).toBeLessThan(1e-12);
          expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(1e-12);
        }
      }
    }
  });

  it('leaves a diagonal matrix alone', () => {
    const { values, vectors } = eigensystemOf(Float64Array.of(3, 0, 0, 1), 2);
    expect([...values, ...vectors]).toEqual([3, 1, 1, 0, 0, 1]);
  });
});

describe('reflect', () => {
  it('folds values back as often as it takes', () => {
    expect([0.25, 1.25, -0.25, 2.25, -1.75, 3.5].map((x) => reflect(x, 0, 1))).toEqual([
      0.25, 0.75, 0.25, 0.25, 0.25, 0.5,
    ]);
    expect(reflect(13, 5, 10)).toBe(7);
    expect(reflect(13, 5, 5)).toBe(5);
  });
});
