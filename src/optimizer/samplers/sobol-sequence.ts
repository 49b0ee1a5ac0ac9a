import { intBelow } from '../random/draws.ts';
import { stream } from '../random/seeds.ts';
import type { UnitSequence } from './sequence-sampler.ts';
import { SOBOL_POLYNOMIALS, type SobolPolynomial } from './sobol-polynomials.ts';

const BITS = 32;
const RANGE = 2 ** BITS;

export const MAX_SOBOL_DIMENSIONS = SOBOL_POLYNOMIALS.length + 1;

/**
 * Sobol sequence in 32-bit Gray-code order, I. M. Sobol (1967), *On the Distribution of Points in a Cube
 * and the Approximate Evaluation of Integrals*, with direction numbers of Joe and Kuo (2008) and a digital
 * shift of one draw per dimension. Keeps the net structure: the first 2^k points stay balanced.
 */
export class SobolSequence implements UnitSequence {
  private readonly directions: readonly Uint32Array[];
  /** Coordinate of the current point per dimension, shift included. */
  private readonly state: Uint32Array;
  private index = 0;

  /** @param shifts one number below 2^32 per dimension */
  constructor(shifts: ArrayLike<number>) {
    if (shifts.length > MAX_SOBOL_DIMENSIONS) throw new RangeError(`no Sobol numbers for ${shifts.length} dimensions`);
    this.state = Uint32Array.from(shifts);
    this.directions = Array.from(this.state, (_, dimension) => directionsOf(dimension));
  }

  next(point: Float64Array): void {
    for (let d = 0; d < this.state.length; d++) point[d] = this.state[d] / RANGE;
    // Neighbours in Gray code differ in one bit: the lowest zero bit of the index.
    const bit = trailingOnes(this.index);
    if (bit >= BITS) throw new RangeError('the Sobol sequence has 2^32 points');
    for (let d = 0; d < this.state.length; d++) this.state[d] ^= this.directions[d][bit];
    this.index += 1;
  }
}

/** Digital shift of one dimension. */
export function sobolShift(root: number, dimension: number): number {
  return intBelow(stream(root, 'sampler', 'sobol', dimension), RANGE);
}

/** Shifted sequence of a sweep. */
export function createSobolSequence(root: number, dimensions: number): SobolSequence {
  return new SobolSequence(Array.from({ length: dimensions }, (_, d) => sobolShift(root, d)));
}

/** Direction numbers v_1..v_32 of a dimension as binary fractions; the first one is van der Corput's. */
function directionsOf(dimension: number): Uint32Array {
  const directions = new Uint32Array(BITS);
  if (dimension === 0) {
    for (let j = 0; j < BITS; j++) directions[j] = 2 ** (BITS - 1 - j);
    return directions;
  }
  const { degree, polynomial, initial } = SOBOL_POLYNOMIALS[dimension - 1];
  for (let j = 0; j < degree; j++) directions[j] = initial[j] * 2 ** (BITS - 1 - j);
  for (let j = degree; j < BITS; j++) directions[j] = recur(directions, j, degree, polynomial);
  return directions;
}

/** v_j = a_1 v_(j-1) ^ ... ^ a_(s-1) v_(j-s+1) ^ v_(j-s) ^ (v_(j-s) >> s), a_k the inner coefficients. */
function recur(directions: Uint32Array, j: number, degree: number, polynomial: SobolPolynomial['polynomial']): number {
  let value = directions[j - degree] ^ (directions[j - degree] >>> degree);
  for (let k = 1; k < degree; k++) {
    if ((polynomial >>> (degree - k)) & 1) value ^= directions[j - k];
  }
  return value;
}

function trailingOnes(index: number): number {
  let count = 0;
  for (let rest = index; rest % 2 === 1; rest = (rest - 1) / 2) count += 1;
  return count;
}
