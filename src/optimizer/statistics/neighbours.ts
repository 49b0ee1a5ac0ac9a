import type { ParameterAxis, ParameterPoints } from './parameter-points.ts';

/**
 * Trials of a grid whose levels differ from those of trial `index` by at most `radius` in every ordered
 * parameter; categories, booleans and the pattern of inactive parameters must be equal (Chebyshev
 * distance, `optimizer.md` 12.7). Ascending, without the trial itself.
 */
export function gridNeighbours({ count, axes }: ParameterPoints, index: number, radius: number): Int32Array {
  const found: number[] = [];
  for (let other = 0; other < count; other++) {
    if (other !== index && axes.every((axis) => isNear(axis, index, other, radius))) found.push(other);
  }
  return Int32Array.from(found);
}

function isNear({ levels, isOrdered }: ParameterAxis, a: number, b: number, radius: number): boolean {
  if (levels[a] === levels[b]) return true;
  return isOrdered && levels[a] >= 0 && levels[b] >= 0 && Math.abs(levels[a] - levels[b]) <= radius;
}

/**
 * Distance of two trials anywhere in the space: root of the mean over parameters of the squared coordinate
 * difference, which is 0 or 1 for categories and for differing activity (`optimizer.md` 12.7).
 */
export function parameterDistance({ axes }: ParameterPoints, a: number, b: number): number {
  let squares = 0;
  for (let p = 0; p < axes.length; p++) {
    const { levels, coordinates, isOrdered } = axes[p] as ParameterAxis;
    if (isOrdered && levels[a] >= 0 && levels[b] >= 0) squares += (coordinates[a] - coordinates[b]) ** 2;
    else if (levels[a] !== levels[b]) squares += 1;
  }
  return Math.sqrt(squares / axes.length);
}

/** The nearest trials to trial `index`. */
export interface NearestTrials {
  /** Nearest first; the smaller index on ties. */
  readonly indices: Int32Array;
  readonly distances: Float64Array;
}

/** The `wanted` nearest trials, or all others where there are fewer. */
export function nearestTrials(points: ParameterPoints, index: number, wanted: number): NearestTrials {
  const size = Math.min(wanted, points.count - 1);
  const indices = new Int32Array(size);
  const distances = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  for (let other = 0; other < points.count; other++) {
    if (other === index) continue;
    const distance = parameterDistance(points, index, other);
    if (!(distance < distances[size - 1])) continue;
    let place = size - 1;
    for (; place > 0 && distance < distances[place - 1]; place--) {
      distances[place] = distances[place - 1];
      indices[place] = indices[place - 1];
    }
    distances[place] = distance;
    indices[place] = other;
  }
  return { indices, distances };
}
