import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { normal } from '../../../src/optimizer/random/draws.ts';
import { stream } from '../../../src/optimizer/random/seeds.ts';
import { BatchedSampler } from '../../../src/optimizer/samplers/batched-sampler.ts';
import { CmaMethod } from '../../../src/optimizer/samplers/cma/cma-method.ts';
import { cmaConstants, defaultLambda } from '../../../src/optimizer/samplers/cma/constants.ts';
import { CmaDistribution } from '../../../src/optimizer/samplers/cma/distribution.ts';
import { eigensystemOf } from '../../../src/optimizer/samplers/cma/eigen.ts';
import { reflect } from '../../../src/optimizer/samplers/reflect.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { float, int } from '../space/example-parameters.ts';
import { finishedTrial } from './finished-trial.ts';
import { expectFigures, REFERENCE } from './sampler-reference.ts';

const { constants, one_generation: generation } = REFERENCE.cma_es;

/** The update of two dimensions and six points written down from the formulas, without eigenvectors. */
class PlainCma {
  mean: number[];
  sigma: number;
  pathSigma = [0, 0];
  pathC = [0, 0];
  covariance = [
    [1, 0],
    [0, 1],
  ];
  /** h of every generation. */
  readonly switches: number[] = [];

  constructor(mean: number[], sigma: number) {
    this.mean = mean;
    this.sigma = sigma;
  }

  update(points: readonly number[][]): void {
    const { weights: w, muEff, cSigma: cs, dSigma, cC: cc, c1, cMu, chi } = cmaConstants(2, 6);
    const ys = points.map((point) => point.map((value, i) => (value - this.mean[i]) / this.sigma));
    const y = [0, 1].map((i) => ys.reduce((sum, yk, k) => sum + w[k] * yk[i], 0));
    this.mean = this.mean.map((value, i) => value + this.sigma * y[i]);
    const [[a, b], [, d]] = this.covariance;
    // The square root of a positive 2 x 2 matrix M is (M + s I) / t, s^2 = det M, t^2 = trace M + 2 s.
    const s = Math.sqrt(a * d - b * b);
    const t = Math.sqrt(a + d + 2 * s);
    const [p, q, r] = [(a + s) / t, b / t, (d + s) / t];
    const whitened = [(r * y[0] - q * y[1]) / (p * r - q * q), (p * y[1] - q * y[0]) / (p * r - q * q)];
    const gain = Math.sqrt(cs * (2 - cs) * muEff);
    this.pathSigma = this.pathSigma.map((value, i) => (1 - cs) * value + gain * whitened[i]);
    const length = Math.hypot(...this.pathSigma);
    const generation = this.switches.length;
    const h = length / Math.sqrt(1 - (1 - cs) ** (2 * (generation + 1))) < (1.4 + 2 / 3) * chi ? 1 : 0;
    this.switches.push(h);
    this.pathC = this.pathC.map((value, i) => (1 - cc) * value + h * Math.sqrt(cc * (2 - cc) * muEff) * y[i]);
    this.covariance = this.covariance.map((row, i) =>
      row.map(
        (value, j) =>
          (1 - c1 - cMu + (1 - h) * c1 * cc * (2 - cc)) * value +
          c1 * this.pathC[i] * this.pathC[j] +
          cMu * ys.reduce((sum, yk, k) => sum + w[k] * yk[i] * yk[j], 0),
      ),
    );
    this.sigma *= Math.exp((cs / dSigma) * (length / chi - 1));
  }
}

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

  it('is followed by others that agree with the formulas in two dimensions', () => {
    const switches: number[] = [];
    // A march in one direction makes the path long, a halt lets it shrink again.
    for (const march of [0.03, 0.06, 0.08, 0.1, 0.14, 0.3]) {
      const distribution = new CmaDistribution(Float64Array.of(0.2, 0.3), 0.05, 6);
      const plain = new PlainCma([0.2, 0.3], 0.05);
      for (let g = 0; g < 12; g++) {
        const step = g < 5 ? march : 0;
        const [x, y] = plain.mean;
        const points = [
          [x + step + 0.01, y + step / 2 - 0.02],
          [x + step - 0.03, y + step / 2 + 0.01 * g],
          [x + step + 0.02, y + step / 2 + 0.005],
        ];
        plain.update(points);
        distribution.update(points.map((point) => Float64Array.from(point)));
        expectFigures(distribution.mean, plain.mean);
        expectFigures(distribution.pathSigma, plain.pathSigma);
        expectFigures(distribution.pathC, plain.pathC);
        expectFigures(distribution.covariance, plain.covariance.flat());
        expectFigures([distribution.sigma], [plain.sigma]);
      }
      switches.push(...plain.switches);
    }
    expect(new Set(switches)).toEqual(new Set([0, 1]));
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

describe('generations', () => {
  it('are drawn from their own streams, reflected, and again where a point will not do', () => {
    const space = createSearchSpace(
      [
        float('x', { low: '-1', high: '3' }),
        int('n', { low: 1, high: 40 }),
        float('r', { low: '1', high: '100', log: true }),
      ],
      ['x < 2.5 || n > 4'],
    );
    const method = new CmaMethod(space, { root: 42, lambda: 8, sigma: 0.6, decimals: 6 });
    const sampler = new BatchedSampler(method, { trials: 96, stallBatches: null, decimals: 6 });
    const distribution = new CmaDistribution(Float64Array.of(0.5, 0.5, 0.5), 0.6, 8);
    const cost = ({ x, n, r }: JsonObject): number => Math.abs(Number(x) - 3) + Number(n) / 40 + Math.log(Number(r));
    let reflected = 0;
    for (let g = 0; g < 12; g++) {
      const random = stream(42, 'sampler', 'cma', g);
      const batch = sampler.ask(8);
      const points = batch.map(({ point }) => {
        for (;;) {
          const x = new Float64Array(3);
          distribution.place(
            [0, 1, 2].map(() => normal(random)),
            x,
          );
          reflected += x.filter((u) => u < 0 || u >= 1).length;
          const inside = x.map((u) => reflect(u, 0, 1));
          const params = Object.fromEntries(
            space.parameters.map(({ path }, d) => [path, space.dimensions[d]?.valueAtUnit(inside[d])]),
          );
          if (!(Number(params.x) < 2.5 || Number(params.n) > 4)) continue;
          expect(point.params).toEqual(params);
          return { inside, cost: cost(point.params) };
        }
      });
      sampler.tell(batch.map(({ trialIndex, point }) => finishedTrial({ trialIndex, score: -cost(point.params) })));
      distribution.update(
        points
          .sort((a, b) => a.cost - b.cost)
          .slice(0, 4)
          .map(({ inside }) => inside),
      );
    }
    expect(reflected).toBeGreaterThan(0);
    expect(sampler.losses.violating).toBeGreaterThan(0);
    expect(sampler.losses.repeated).toBe(0);
  });
});
