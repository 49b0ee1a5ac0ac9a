import type { CandidateRecord } from '../storage/candidate-record.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';

/** A candidate as it is shown: its figures and its trial. */
export interface CandidateReport extends CandidateRecord {
  readonly trial: TrialRecord;
}

/** Whether candidates have stress scores: where only their plateaus are asked for, no stress test is run. */
export function haveStressScores(candidates: readonly CandidateRecord[]): boolean {
  return candidates.some(({ components }) => components > 0);
}

/** Reads the examined candidates of a sweep by rank; none before the end of their examination, and without one. */
export function readCandidates(store: TrialReader, sweepId: string): readonly CandidateReport[] {
  return store.readCandidates(sweepId).flatMap((candidate): readonly CandidateReport[] => {
    const trial = store.readTrial(sweepId, candidate.trialIndex);
    return trial === null ? [] : [{ ...candidate, trial }];
  });
}
