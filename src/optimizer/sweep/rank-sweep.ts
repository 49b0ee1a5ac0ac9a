import { comparatorKey, compareKeys } from '../ranking/comparator.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';

/** Best trials of a sweep by the comparator (`optimizer.md` 6), best first; memory for `limit` of them. */
export function bestTrials(
  store: TrialReader,
  sweep: Pick<SweepRecord, 'sweepId' | 'decimals'>,
  limit: number,
): TrialRecord[] {
  const best: ReturnType<typeof comparatorKey>[] = [];
  store.visitEligible(sweep.sweepId, (trial) => {
    const key = comparatorKey(trial, sweep.decimals);
    let place = best.length;
    while (place > 0 && compareKeys(key, best[place - 1]!) < 0) place--;
    if (place >= limit) return;
    best.splice(place, 0, key);
    if (best.length > limit) best.pop();
  });
  return best.flatMap(({ trialIndex }) => store.readTrial(sweep.sweepId, trialIndex) ?? []);
}
