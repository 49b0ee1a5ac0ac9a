import { resolveLocations } from '../../config/locations.ts';
import type { TrialScorer } from '../executor/trial-judge.ts';
import { createTrialScorer } from '../ranking/score-trial.ts';
import { openStore } from '../storage/open-store.ts';
import { requireTrial, resolveSweep } from '../storage/sweep-lookup.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { auditPart } from './audit-sweep.ts';
import { compareResults } from './compare-results.ts';
import { createPool } from './create-executor.ts';
import { exportTrial } from './export-trial.ts';
import { executorOf } from './part-executor.ts';
import { replayHoldout } from './replay-holdout.ts';
import { replayOne, requireReplayable } from './replay-one.ts';
import { type PartReplay, PartReplayer } from './replay-part.ts';
import { replayPruning } from './replay-pruning.ts';
import { replayStress } from './replay-stress.ts';
import { requirePart, restorePlan } from './restore-plan.ts';
import { requireSweep } from './stored-sweep.ts';
import type { SweepPart } from './sweep-part.ts';
import { partsOf, type SweepPlan, storeFile } from './sweep-plan.ts';
import type { ReplayDifference, ReplayedTrial, ReplayReport } from './sweep-report.ts';
import type { ReplayRequest } from './sweep-request.ts';
import { summariseWalkForward } from './walk-forward-result.ts';

/**
 * Repeats trials from the store with their recorded seeds and compares every stored value:
 * `omega replay` as a function (`optimizer.md` 3). The store is only read.
 * @throws OmegaError `REPLAY_MISMATCH` before anything runs if data or program are not the recorded ones
 */
export async function replaySweep(request: ReplayRequest): Promise<ReplayReport> {
  const startedMs = performance.now();
  const locations = resolveLocations(request.environment ?? process.env, request.projectRoot ?? process.cwd());
  for (const notice of locations.notices) request.onNotice?.(notice);
  const store = openStore(storeFile(locations), { readonly: true });
  try {
    const named = requireSweep(store, resolveSweep(store, request.sweep));
    const single = request.trials === 'all' ? null : requireTrial(store, named.sweepId, request.trials.index);
    if (single !== null) requireReplayable(single);
    const plan = await restorePlan(store, named, locations, request);
    const { definition } = plan.defined;
    const scorer = createTrialScorer(definition.objective, definition.gates);
    const report =
      single === null
        ? await replayParts(store, chosenParts(store, plan, named), plan, scorer, request)
        : await replayTrial(store, single, requirePart(plan, named), plan, scorer, request);
    const isWhole = single === null && named.parentId === null;
    const held = isWhole ? await replayHoldout(store, plan, scorer, request) : null;
    return { ...addPart(report, held), sweepId: named.sweepId, elapsedMs: performance.now() - startedMs };
  } finally {
    store.close();
  }
}

type Replayed = Omit<ReplayReport, 'sweepId' | 'elapsedMs'>;

function addPart(report: Replayed, part: PartReplay | null): Replayed {
  if (part === null) return report;
  return {
    ...report,
    replayed: report.replayed + part.replayed,
    skipped: report.skipped + part.skipped,
    mismatches: [...report.mismatches, ...part.mismatches],
  };
}

/** The named part, or all parts of a named sweep that the store has. */
function chosenParts(store: TrialReader, plan: SweepPlan, named: SweepRecord): readonly SweepPart[] {
  if (named.parentId !== null) return [requirePart(plan, named)];
  return partsOf(plan).filter(({ stored }) => store.loadSweep(stored.sweepId) !== null);
}

async function replayTrial(
  store: TrialReader,
  record: TrialRecord,
  part: SweepPart,
  plan: SweepPlan,
  scorer: TrialScorer,
  request: ReplayRequest,
): Promise<Replayed> {
  const trial = await replayOne(store, record, part, plan, scorer);
  const { exportFile } = request;
  const exported = exportFile === undefined ? null : await exportTrial(record, part, plan, request, exportFile);
  return {
    replayed: 1,
    pruned: 0,
    skipped: 0,
    mismatches: trial.differences.length > 0 ? [trial] : [],
    results: [],
    trial,
    exported,
  };
}

async function replayParts(
  store: TrialReader,
  parts: readonly SweepPart[],
  plan: SweepPlan,
  scorer: TrialScorer,
  { signal }: ReplayRequest,
): Promise<Replayed> {
  const executor = createPool(plan);
  // With trials that differ, results that follow from them say nothing new.
  const isWhole = () => parts.includes(plan.search) && mismatches.length === 0 && signal?.aborted !== true;
  const mismatches: ReplayedTrial[] = [];
  let replayed = 0;
  let skipped = 0;
  let pruned = 0;
  let stress: readonly ReplayDifference[] = [];
  try {
    for (const part of parts) {
      const audited = auditPart(store, part, plan, scorer);
      const source = executorOf(part, executor, store, plan);
      const found = await new PartReplayer(store, part, scorer, source).runAll(signal);
      replayed += found.replayed;
      const screened = await replayPruning(part, { store, plan, scorer, executor }, signal);
      pruned += screened.pruned;
      skipped += found.skipped - screened.pruned;
      mismatches.push(...mergeByTrial([...audited, ...found.mismatches, ...screened.mismatches]));
    }
    if (isWhole()) stress = await replayStress(store, plan, executor);
  } finally {
    await executor.close();
  }
  const results = isWhole() ? [...stress, ...(await compareValidation(store, plan))] : [];
  return { replayed, pruned, skipped, mismatches, results, trial: null, exported: null };
}

/** Computes the results of a complete sweep again from its stored trials. */
async function compareValidation(store: TrialReader, plan: SweepPlan): Promise<readonly ReplayDifference[]> {
  const { sweepId } = plan.search.stored;
  const isComplete = partsOf(plan).every(({ stored }) => store.loadSweep(stored.sweepId)?.state === 'complete');
  if (!isComplete) return compareResults('walk_forward', store.readWalkForward(sweepId), null);
  return compareResults('walk_forward', store.readWalkForward(sweepId), await summariseWalkForward(store, plan));
}

/** One entry per trial, by index, without naming a field twice. */
function mergeByTrial(found: readonly ReplayedTrial[]): readonly ReplayedTrial[] {
  const byIndex = new Map<number, ReplayedTrial>();
  for (const trial of found) {
    const known = byIndex.get(trial.trialIndex);
    const fresh = trial.differences.filter(
      ({ field }) => known?.differences.some((other) => other.field === field) !== true,
    );
    byIndex.set(trial.trialIndex, { ...trial, differences: [...(known?.differences ?? []), ...fresh] });
  }
  return [...byIndex.values()].sort((left, right) => left.trialIndex - right.trialIndex);
}
