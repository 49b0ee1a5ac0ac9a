import type { TrialReader } from '../storage/trial-store.ts';
import { type Candidate, openCandidate } from './candidate.ts';
import { readCandidates } from './candidate-report.ts';
import { type ExaminedCandidate, examineCandidates } from './examine-candidates.ts';
import { bestTrials } from './rank-sweep.ts';
import type { SearchSurroundings } from './run-search.ts';
import { runSubruns } from './run-subruns.ts';
import { writeCandidatesCsv } from './sweep-files.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { ScheduleEnd } from './trial-scheduler.ts';

/** What came of the second look at the best trials. */
export interface StressResult {
  readonly end: ScheduleEnd;
  /** By rank; empty where nothing was to be examined, and after an interruption. */
  readonly candidates: readonly ExaminedCandidate[];
}

/** The trials that are looked at again, best first; none where neither stress tests nor plateaus are asked for. */
export function listCandidates(store: TrialReader, plan: SweepPlan): readonly Candidate[] {
  const { mode, topK } = plan.stress.settings;
  if (mode === 'off' && plan.defined.definition.selection.rule !== 'plateau') return [];
  return bestTrials(store, plan.search.stored, topK).map((trial) => openCandidate(trial, plan));
}

/** Runs the stress tests of the best trials (`optimizer.md` 14), looks at their plateaus and keeps both. */
export async function runStress(surroundings: SearchSurroundings, folder: string): Promise<StressResult> {
  const { plan, store } = surroundings;
  const { stored } = plan.search;
  const candidates = listCandidates(store, plan);
  if (candidates.length === 0) return { end: 'complete', candidates: [] };
  const end = await runSubruns(candidates, surroundings);
  if (end !== 'complete') return { end, candidates: [] };
  const examined = examineCandidates(candidates, store, plan);
  store.writeCandidates(
    stored.sweepId,
    examined.map(({ record }) => record),
  );
  writeCandidatesCsv(folder, readCandidates(store, stored.sweepId));
  return { end, candidates: examined };
}
