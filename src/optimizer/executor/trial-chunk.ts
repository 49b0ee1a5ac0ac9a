import { pointHash } from '../space/params-hash.ts';
import type { Coordinates } from '../space/point-coordinates.ts';
import type { LiveTrial } from './live-trial.ts';
import type { CompiledRules, PackedRules } from './search-rules.ts';

/**
 * Trials of one search on their way to a worker: which points of the space, and what does not follow from the
 * rules of the search. The worker works out everything else.
 */
export interface TrialChunk {
  readonly rules: PackedRules;
  readonly indices: Float64Array;
  /** Coordinates of their points, one after the other. */
  readonly coordinates: Float64Array;
  /** NaN: the seed follows from the root seed. */
  readonly seeds: Float64Array;
  /** Index of the earlier trial with the same parameters; NaN: there is none. */
  readonly repeats: Float64Array;
}

/** What a chunk says of a trial. */
export interface ChunkTrial {
  readonly coordinates: Coordinates;
  readonly trial: Pick<LiveTrial, 'trialIndex' | 'givenSeed' | 'repeatOf'>;
}

export function packChunk(rules: PackedRules, trials: readonly ChunkTrial[]): TrialChunk {
  const indices = new Float64Array(trials.length);
  const seeds = new Float64Array(trials.length);
  const repeats = new Float64Array(trials.length);
  const width = trials[0]?.coordinates.length ?? 0;
  const coordinates = new Float64Array(trials.length * width);
  for (let row = 0; row < trials.length; row++) {
    const { trial, coordinates: point } = trials[row]!;
    indices[row] = trial.trialIndex;
    seeds[row] = trial.givenSeed ?? Number.NaN;
    repeats[row] = trial.repeatOf ?? Number.NaN;
    for (let place = 0; place < width; place++) coordinates[row * width + place] = point[place]!;
  }
  return { rules, indices, coordinates, seeds, repeats };
}

/** A trial of a chunk, with all that follows from its rules. */
export function readTrial(
  { indices, coordinates, seeds, repeats }: TrialChunk,
  row: number,
  rules: CompiledRules,
): LiveTrial {
  const width = rules.points.count;
  const point = rules.points.decode(coordinates.subarray(row * width, (row + 1) * width));
  const paramsHash = pointHash(point);
  const trialIndex = indices[row]!;
  const givenSeed = numberOrNull(seeds[row]!);
  const seed = givenSeed ?? rules.seedOf(trialIndex, paramsHash);
  const job = { index: trialIndex, seed, setup: rules.setupOf(point.changes), changes: point.changes };
  return { trialIndex, job, point, paramsHash, givenSeed, repeatOf: numberOrNull(repeats[row]!) };
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
