import { shuffle } from '../random/draws.ts';
import { stream } from '../random/seeds.ts';
import { AshaPruner } from './asha-pruner.ts';
import { BackstepPruner, MAX_HALF_YEARS } from './backstep-pruner.ts';
import { HalvingPruner } from './halving-pruner.ts';
import { MedianPruner } from './median-pruner.ts';
import type { Pruner } from './pruner.ts';
import { completeHalfYears, cutByDays, type SegmentDates } from './segment-dates.ts';

/** A pruner as the sweep file asks for it. */
export interface PrunerDefinition {
  readonly name: 'median' | 'halving' | 'asha' | 'backstep';
  readonly segments: number;
  readonly minSegments: number;
  readonly order: 'newest_first' | 'oldest_first' | 'shuffled';
  readonly eta: number;
  /** Median: first number of segments that can prune, and values that a median needs. */
  readonly warmup: number;
  readonly startup: number;
}

/** What a pruner has to know of the search that it serves. */
export interface PrunedSearch {
  /** Trials of a batch of a sampler that adapts; of other samplers, trials that a median compares at once. */
  readonly batchSize: number;
  readonly isAdaptive: boolean;
  /** `objective.decimals`. */
  readonly decimals: number;
}

/**
 * Segments of a range in the order in which trials run on them.
 * @param root root seed of the search
 */
export function segmentsOf(
  { name, segments, order }: PrunerDefinition,
  { start, end }: SegmentDates,
  root: number,
): readonly SegmentDates[] {
  if (name === 'backstep') return completeHalfYears(start, end).slice(0, MAX_HALF_YEARS);
  const parts = [...cutByDays(start, end, segments)];
  if (order === 'oldest_first') return parts;
  return order === 'newest_first' ? parts.reverse() : shuffle(stream(root, 'pruner', 'segments'), parts);
}

/** @param segments number of segments that the range has */
export function createPruner(definition: PrunerDefinition, segments: number, search: PrunedSearch): Pruner {
  const { batchSize, isAdaptive, decimals } = search;
  switch (definition.name) {
    case 'halving':
      return new HalvingPruner(definition, isAdaptive ? batchSize : Number.POSITIVE_INFINITY, decimals);
    case 'asha':
      return new AshaPruner(definition, decimals);
    case 'median':
      return new MedianPruner(definition, batchSize, decimals);
    case 'backstep':
      return new BackstepPruner(segments);
  }
}
