import type { TrialReader } from '../storage/trial-store.ts';
import type { LiveTrial } from './live-trial.ts';
import { bestTrials } from './rank-sweep.ts';
import { rebuildTrial } from './rebuild-trial.ts';
import type { WindowParts } from './sweep-part.ts';

/**
 * The best trials of a training window, best first, as they run on the test window behind it: the same
 * parameters, seed and index.
 */
export function chooseRetested(store: TrialReader, { train, test }: WindowParts): readonly LiveTrial[] {
  return bestTrials(store, train.stored, test.stored.plannedTrials).map((record) => ({
    ...rebuildTrial(record, test),
    repeatOf: null,
  }));
}
