import { median } from './median.ts';
import { nearestTrials, parameterDistance } from './neighbours.ts';
import type { ParameterPoints } from './parameter-points.ts';

/** Neighbours that count among scattered trials: twice the number of parameters, at least 5. */
export function scatteredNeighbours(parameters: number): number {
  return Math.max(5, 2 * parameters);
}

/** Per trial the distance to its k-th neighbour; time grows with the square of the number of trials. */
export function neighbourDistances(points: ParameterPoints, k: number): Float64Array {
  return Float64Array.from({ length: points.count }, (_, trial) => nearestTrials(points, trial, k).distances[k - 1]);
}

/** Bandwidth h of the smoothing: median over all trials of the distance to the k-th neighbour. */
export function smoothingBandwidth(points: ParameterPoints, k: number): number {
  return median(neighbourDistances(points, k));
}

/**
 * Kernel mean of all scores around one trial, itself included, with weights exp(-(dist/h)^2 / 2): Nadaraya
 * (1964), Watson (1964). NaN for a bandwidth of 0.
 */
export function smoothScore(points: ParameterPoints, scores: Float64Array, bandwidth: number, index: number): number {
  let weights = 0;
  let weighted = 0;
  for (let other = 0; other < points.count; other++) {
    const share = parameterDistance(points, index, other) / bandwidth;
    const weight = Math.exp((-share * share) / 2);
    weights += weight;
    weighted += weight * scores[other];
  }
  return weighted / weights;
}
