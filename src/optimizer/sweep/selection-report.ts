import { type SelectionSettings, selectCandidate } from '../ranking/select-candidate.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { RankedSweep } from './pareto-trials.ts';
import { bestTrials } from './rank-sweep.ts';

/** The trial that a sweep ends with, and how it was chosen. */
export interface SelectionReport {
  readonly rule: SelectionSettings['rule'];
  readonly trial: TrialRecord;
  /** Its rank by score, from 1. */
  readonly rank: number;
  /** False where no candidate fulfils the rule, so that the best score decides. */
  readonly isByRule: boolean;
}

/** Reads which trial a sweep ends with; null where none may be best, and before candidates were examined. */
export function readSelection(
  store: TrialReader,
  sweep: RankedSweep,
  settings: SelectionSettings,
): SelectionReport | null {
  const { rule } = settings;
  const [best] = bestTrials(store, sweep, 1);
  if (best === undefined) return null;
  if (rule === 'best_score') return { rule, trial: best, rank: 1, isByRule: true };
  const candidates = store.readCandidates(sweep.sweepId);
  if (candidates.length === 0) return null;
  const chosen = selectCandidate(settings, candidates, sweep.decimals);
  const trial = chosen === null ? null : store.readTrial(sweep.sweepId, chosen.trialIndex);
  if (chosen === null || trial === null) return { rule, trial: best, rank: 1, isByRule: false };
  return { rule, trial, rank: chosen.rank, isByRule: true };
}
