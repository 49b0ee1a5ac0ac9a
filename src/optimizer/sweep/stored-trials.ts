import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';

const ROWS_PER_STEP = 1000;

/** All trials of a sweep by index, in steps that fit into memory. */
export function* storedTrials(store: TrialReader, sweepId: string): Generator<readonly TrialRecord[]> {
  const extent = store.trialExtent(sweepId);
  if (extent === null) return;
  for (let from = extent.first; from <= extent.last; from += ROWS_PER_STEP) {
    yield store.readTrials(sweepId, { from, to: from + ROWS_PER_STEP });
  }
}
