import { pairwiseMean } from './kernels/pairwise-mean.ts';
import { quantile } from './kernels/quantile.ts';

const MAX_ROUNDS = 30;
const ABSOLUTE_TOLERANCE = 1e-6;
const RELATIVE_TOLERANCE = 1e-4;

/** Clusters of a list of numbers. */
export interface Clusters {
  /** In the order in which the start quantiles lay; not sorted again. */
  readonly centers: Float64Array;
  /** Index of the centre of each value. */
  readonly labels: Int32Array;
}

/**
 * One-dimensional k-means (`indicators.md` 6.3), started at quantiles and therefore without chance. The
 * labels of a stopped run are those before the last move of the centres. Null without values.
 */
export function kmeans1d(values: Float64Array, k: number): Clusters | null {
  if (values.length === 0) return null;
  const sorted = values.slice().sort();
  const clusterCount = Math.max(1, Math.min(k, countDistinct(sorted)));
  const labels = new Int32Array(values.length);
  if (clusterCount === 1) return { centers: Float64Array.of(pairwiseMean(values, 0, values.length)), labels };
  let centers = startCenters(sorted, clusterCount);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    assignLabels(values, centers, labels);
    const moved = moveCenters(values, labels, centers);
    const isSettled = moved.every((center, j) => isClose(center, centers[j]));
    centers = moved;
    if (isSettled) return { centers, labels };
  }
  assignLabels(values, centers, labels);
  return { centers, labels };
}

function countDistinct(sorted: Float64Array): number {
  let count = 1;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) count++;
  return count;
}

function startCenters(sorted: Float64Array, clusterCount: number): Float64Array {
  const step = 1 / (clusterCount + 1);
  return Float64Array.from({ length: clusterCount }, (_, j) => quantile(sorted, (j + 1) * step));
}

/** Nearest centre; the lower index on a tie. */
function assignLabels(values: Float64Array, centers: Float64Array, labels: Int32Array): void {
  for (let i = 0; i < values.length; i++) {
    let nearest = 0;
    let smallest = Math.abs(values[i] - centers[0]);
    for (let j = 1; j < centers.length; j++) {
      const distance = Math.abs(values[i] - centers[j]);
      if (distance < smallest) {
        nearest = j;
        smallest = distance;
      }
    }
    labels[i] = nearest;
  }
}

/** Mean of each centre's members in series order; a centre without members stays. */
function moveCenters(values: Float64Array, labels: Int32Array, centers: Float64Array): Float64Array {
  const members = new Float64Array(values.length);
  return centers.map((center, j) => {
    let count = 0;
    for (let i = 0; i < values.length; i++) if (labels[i] === j) members[count++] = values[i];
    return count === 0 ? center : pairwiseMean(members, 0, count);
  });
}

function isClose(moved: number, center: number): boolean {
  return Math.abs(moved - center) <= ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * Math.abs(center);
}
