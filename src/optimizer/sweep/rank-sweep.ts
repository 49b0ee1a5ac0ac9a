import { RuntimeFailure } from '../../core/types/errors.ts';
import { comparatorKey, compareKeys } from '../ranking/comparator.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { objectivesOf, type RankedSweep, rankByPareto } from './pareto-trials.ts';

/**
 * Best trials of a sweep by the comparator (`optimizer.md` 6), best first; memory for `limit` of them. With
 * several objectives by Pareto rank before anything else (`optimizer.md` 6.5).
 */
export function bestTrials(store: TrialReader, sweep: RankedSweep, limit: number): TrialRecord[] {
  if (objectivesOf(sweep).length > 0) return bestByPareto(store, sweep, limit);
  const best: ReturnType<typeof comparatorKey>[] = [];
  store.visitByScore(sweep.sweepId, (trial) => {
    const key = comparatorKey(trial, sweep.decimals);
    // Scores fall, and so do rounded ones.
    if (best.length === limit && key.scoreQ < best[limit - 1]!.scoreQ) return false;
    let place = best.length;
    while (place > 0 && compareKeys(key, best[place - 1]!) < 0) place--;
    best.splice(place, 0, key);
    if (best.length > limit) best.pop();
    return true;
  });
  return best.flatMap(({ trialIndex }) => store.readTrial(sweep.sweepId, trialIndex) ?? []);
}

function bestByPareto(store: TrialReader, sweep: RankedSweep, limit: number): TrialRecord[] {
  const best = rankByPareto(store, sweep).slice(0, limit);
  return best.flatMap(({ trialIndex }) => store.readTrial(sweep.sweepId, trialIndex) ?? []);
}

/** The refusal where a best trial is asked for and no trial may be best. */
export function noEligibleTrial(sweepId: string): RuntimeFailure {
  return new RuntimeFailure('SWEEP_NO_ELIGIBLE_TRIAL', `sweep ${sweepId} has no trial that may be best`, {
    hint: `"omega trials ${sweepId}" shows how they ended`,
    details: { sweep_id: sweepId },
  });
}
