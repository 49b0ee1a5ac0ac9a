import type { NotAvailable } from '../statistics/figure.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialStore } from '../storage/trial-store.ts';
import type { WalkForwardRecord } from '../storage/walk-forward-record.ts';
import { reachVerdict, type Verdict } from '../verdict/verdict.ts';
import { type BestRun, writeBestRun } from './best-run.ts';
import { type CombinatorialReport, readCombinatorialReport } from './combinatorial-report.ts';
import type { ExaminedCandidate } from './examine-candidates.ts';
import { gatherVerdict } from './gather-verdict.ts';
import { readHoldoutStatus } from './holdout-report.ts';
import { readSelection, type SelectionReport } from './selection-report.ts';
import { type WrittenStatistics, writeStatistics } from './statistics-file.ts';
import { SELECTED_FILE } from './sweep-files.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { SweepRequest } from './sweep-request.ts';
import type { SweepTimer } from './sweep-times.ts';
import { writeVerdict } from './verdict-file.ts';

/** What the searches and stress tests of a sweep came to. */
export interface SearchOutcome {
  readonly best: TrialRecord;
  readonly bestRun: BestRun;
  readonly candidates: readonly ExaminedCandidate[];
  readonly walkForward: WalkForwardRecord | null;
}

export interface Conclusion extends WrittenStatistics {
  readonly combinatorial: CombinatorialReport | NotAvailable | null;
  readonly verdict: Verdict;
}

/** Selects a trial, computes what speaks for and against it, and writes the verdict; null where it was stopped before. */
export async function concludeSweep(
  store: TrialStore,
  plan: SweepPlan,
  folder: string,
  request: SweepRequest,
  { best, bestRun, candidates, walkForward }: SearchOutcome,
  timer: SweepTimer,
): Promise<Conclusion | null> {
  const { definition } = plan.defined;
  const { stored } = plan.search;
  const selection = readSelection(store, stored, definition.selection) ?? bestScore(best);
  const { trial: selected } = selection;
  const isBest = selected.trialIndex === best.trialIndex;
  const run = isBest ? bestRun : await writeBestRun(selected, SELECTED_FILE, plan, folder, request);
  const examined = candidates.find(({ record }) => record.trialIndex === selected.trialIndex) ?? null;
  const candidate = plan.stress.settings.mode === 'off' ? null : examined;
  const evidence = { selected, trades: run.trades, walkForward, candidate };
  const written = await timer.timeStatistics(() => writeStatistics(store, plan, evidence, folder, request));
  if (written === null) return null;
  const { statistics } = written;
  const holdout = readHoldoutStatus(store, stored, definition.validation.holdout);
  const combinatorial = readCombinatorialReport(store, stored.sweepId, definition.validation.combinatorial);
  const sources = { selection, statistics, candidate, walkForward, combinatorial, holdout };
  const verdict = reachVerdict(gatherVerdict(sources, plan));
  writeVerdict(folder, verdict);
  return { ...written, combinatorial, verdict };
}

/** The choice where no other rule has candidates to look at. */
function bestScore(trial: TrialRecord): SelectionReport {
  return { rule: 'best_score', trial, rank: 1, isByRule: true };
}
