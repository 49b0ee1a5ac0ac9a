import { median } from './median.ts';
import { nearestTrials, parameterDistance } from './neighbours.ts';
import { type ParameterPoints, sharePoints } from './parameter-points.ts';
import { cutRange } from './pieces/cut-range.ts';
import type { PieceRunner } from './pieces/piece-runner.ts';
import { joinNumbers } from './pieces/shared-numbers.ts';

/** Trials of a piece, each compared with all others. */
const TRIALS_PER_PIECE = 100;

/** Neighbours that count among scattered trials: twice the number of parameters, at least 5. */
export function scatteredNeighbours(parameters: number): number {
  return Math.max(5, 2 * parameters);
}

/** Distance to the k-th neighbour for each trial from `from` up to before `to`. */
export function neighbourDistances(points: ParameterPoints, k: number, from = 0, to = points.count): Float64Array {
  return Float64Array.from({ length: to - from }, (_, at) => nearestTrials(points, from + at, k).distances[k - 1]);
}

/**
 * Bandwidth h of the smoothing: median over all trials of the distance to the k-th neighbour. Time grows with the
 * square of the number of trials.
 */
export async function smoothingBandwidth(points: ParameterPoints, k: number, runner: PieceRunner): Promise<number> {
  const shared = sharePoints(points);
  const pieces = cutRange(points.count, TRIALS_PER_PIECE).map((range) => ({ points: shared, k, ...range }));
  return median(joinNumbers(await runner.run('distances', pieces)));
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
