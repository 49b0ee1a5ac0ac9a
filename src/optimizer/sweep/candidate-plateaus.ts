import type { DefinedSweep } from '../definition/define-sweep.ts';
import type { Plateau } from '../statistics/plateau.ts';
import { plateauOf, plateauRadius } from '../statistics/plateau-section.ts';
import { gatherSearchResults } from '../statistics/search-results.ts';
import { readOutlines } from '../statistics/trial-outlines.ts';
import type { TrialReader } from '../storage/trial-store.ts';

/** How the neighbours of some trials of a stored search do (`optimizer.md` 12.7), in the order of the trials. */
export function readPlateaus(
  store: TrialReader,
  sweepId: string,
  trialIndices: readonly number[],
  { definition: { statistics, sampler }, space }: DefinedSweep,
): readonly Plateau[] {
  const radius = plateauRadius(statistics);
  const outlines = readOutlines(store, sweepId);
  return trialIndices.map((index) => plateauOf(gatherSearchResults(space, sampler.name, outlines, index), radius));
}
