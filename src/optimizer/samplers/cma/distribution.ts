import { type CmaConstants, cmaConstants } from './constants.ts';
import { type Eigensystem, eigensystemOf } from './eigen.ts';

/** Keeps a collapsed direction searchable; relative to a start of 1. */
const SMALLEST_EIGENVALUE = 1e-20;

/** The search distribution of CMA-ES and its update from one generation to the next (`optimizer.md` 10.6). */
export class CmaDistribution {
  readonly mean: Float64Array;
  sigma: number;
  /** n * n, row by row. */
  readonly covariance: Float64Array;
  /** Evolution paths of step size and covariance. */
  readonly pathSigma: Float64Array;
  readonly pathC: Float64Array;
  private readonly n: number;
  private readonly constants: CmaConstants;
  private eigen: Eigensystem;
  private generation = 0;

  constructor(mean: Float64Array, sigma: number, lambda: number) {
    this.n = mean.length;
    this.mean = mean.slice();
    this.sigma = sigma;
    this.constants = cmaConstants(this.n, lambda);
    this.covariance = new Float64Array(this.n * this.n);
    for (let i = 0; i < this.n; i++) this.covariance[i * this.n + i] = 1;
    this.pathSigma = new Float64Array(this.n);
    this.pathC = new Float64Array(this.n);
    this.eigen = eigensystemOf(this.covariance, this.n);
  }

  /** Number of points an update takes. */
  get mu(): number {
    return this.constants.weights.length;
  }

  /** x = m + sigma B D z. */
  place(z: ArrayLike<number>, x: Float64Array): void {
    const { n, mean, sigma } = this;
    const { vectors } = this.eigen;
    for (let i = 0; i < n; i++) {
      let step = 0;
      for (let k = 0; k < n; k++) step += vectors[i * n + k] * this.axisLength(k) * z[k];
      x[i] = mean[i] + sigma * step;
    }
  }

  /** Learns from the `mu` best points of a generation, best first. */
  update(selected: readonly Float64Array[]): void {
    const { cSigma, dSigma, chi } = this.constants;
    const steps = selected.map((x) => x.map((value, i) => (value - this.mean[i]) / this.sigma));
    const y = this.weightedMean(steps);
    for (let i = 0; i < this.n; i++) this.mean[i] += this.sigma * y[i];
    this.updatePaths(y);
    this.updateCovariance(steps);
    this.sigma *= Math.exp((cSigma / dSigma) * (lengthOf(this.pathSigma) / chi - 1));
    this.eigen = eigensystemOf(this.covariance, this.n);
    this.generation += 1;
  }

  private weightedMean(steps: readonly Float64Array[]): Float64Array {
    const y = new Float64Array(this.n);
    steps.forEach((step, rank) => {
      for (let i = 0; i < this.n; i++) y[i] += this.constants.weights[rank] * step[i];
    });
    return y;
  }

  private updatePaths(y: Float64Array): void {
    const { cSigma, cC, muEff } = this.constants;
    const whitened = this.whiten(y);
    const gainSigma = Math.sqrt(cSigma * (2 - cSigma) * muEff);
    for (let i = 0; i < this.n; i++) this.pathSigma[i] = (1 - cSigma) * this.pathSigma[i] + gainSigma * whitened[i];
    const gainC = this.isPathLong() ? 0 : Math.sqrt(cC * (2 - cC) * muEff);
    for (let i = 0; i < this.n; i++) this.pathC[i] = (1 - cC) * this.pathC[i] + gainC * y[i];
  }

  private updateCovariance(steps: readonly Float64Array[]): void {
    const { n, covariance, pathC } = this;
    const { weights, c1, cMu, cC } = this.constants;
    const kept = 1 - c1 - cMu + (this.isPathLong() ? c1 * cC * (2 - cC) : 0);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let rankMu = 0;
        for (let k = 0; k < steps.length; k++) rankMu += weights[k] * steps[k][i] * steps[k][j];
        const value = kept * covariance[i * n + j] + c1 * pathC[i] * pathC[j] + cMu * rankMu;
        covariance[i * n + j] = value;
        covariance[j * n + i] = value;
      }
    }
  }

  /** The case h = 0: the step size is growing fast, and the covariance must not follow at once. */
  private isPathLong(): boolean {
    const { cSigma, chi } = this.constants;
    const expected = Math.sqrt(1 - (1 - cSigma) ** (2 * (this.generation + 1)));
    return lengthOf(this.pathSigma) / expected >= (1.4 + 2 / (this.n + 1)) * chi;
  }

  /** C^(-1/2) y = B D^-1 B^T y. */
  private whiten(y: Float64Array): Float64Array {
    const { n } = this;
    const { vectors } = this.eigen;
    const result = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      let projection = 0;
      for (let i = 0; i < n; i++) projection += vectors[i * n + k] * y[i];
      const scaled = projection / this.axisLength(k);
      for (let i = 0; i < n; i++) result[i] += vectors[i * n + k] * scaled;
    }
    return result;
  }

  private axisLength(k: number): number {
    return Math.sqrt(Math.max(this.eigen.values[k], SMALLEST_EIGENVALUE));
  }
}

function lengthOf(vector: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i] * vector[i];
  return Math.sqrt(sum);
}
