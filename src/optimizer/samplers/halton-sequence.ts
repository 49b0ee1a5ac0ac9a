import { stream } from '../random/seeds.ts';
import type { UnitSequence } from './sequence-sampler.ts';

const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];

/** Beyond this the points of two large prime bases lie on few lines for thousands of points. */
export const MAX_HALTON_DIMENSIONS = PRIMES.length;

/**
 * Halton sequence from index 1, J. H. Halton (1960), *On the Efficiency of Certain Quasi-Random Sequences
 * of Points in Evaluating Multi-Dimensional Integrals*, Numerische Mathematik 2, rotated modulo 1 by one
 * draw per dimension (Cranley and Patterson 1976).
 */
export class HaltonSequence implements UnitSequence {
  private readonly rotation: Float64Array;
  private index = 0;

  constructor(root: number, dimensions: number) {
    if (dimensions > MAX_HALTON_DIMENSIONS) throw new RangeError(`no Halton base for ${dimensions} dimensions`);
    this.rotation = Float64Array.from({ length: dimensions }, (_, d) => haltonRotation(root, d));
  }

  next(point: Float64Array): void {
    this.index += 1;
    for (let d = 0; d < this.rotation.length; d++) {
      const rotated = radicalInverse(this.index, PRIMES[d]) + this.rotation[d];
      point[d] = rotated >= 1 ? rotated - 1 : rotated;
    }
  }
}

/** Offset of one dimension in [0, 1). */
export function haltonRotation(root: number, dimension: number): number {
  return stream(root, 'sampler', 'halton', dimension).uniform();
}

/** The digits of `index` in `base`, mirrored at the point: 6 = 110 in base 2 gives 0.011 = 0.375. */
export function radicalInverse(index: number, base: number): number {
  let value = 0;
  let weight = 1 / base;
  for (let rest = index; rest > 0; rest = Math.floor(rest / base)) {
    value += (rest % base) * weight;
    weight /= base;
  }
  return value;
}
