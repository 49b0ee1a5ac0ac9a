import { comparatorKey, compareKeys } from '../ranking/comparator.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';

/** Best trials of a sweep by the comparator (`optimizer.md` 6), best first. */
export function bestTrials(
  store: TrialReader,
  sweep: Pick<SweepRecord, 'sweepId' | 'decimals'>,
  limit: number,
): TrialRecord[] {
  return store
    .eligibleTrials(sweep.sweepId)
    .map((trial) => comparatorKey(trial, sweep.decimals))
    .sort(compareKeys)
    .slice(0, limit)
    .flatMap(({ trialIndex }) => store.readTrial(sweep.sweepId, trialIndex) ?? []);
}
